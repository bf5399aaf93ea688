package dev.kintsugi.models;

/** The beginning of what somebody else said, fit for a message: one line, no control characters, not long. */
public final class Excerpt {
    /** In characters. */
    static final int LENGTH = 300;

    private Excerpt() {}

    public static String of(String text) {
        String start = text.substring(0, Math.min(text.length(), 4 * LENGTH));
        String line = start.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        if (line.isEmpty()) {
            return "(nothing)";
        }
        if (line.length() <= LENGTH) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(LENGTH - 1)) ? LENGTH - 1 : LENGTH;
        return line.substring(0, end) + "...";
    }
}
