package dev.kintsugi.core.edit;

import com.fasterxml.jackson.annotation.JsonValue;

/** How closely the text found resembles the text asked for; the first tier with exactly one place wins. */
public enum Tier {
    /** Character by character. */
    EXACT("exact"),
    /** But for blanks at line ends, line ends, and blank lines around it. */
    TRAILING_BLANKS("trailing blanks"),
    /** Indented otherwise, as a block. */
    INDENTATION("indentation"),
    /** But for blanks within lines and blank lines between. */
    BLANKS("blanks"),
    /** But for typographic quotes, dashes and spaces. */
    TYPOGRAPHY("typography"),
    /** A few lines are missing or mistyped. */
    FUZZY("fuzzy");

    private final String label;

    Tier(String label) {
        this.label = label;
    }

    @JsonValue
    public String label() {
        return label;
    }
}
