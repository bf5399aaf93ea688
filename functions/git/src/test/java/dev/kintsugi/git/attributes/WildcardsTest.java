package dev.kintsugi.git.attributes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a pattern may cost; what it means is compared with git's own checkout. */
class WildcardsTest {
    @Test
    void a_hostile_pattern_ends() {
        String name = "a".repeat(4_000);

        assertThat(Wildcards.of("*a".repeat(1_000) + "b").match(name)).isFalse();
        assertThat(Wildcards.of("**/".repeat(600) + "b").match("a/".repeat(2_000)))
                .isFalse();
        assertThat(Wildcards.of("*a".repeat(1_000)).match(name)).isTrue();
    }
}
