package dev.kintsugi.core.view;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.project.ProjectStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a project stands when somebody comes back to it: what is done, what is left, what was interrupted, and the state
 * token with which they say what is to be done.
 *
 * @param next what a person is shown first
 * @param completed tasks that passed
 * @param pending tasks that nobody is at work on and that are not done, the interrupted ones not among them
 * @param failed escalated ones included
 * @param running tasks under way
 * @param interrupted every task whose execution stopped halfway
 * @param lastSession the newest session of the interrupted tasks
 * @param needsCleanup whether an interruption left something to clear away, as a resume does
 * @param done the tasks that passed or were skipped, in the order of the plan, the first {@link #MOST_LISTED}
 * @param remaining the others
 * @param failures those that failed, were escalated or cancelled
 * @param branches how the branches of jobs that can go on are, compared with the record
 * @param action what an operator began and has not finished
 * @param token what is to be said with a decision
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Inspection(
        String project,
        String name,
        ProjectStatus status,
        Next next,
        int total,
        int completed,
        int pending,
        int failed,
        int partial,
        int skipped,
        int cancelled,
        int running,
        List<InterruptedTask> interrupted,
        @Nullable SessionLine lastSession,
        boolean needsCleanup,
        List<TaskState> done,
        List<TaskState> remaining,
        List<TaskState> failures,
        List<BranchLine> branches,
        BigDecimal costUsd,
        @Nullable BigDecimal budgetUsd,
        @Nullable String action,
        String token) {
    /** Tasks listed by name; the counts are of all. */
    public static final int MOST_LISTED = 500;

    public Inspection {
        interrupted = List.copyOf(interrupted);
        done = List.copyOf(done);
        remaining = List.copyOf(remaining);
        failures = List.copyOf(failures);
        branches = List.copyOf(branches);
    }

    /** What a person who chooses the project is shown, the first that fits. */
    public enum Next {
        /** Something was interrupted, is partial or half done: whether to resume. */
        @JsonProperty("resume")
        RESUME,
        /** It is at work. */
        @JsonProperty("running")
        RUNNING,
        /** Tasks failed and nothing can go on without a retry or a skip. */
        @JsonProperty("failures")
        FAILURES,
        /** All is done. */
        @JsonProperty("report")
        REPORT,
        /** It never began. */
        @JsonProperty("start")
        START
    }

    /**
     * A task whose execution stopped halfway.
     *
     * @param restarts whether it begins again from cycle 0; else it goes on where it was
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record InterruptedTask(
            String task,
            String title,
            JobStatus status,
            boolean restarts,
            int cycle,
            int attempt,
            @Nullable Instant since,
            @Nullable String error,
            @Nullable SessionLine lastSession) {}

    /**
     * A session without its words.
     *
     * @param status {@code running}, {@code done} or {@code failed}
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SessionLine(
            String task,
            String role,
            int cycle,
            int turns,
            String status,
            @Nullable String reason,
            Instant at) {}

    /** A task and how it is. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TaskState(
            String task,
            String title,
            JobStatus status,
            boolean held,
            @Nullable String reason) {}

    /**
     * A branch as recorded and as it is now.
     *
     * @param kind {@code same}, {@code moved}, {@code diverged}, {@code rewritten}, {@code gone}, or {@code unknown} when
     *     the repository cannot be asked
     * @param needsConsent whether nothing goes on before a person accepts it
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record BranchLine(
            String branch,
            String kind,
            @Nullable String recorded,
            @Nullable String actual,
            String text,
            boolean needsConsent) {}
}
