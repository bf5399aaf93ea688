package dev.kintsugi.core.edit.match;

import java.util.Arrays;

/**
 * A text to be found in another, by looking at pairs of characters and leaping over as many as the pair allows
 * (Boyer, Moore, Horspool). On source code it looks at a small part of the text only; on text made to defeat it, it
 * gives up after a fixed amount of work, and a search that is linear whatever the lines are takes over.
 */
final class Needle {
    /** Most characters compared in vain, as a multiple of the text searched. */
    static final int MAXIMUM_COMPARISONS_PER_CHARACTER = 4;

    /** It is not there. */
    static final int NOWHERE = -1;

    /** The search was given up. */
    static final int GIVEN_UP = -2;

    /** Longest end of the needle that leaps are computed from. */
    private static final int TELLING_END = 512;

    private static final int PAIRS = 1 << 10;

    private final String text;
    private final String needle;
    private final int[] leaps = new int[PAIRS];
    private long left;

    Needle(String text, String needle) {
        this.text = text;
        this.needle = needle;
        this.left = (long) MAXIMUM_COMPARISONS_PER_CHARACTER * text.length() + needle.length();
        int from = Math.max(0, needle.length() - TELLING_END);
        Arrays.fill(leaps, Math.max(1, needle.length() - from - 1));
        for (int i = from + 1; i < needle.length() - 1; i++) {
            leaps[pair(needle, i)] = needle.length() - 1 - i;
        }
    }

    /** Where it stands first at or after an offset. */
    int from(int offset) {
        int length = needle.length();
        if (length < 2) {
            return text.indexOf(needle, offset);
        }
        int lastPair = pair(needle, length - 1);
        int end = offset + length - 1;
        while (end < text.length()) {
            int pair = pair(text, end);
            if (pair == lastPair) {
                int at = end - length + 1;
                int same = commonEnd(at);
                if (same == length) {
                    return at;
                }
                left -= same;
            }
            left--;
            if (left < 0) {
                return GIVEN_UP;
            }
            end += leaps[pair];
        }
        return NOWHERE;
    }

    /** How many characters agree, from the end backwards. */
    private int commonEnd(int at) {
        int i = needle.length() - 1;
        while (i >= 0 && text.charAt(at + i) == needle.charAt(i)) {
            i--;
        }
        return needle.length() - 1 - i;
    }

    /** The pair of characters that ends at an index. */
    private static int pair(String string, int end) {
        return (string.charAt(end - 1) * 31 + string.charAt(end)) & (PAIRS - 1);
    }
}
