package dev.kintsugi.core.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The name of a task. It stands in branch and execution names, so its alphabet and length are narrow. */
public record TaskId(@JsonValue String value) implements Comparable<TaskId> {
    public static final int MAX_CHARS = 32;
    public static final String GRAMMAR =
            "an id of 1 to 32 letters, digits, _ or -, that begins with a letter or a digit";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TaskId {
        if (!isLegal(value)) {
            throw new IllegalArgumentException("expected " + GRAMMAR + ", found \"" + value + "\"");
        }
    }

    public static boolean isLegal(String text) {
        if (text.isEmpty() || text.length() > MAX_CHARS || !isAlphanumeric(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isAlphanumeric(c) && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }

    /** What two ids may not share: they name branches, and some file systems know no case. */
    public String folded() {
        return value.toLowerCase(Locale.ROOT);
    }

    @Override
    public int compareTo(TaskId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
