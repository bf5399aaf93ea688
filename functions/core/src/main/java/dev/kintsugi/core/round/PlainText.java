package dev.kintsugi.core.round;

import java.util.Locale;

/** Words of models and files made fit to stand on a record or in a commit. */
public final class PlainText {
    private PlainText() {}

    /** The text with every half of a character replaced: no record can hold one. */
    public static String whole(String text) {
        StringBuilder whole = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? '?' : point)
                .forEach(whole::appendCodePoint);
        return whole.toString();
    }

    /** At most so many characters, never half of one, with a mark where something is left out. */
    public static String shortened(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end).stripTrailing() + "…";
    }

    /** One line without control characters, and without the marks of Markdown that begin a heading, an item or bold words. */
    public static String line(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints()
                .filter(point -> !turnsText(point))
                .map(point -> Character.isISOControl(point) || Character.isWhitespace(point) ? ' ' : point)
                .forEach(line::appendCodePoint);
        return line.toString()
                .replaceAll(" {2,}", " ")
                .strip()
                .replaceFirst("^(?:#{1,6}|[-+*>]|\\d{1,3}[.)]) ", "")
                .replaceFirst("^\\*\\*(.{1,500}?)\\*\\*", "$1")
                .strip();
    }

    /** Whether a character is seen by nobody and turns the direction of what stands around it: so text can lie. */
    public static boolean turnsText(int point) {
        return (point >= 0x202A && point <= 0x202E)
                || (point >= 0x2066 && point <= 0x2069)
                || point == 0x200E
                || point == 0x200F
                || point == 0x061C;
    }

    /** {@code 3 files}, {@code 1 file}. */
    public static String count(int number, String what) {
        return String.format(Locale.ROOT, "%d %s%s", number, what, number == 1 ? "" : "s");
    }
}
