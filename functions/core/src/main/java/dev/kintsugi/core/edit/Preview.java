package dev.kintsugi.core.edit;

/** Shortens a text to one line for a report. */
public final class Preview {
    /** Longest preview, in characters. */
    public static final int CHARACTERS = 50;

    private Preview() {}

    /** The first lines of a text in one, at most {@link #CHARACTERS} long and never half a character. */
    public static String of(String text) {
        StringBuilder line = new StringBuilder(CHARACTERS + 2);
        boolean blank = false;
        int at = 0;
        while (at < text.length() && line.length() <= CHARACTERS) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            if (Character.isWhitespace(point) || Character.isISOControl(point)) {
                blank = !line.isEmpty();
                continue;
            }
            if (blank) {
                line.append(' ');
                blank = false;
            }
            line.appendCodePoint(point);
        }
        if (line.length() <= CHARACTERS) {
            return line.toString();
        }
        int end = CHARACTERS - 3;
        if (Character.isHighSurrogate(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(0, end) + "...";
    }
}
