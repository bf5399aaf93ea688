package dev.kintsugi.core.edit.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SimilarityTest {
    private static final int[] LENGTHS = {0, 1, 5, 62, 63, 64, 65, 66, 90};

    @Test
    void the_distance_is_what_the_plain_table_says() {
        for (long seed = 0; seed < 4_000; seed++) {
            Random random = new Random(seed);
            String a = letters(random, LENGTHS[random.nextInt(LENGTHS.length)]);
            String b = random.nextBoolean() ? letters(random, random.nextInt(80)) : mistyped(random, a);
            int all = Math.max(a.length(), b.length());

            assertThat(Similarity.distance(a, b, all))
                    .as("seed %d: «%s» and «%s»", seed, a, b)
                    .isEqualTo(plainly(a, b));
        }
    }

    @Test
    void beyond_the_most_it_only_says_that_it_is_more() {
        assertThat(Similarity.distance("abcdefgh", "stuvwxyz", 2)).isGreaterThan(2);
        assertThat(Similarity.distance("a".repeat(100), "b".repeat(100), 2)).isGreaterThan(2);
    }

    private static String mistyped(Random random, String text) {
        StringBuilder mistyped = new StringBuilder(text);
        for (int times = random.nextInt(4); times > 0 && mistyped.length() > 1; times--) {
            int at = random.nextInt(mistyped.length() - 1);
            char c = mistyped.charAt(at);
            mistyped.deleteCharAt(at);
            if (random.nextBoolean()) {
                mistyped.insert(at + 1, c);
            }
        }
        return mistyped.toString();
    }

    private static String letters(Random random, int length) {
        String alphabet = random.nextInt(4) == 0 ? "ab\u0416" : "abcd ";
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < length; i++) {
            letters.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return letters.toString();
    }

    /** Letters to change, add, drop or swap, in a table that is filled wholly. */
    private static int plainly(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                boolean equal = a.charAt(i - 1) == b.charAt(j - 1);
                int best = Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + (equal ? 0 : 1));
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                cost[i][j] = swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
            }
        }
        return cost[a.length()][b.length()];
    }
}
