package dev.kintsugi.core.view;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.kintsugi.core.project.ProjectStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A project at a glance.
 *
 * @param branch where finished tasks are
 * @param costUsd what its jobs cost, calls whose replies were lost at their worst; in a list, and in a project of more
 *     than {@link ProjectViews#MOST_SUMMED} tasks, a job counts when it is settled
 * @param budgetUsd what it may cost; none when no project budget is set
 * @param waits who waits for a person, the first {@link ProjectViews#MOST_WAITING} of them
 * @param healing what was tried to heal failed tasks
 * @param reason why it failed, when that is no job's fault
 * @param interrupted why nothing of it goes on, when its own execution stopped
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Overview(
        String id,
        String name,
        ProjectStatus status,
        String repository,
        String base,
        String branch,
        int run,
        String model,
        String reviewerModel,
        String caller,
        @Nullable String execution,
        Summary counts,
        BigDecimal costUsd,
        @Nullable BigDecimal budgetUsd,
        Instant submittedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        List<Waiting> waits,
        List<HealingLine> healing,
        @Nullable String reason,
        @Nullable String interrupted) {
    public Overview {
        waits = List.copyOf(waits);
        healing = healing == null ? List.of() : List.copyOf(healing);
    }
}
