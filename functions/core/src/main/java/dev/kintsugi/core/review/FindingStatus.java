package dev.kintsugi.core.review;

import java.util.Locale;

/** What became of an earlier finding, in the reviewer's eyes. */
public enum FindingStatus {
    FIXED,
    STILL_PRESENT,
    REGRESSED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the finding is still open. */
    public boolean isOpen() {
        return this != FIXED;
    }

    /** Only the plain word counts as fixed ("partially fixed" is not); whatever is not known is still present. */
    public static FindingStatus ofWord(String written) {
        String word = written.toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z]{1,100}", " ")
                .strip()
                .replace(' ', '_');
        return switch (word) {
            case "fixed" -> FIXED;
            case "regressed" -> REGRESSED;
            default -> STILL_PRESENT;
        };
    }
}
