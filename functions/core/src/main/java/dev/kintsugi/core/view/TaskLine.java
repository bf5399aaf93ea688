package dev.kintsugi.core.view;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.kintsugi.core.job.JobStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task with how far its job is.
 *
 * @param marks what is derived and shown beside the status: {@code interrupted}, {@code blocked}, {@code healed}
 * @param blockedBy the ended tasks behind which it cannot start
 * @param cycle the round under way or the last one, over the job's whole life
 * @param maxCycles the limit, with what was granted beyond it
 * @param cause a word for why it ended, and the reason in a sentence
 * @param healing what became of healing it, in a line; none when nobody tried
 * @param waitsFor the remediations behind which it will start
 * @param standsFor the failed task, for a remediation
 * @param note what keeps it waiting although nobody has to do anything
 * @param askedAt since when a model's answer is waited for
 * @param commit the last commit on its branch
 * @param landed the merge commit by which it arrived on the project's branch
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TaskLine(
        String id,
        String job,
        String title,
        JobStatus status,
        List<String> marks,
        List<String> blockedBy,
        List<String> dependsOn,
        int cycle,
        int maxCycles,
        int attempt,
        BigDecimal costUsd,
        BigDecimal budgetUsd,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String cause,
        @Nullable String reason,
        @Nullable String commit,
        @Nullable String landed,
        @Nullable String healing,
        List<String> waitsFor,
        @Nullable String standsFor,
        @Nullable String note,
        @Nullable Instant askedAt) {
    public static final String INTERRUPTED = "interrupted";
    public static final String BLOCKED = "blocked";
    public static final String HEALED = "healed";

    public TaskLine {
        marks = List.copyOf(marks);
        blockedBy = List.copyOf(blockedBy);
        dependsOn = List.copyOf(dependsOn);
        waitsFor = waitsFor == null ? List.of() : List.copyOf(waitsFor);
    }
}
