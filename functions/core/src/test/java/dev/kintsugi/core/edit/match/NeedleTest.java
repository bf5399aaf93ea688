package dev.kintsugi.core.edit.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class NeedleTest {
    @Test
    void it_finds_what_a_plain_search_finds() {
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            String text = letters(random, random.nextInt(60));
            String needle = letters(random, 1 + random.nextInt(8));
            int from = random.nextInt(text.length() + 1);

            int at = new Needle(text, needle).from(from);

            if (at != Needle.GIVEN_UP) {
                assertThat(at).as("seed %d", seed).isEqualTo(text.indexOf(needle, from));
            }
        }
    }

    @Test
    void it_finds_a_needle_longer_than_the_end_it_leaps_by() {
        Random random = new Random(7);
        String text = letters(random, 20_000);

        for (int length : new int[] {511, 512, 513, 514, 3_000}) {
            assertThat(new Needle(text, text.substring(9_000, 9_000 + length)).from(0))
                    .as("length %d", length)
                    .isEqualTo(9_000);
        }
    }

    @Test
    void it_gives_up_on_a_text_made_to_defeat_it() {
        String text = "a".repeat(200_000);

        assertThat(new Needle(text, "b" + "a".repeat(50_000)).from(0)).isEqualTo(Needle.GIVEN_UP);
    }

    private static String letters(Random random, int length) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < length; i++) {
            letters.append((char) ('a' + random.nextInt(3)));
        }
        return letters.toString();
    }
}
