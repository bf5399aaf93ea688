package dev.kintsugi.core.review;

import java.util.Locale;

/** How much a finding matters. */
public enum Severity {
    CRITICAL,
    MAJOR,
    MINOR;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a task with such an open finding may not pass. */
    public boolean blocks() {
        return this != MINOR;
    }

    /** A reviewer who says nothing, or nothing known, means major. */
    public static Severity ofWord(String word) {
        String first = firstWord(word);
        for (Severity severity : values()) {
            if (severity.word().equals(first)) {
                return severity;
            }
        }
        return MAJOR;
    }

    private static String firstWord(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("^[^a-z]{1,20}", "").split("[^a-z]", 2)[0];
    }
}
