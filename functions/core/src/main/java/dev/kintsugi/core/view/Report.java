package dev.kintsugi.core.view;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a project came to, for whoever has to answer for it: page by page of its tasks, so that the longest plan can be
 * reported; what is about the whole project stands on every page.
 *
 * @param project its status, counts, cost of budget, and who waits for a person, with the command for it
 * @param approvers who may approve; empty when everybody who may call may
 * @param tasks in the order of the plan, inserted ones last
 * @param healing what was tried to heal the tasks of this page
 * @param next where the next page begins; none when this is the last
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Report(
        Overview project,
        List<String> approvers,
        List<ReportedTask> tasks,
        List<HealingLine> healing,
        @Nullable String next) {
    /** Tasks on one page: each costs a look at all of its rounds. */
    public static final int MOST_TASKS = 50;

    public Report {
        approvers = List.copyOf(approvers);
        tasks = List.copyOf(tasks);
        healing = List.copyOf(healing);
    }

    /** This page and the one behind it as one; about the project as a whole the newer one is right. */
    public Report and(Report behind) {
        List<ReportedTask> all = new ArrayList<>(tasks);
        all.addAll(behind.tasks);
        List<HealingLine> healed = new ArrayList<>(healing);
        healed.addAll(behind.healing);
        return new Report(behind.project, behind.approvers, all, healed, behind.next);
    }

    /** What the project may cost: its budget, or those of the tasks told of here. */
    public BigDecimal budgetUsd() {
        BigDecimal budget = project.budgetUsd();
        return budget != null
                ? budget
                : tasks.stream().map(told -> told.task().budgetUsd()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Questions to models whose replies never came back, of the tasks told of here. */
    public long lostCalls() {
        return tasks.stream().mapToLong(ReportedTask::lostCalls).sum();
    }

    /** What those count with. */
    public BigDecimal lostUsd() {
        return tasks.stream().map(ReportedTask::lostUsd).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
