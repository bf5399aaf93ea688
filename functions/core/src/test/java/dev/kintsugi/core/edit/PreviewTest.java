package dev.kintsugi.core.edit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PreviewTest {
    @Test
    void a_text_of_the_maximum_is_shown_whole_and_a_longer_one_is_cut() {
        assertThat(Preview.of("a".repeat(Preview.CHARACTERS))).isEqualTo("a".repeat(Preview.CHARACTERS));
        assertThat(Preview.of("a".repeat(Preview.CHARACTERS - 1))).hasSize(Preview.CHARACTERS - 1);
        assertThat(Preview.of("a".repeat(Preview.CHARACTERS + 1)))
                .hasSize(Preview.CHARACTERS)
                .endsWith("...");
    }

    @Test
    void a_character_is_never_halved() {
        String cut = Preview.of("a".repeat(Preview.CHARACTERS - 4) + "😀".repeat(5));
        assertThat(cut).isEqualTo("a".repeat(Preview.CHARACTERS - 4) + "...");
    }

    @Test
    void lines_become_one() {
        assertThat(Preview.of("  def f():\n\n      return 1\n")).isEqualTo("def f(): return 1");
    }
}
