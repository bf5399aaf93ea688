package dev.kintsugi.core.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoderLimitsTest {
    @Test
    void one_further_try_unless_the_environment_says_0_to_3() {
        assertThat(CoderLimits.from(Map.of()).furtherTries()).isEqualTo(1);
        for (int tries : new int[] {0, 1, 2, 3}) {
            assertThat(CoderLimits.from(Map.of(CoderLimits.FURTHER_TRIES, Integer.toString(tries)))
                            .furtherTries())
                    .isEqualTo(tries);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "4", "10", "", "one", "\u0661"})
    void anything_else_is_refused_by_name(String tries) {
        assertThatThrownBy(() -> CoderLimits.from(Map.of(CoderLimits.FURTHER_TRIES, tries)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("KINTSUGI_FURTHER_TRIES: expected a number from 0 to 3, found \"" + tries + "\"");
    }
}
