package dev.kintsugi.core.plan.read;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant to write. */
final class Suggestion {
    /** A third of the letters may differ; more is another word. */
    private static final int LETTERS_PER_MISTAKE = 3;

    /** Longer words are not typing mistakes, and comparing costs the square of their length. */
    private static final int MAX_LETTERS = 80;

    private Suggestion() {}

    static Optional<String> nearest(String written, Collection<String> known) {
        if (written.length() > MAX_LETTERS) {
            return Optional.empty();
        }
        String wanted = folded(written);
        int most = Math.max(1, wanted.length() / LETTERS_PER_MISTAKE);
        return known.stream()
                .filter(word -> Math.abs(folded(word).length() - wanted.length()) <= most)
                .map(word -> new Distance(word, distance(wanted, folded(word))))
                .filter(candidate -> candidate.mistakes <= most)
                .min(Comparator.comparingInt(Distance::mistakes).thenComparing(Distance::word))
                .map(Distance::word);
    }

    private record Distance(String word, int mistakes) {}

    /** Case, dashes and underscores are the usual differences and count for nothing. */
    private static String folded(String word) {
        return word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "").replace(" ", "");
    }

    /** Letters to put in, leave out, change or swap with their neighbour. */
    private static int distance(String one, String two) {
        int[][] table = new int[one.length() + 1][two.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= two.length(); j++) {
                table[i][j] = i == 0 || j == 0 ? i + j : cell(table, one, two, i, j);
            }
        }
        return table[one.length()][two.length()];
    }

    private static int cell(int[][] table, String one, String two, int i, int j) {
        boolean same = one.charAt(i - 1) == two.charAt(j - 1);
        int least = Math.min(table[i - 1][j - 1] + (same ? 0 : 1), Math.min(table[i - 1][j], table[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && one.charAt(i - 1) == two.charAt(j - 2) && one.charAt(i - 2) == two.charAt(j - 1);
        return swapped ? Math.min(least, table[i - 2][j - 2] + 1) : least;
    }
}
