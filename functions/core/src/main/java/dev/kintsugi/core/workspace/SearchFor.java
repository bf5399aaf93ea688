package dev.kintsugi.core.workspace;

import java.util.function.Predicate;

/**
 * What to look for in the files of a tree: a text or a regular expression, in the paths that are wanted.
 *
 * @param text what to find; matched within a line
 * @param regularExpression whether the text is one ({@link java.util.regex.Pattern})
 * @param wanted which paths to look into
 * @param most how many lines to return
 */
public record SearchFor(String text, boolean regularExpression, Predicate<String> wanted, int most) {
    /** Most lines that one search returns. */
    public static final int MAXIMUM_HITS = 1_000;

    /** Longest text or expression, in characters. */
    public static final int MAXIMUM_CHARACTERS = 1_000;

    public SearchFor {
        if (text.isEmpty() || text.length() > MAXIMUM_CHARACTERS) {
            throw new IllegalArgumentException("A search is for 1 to " + MAXIMUM_CHARACTERS + " characters");
        }
        if (most < 1 || most > MAXIMUM_HITS) {
            throw new IllegalArgumentException("A search returns 1 to " + MAXIMUM_HITS + " lines, not " + most);
        }
    }
}
