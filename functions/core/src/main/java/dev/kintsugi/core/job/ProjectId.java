package dev.kintsugi.core.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A project's name: {@code <slug>-<6 hex>}. It stands in branch and execution names and in record keys. */
public record ProjectId(@JsonValue String value) implements Comparable<ProjectId> {
    public static final int MAX_SLUG_CHARS = 25;
    public static final int HEX_CHARS = 6;
    private static final Pattern LEGAL =
            Pattern.compile("[a-z0-9][a-z0-9-]{0,%d}-[0-9a-f]{%d}".formatted(MAX_SLUG_CHARS - 1, HEX_CHARS));

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ProjectId {
        if (!isLegal(value)) {
            throw new IllegalArgumentException(
                    "expected a project's id (a slug, - and 6 hex digits), found \"" + value + "\"");
        }
    }

    public static boolean isLegal(String text) {
        return LEGAL.matcher(text).matches();
    }

    /** The name of the project's n-th execution. */
    public String executionName(int number) {
        return value + "_" + number;
    }

    @Override
    public int compareTo(ProjectId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
