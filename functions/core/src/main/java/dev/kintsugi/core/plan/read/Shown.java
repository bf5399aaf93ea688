package dev.kintsugi.core.plan.read;

/** Text from a file, made fit to stand in a message: short, on one line, nothing a terminal would obey. */
final class Shown {
    private static final int MAX_CHARS = 60;

    private Shown() {}

    static String quoted(String text) {
        return "\"" + shortened(text) + "\"";
    }

    static String shortened(String text) {
        return shortened(text, MAX_CHARS);
    }

    static String shortened(String text, int maxChars) {
        int end = Math.min(text.length(), maxChars);
        if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        StringBuilder shown = new StringBuilder();
        text.substring(0, end).codePoints().forEach(c -> shown.append(escaped(c)));
        return end < text.length() ? shown + "..." : shown.toString();
    }

    private static String escaped(int c) {
        if (c == '\n') {
            return "\\n";
        }
        if (c == '\t') {
            return "\\t";
        }
        int type = Character.getType(c);
        boolean harmless = type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
        return harmless ? Character.toString(c) : "\\u" + "%04x".formatted(c);
    }
}
