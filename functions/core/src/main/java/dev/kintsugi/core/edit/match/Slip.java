package dev.kintsugi.core.edit.match;

import java.util.Locale;

/**
 * Tells a slip of the pen from a change of meaning. A coder who mistypes a line while copying it drops or swaps
 * letters, brackets or quotes; whoever changed the file since changed names, numbers, operators or case. Only the
 * first may be passed over, because an edit would destroy the second.
 */
final class Slip {
    private static final int SHORTEST_WORD = 4;
    private static final int WORD_FOR_TWO_SLIPS = 8;
    private static final String QUOTES = "\"'`";
    private static final String MARKS = "()[]{};,:.\"'`";

    private Slip() {}

    /**
     * Whether one piece of text is a mistyped copy of the other.
     *
     * @param copied as the coder wrote it
     * @param found as it stands in the file
     * @param file where a mistyped word must not occur: a word that does is a name
     */
    static boolean is(String copied, String found, Lines file) {
        String a = LineKey.normal(copied);
        String b = LineKey.normal(found);
        if (a.equals(b)) {
            return true;
        }
        if (isMarks(a) && isMarks(b)) {
            // One mark dropped or doubled is a slip; another mark is another meaning, but for the kind of quotes.
            boolean onlyQuotes = QUOTES.contains(a) && QUOTES.contains(b) && a.length() == 1 && b.length() == 1;
            return onlyQuotes || (Math.abs(a.length() - b.length()) == 1 && Similarity.distance(a, b, 1) <= 1);
        }
        return isWord(a) && isWord(b) && isMistyped(a, b) && !file.hasWord(a);
    }

    private static boolean isMarks(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (MARKS.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWord(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> LineKey.isWord((char) c));
    }

    private static boolean isMistyped(String copied, String found) {
        if (Math.max(copied.length(), found.length()) < SHORTEST_WORD
                || copied.toLowerCase(Locale.ROOT).equals(found.toLowerCase(Locale.ROOT))
                || !digits(copied).equals(digits(found))
                || isOtherForm(copied, found)) {
            return false;
        }
        int most = found.length() >= WORD_FOR_TWO_SLIPS ? 2 : 1;
        return Similarity.distance(copied, found, most) <= most;
    }

    /** A plural, a participle or a numbered sibling is another name, not a slip. */
    private static boolean isOtherForm(String one, String other) {
        String longer = one.length() >= other.length() ? one : other;
        String shorter = one.length() >= other.length() ? other : one;
        if (longer.startsWith(shorter)) {
            String end = longer.substring(shorter.length());
            return end.length() > 1 || "sdrxyz_".contains(end);
        }
        int last = one.length() - 1;
        return one.length() == other.length()
                && one.substring(0, last).equals(other.substring(0, last))
                && (Character.isUpperCase(one.charAt(last)) || Character.isUpperCase(other.charAt(last)));
    }

    private static String digits(String word) {
        StringBuilder digits = new StringBuilder();
        word.chars().filter(Character::isDigit).forEach(c -> digits.append((char) c));
        return digits.toString();
    }
}
