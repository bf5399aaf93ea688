package dev.kintsugi.core.project;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a project is, as people see it. */
public enum ProjectStatus {
    /** On record, and no task has begun. */
    PENDING,
    /** Tasks run, or one waits for a person, who can move it on. */
    IN_PROGRESS,
    /** Every task passed, was skipped or healed. */
    COMPLETED,
    /** Only a retry or a skip could move it. */
    FAILED,
    /** Cancelled; a retry or a reset leads out of it. */
    ABORTED;

    /** Nothing runs by itself any more. */
    public boolean isOver() {
        return switch (this) {
            case COMPLETED, FAILED, ABORTED -> true;
            case PENDING, IN_PROGRESS -> false;
        };
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static ProjectStatus ofWord(String word) {
        for (ProjectStatus status : values()) {
            if (status.word().equals(word)) {
                return status;
            }
        }
        throw new IllegalArgumentException("there is no project status \"" + word + "\"");
    }
}
