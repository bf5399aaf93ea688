package dev.kintsugi.core.approve;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a person says about a job's commit. */
public enum Decision {
    APPROVED,
    REJECTED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Decision ofWord(String word) {
        for (Decision decision : values()) {
            if (decision.word().equals(word)) {
                return decision;
            }
        }
        throw new IllegalArgumentException("expected approved or rejected, found \"" + word + "\"");
    }
}
