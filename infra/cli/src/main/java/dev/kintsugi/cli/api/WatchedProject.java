package dev.kintsugi.cli.api;

import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.project.ProjectStatus;
import dev.kintsugi.core.view.Overview;
import dev.kintsugi.core.view.TaskLine;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A project with its tasks, as they stand.
 *
 * @param tasks in the order of the plan
 */
public record WatchedProject(Overview overview, List<TaskLine> tasks) {
    public WatchedProject {
        tasks = List.copyOf(tasks);
    }

    public String id() {
        return overview.id();
    }

    /** Where finished tasks land. */
    public String branch() {
        return overview.branch();
    }

    /** The one line of counts. */
    public String summary() {
        return overview.counts().text();
    }

    public ProjectStatus status() {
        return overview.status();
    }

    /** What all jobs cost so far, those at work included. */
    public BigDecimal cost() {
        return tasks.stream().map(TaskLine::costUsd).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What it may cost: the project's budget, or those of all its tasks. */
    public BigDecimal budget() {
        BigDecimal budget = overview.budgetUsd();
        return budget != null
                ? budget
                : tasks.stream().map(TaskLine::budgetUsd).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Nothing goes on by itself any more: all is over, or what is left waits for a person. */
    public boolean isAtRest() {
        return isOver() || (tasks.stream().noneMatch(Standing::isMoving) && (isInterrupted() || !isAnyAboutToBegin()));
    }

    /** Some of what is left moves on only when a person says so. */
    public boolean waitsForPerson() {
        return tasks.stream().anyMatch(Standing::waitsForPerson);
    }

    /** Its own execution stopped: nothing more begins, unless that passes by itself. */
    public boolean isInterrupted() {
        return overview.interrupted() != null;
    }

    public boolean isOver() {
        return status().isOver();
    }

    public Optional<TaskLine> task(String id) {
        return tasks.stream().filter(task -> task.id().equals(id)).findFirst();
    }

    private boolean isAnyAboutToBegin() {
        Map<String, TaskLine> byId = tasks.stream().collect(Collectors.toMap(TaskLine::id, Function.identity()));
        return tasks.stream().anyMatch(task -> isAboutToBegin(task, byId));
    }

    private static boolean isAboutToBegin(TaskLine task, Map<String, TaskLine> byId) {
        return task.status() == JobStatus.CREATED
                && !Standing.isBlocked(task)
                && task.dependsOn().stream()
                        .allMatch(id -> !byId.containsKey(id) || Standing.letsOthersBegin(byId.get(id)));
    }
}
