package dev.kintsugi.core.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** How far a job is. The moves that are legal stand in {@link #next()}; every other one is refused. */
public enum JobStatus {
    CREATED,
    EXECUTING,
    CHECKING,
    REVIEWING,
    AWAITING_APPROVAL,
    LANDING,
    HEALING,
    PARTIAL,
    PASSED,
    FAILED,
    ESCALATED,
    SKIPPED,
    CANCELLED;

    /** Over for good, unless a person retries or resets it. Partial is not: it waits for its missing edits. */
    public boolean isComplete() {
        return switch (this) {
            case PASSED, FAILED, ESCALATED, SKIPPED, CANCELLED -> true;
            case CREATED, EXECUTING, CHECKING, REVIEWING, AWAITING_APPROVAL, LANDING, HEALING, PARTIAL -> false;
        };
    }

    public boolean isPartial() {
        return this == PARTIAL;
    }

    /** An execution is at work on it, or was until it stopped. */
    public boolean isInFlight() {
        return switch (this) {
            case EXECUTING, CHECKING, REVIEWING, AWAITING_APPROVAL, LANDING, HEALING -> true;
            case CREATED, PARTIAL, PASSED, FAILED, ESCALATED, SKIPPED, CANCELLED -> false;
        };
    }

    /** Both count as failed, and heal and retry alike. */
    public boolean countsAsFailed() {
        return this == FAILED || this == ESCALATED;
    }

    /** Where it may go from here; a reset may bring any job to {@code created} besides. */
    public Set<JobStatus> next() {
        return switch (this) {
            case CREATED -> EnumSet.of(EXECUTING, SKIPPED, CANCELLED);
            case EXECUTING ->
                EnumSet.of(
                        CHECKING,
                        REVIEWING,
                        AWAITING_APPROVAL,
                        LANDING,
                        PARTIAL,
                        HEALING,
                        FAILED,
                        ESCALATED,
                        CREATED,
                        CANCELLED);
            case CHECKING ->
                EnumSet.of(
                        EXECUTING,
                        REVIEWING,
                        AWAITING_APPROVAL,
                        LANDING,
                        HEALING,
                        FAILED,
                        ESCALATED,
                        CREATED,
                        CANCELLED);
            case REVIEWING ->
                EnumSet.of(EXECUTING, AWAITING_APPROVAL, LANDING, HEALING, FAILED, ESCALATED, CREATED, CANCELLED);
            case AWAITING_APPROVAL -> EnumSet.of(LANDING, EXECUTING, CANCELLED);
            case LANDING -> EnumSet.of(PASSED, EXECUTING, HEALING, FAILED, CANCELLED);
            case HEALING -> EnumSet.of(FAILED, ESCALATED, CANCELLED);
            case PARTIAL -> EnumSet.of(EXECUTING, CHECKING, REVIEWING, PARTIAL, SKIPPED, CANCELLED);
            case FAILED, ESCALATED -> EnumSet.of(CREATED, SKIPPED);
            case SKIPPED, CANCELLED -> EnumSet.of(CREATED);
            case PASSED -> EnumSet.noneOf(JobStatus.class);
        };
    }

    /** The word that stands in records and that people see. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static JobStatus ofWord(String word) {
        for (JobStatus status : values()) {
            if (status.word().equals(word)) {
                return status;
            }
        }
        throw new IllegalArgumentException("there is no job status \"" + word + "\"");
    }
}
