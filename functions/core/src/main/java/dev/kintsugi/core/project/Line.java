package dev.kintsugi.core.project;

import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.plan.Task;
import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Operation;
import java.util.List;
import java.util.Optional;

/**
 * What scheduling and lists need of a task: small, so that no decision reads a task's whole text.
 *
 * @param place its place in the plan, from 0
 * @param title cut to {@link #MAX_TITLE_CHARS}
 * @param waits how many tasks it still waits for
 * @param excluding whether there are tasks that must not run beside it
 * @param share what one of its cycles may cost, in micro-dollars: what a claim lends
 * @param budget what all of them may cost
 * @param healing whether it may use the money that is kept for healing
 * @param dependsOn the first {@link #MAX_DEPENDENCIES} tasks that it waits for by its plan
 */
public record Line(
        JobId job,
        int place,
        String title,
        int priority,
        int waits,
        boolean excluding,
        long share,
        long budget,
        int cycles,
        boolean healing,
        List<TaskId> dependsOn) {
    /** Longer titles are cut: a line is read thousands of times, and its task has the whole title. */
    public static final int MAX_TITLE_CHARS = 80;

    public static final int MAX_DEPENDENCIES = 16;

    public Line {
        dependsOn = List.copyOf(dependsOn);
    }

    static Line of(ProjectId project, Task task, int place, int waits, boolean excluding) {
        long budget = task.maxBudget().amount();
        return new Line(
                new JobId(project, task.id()),
                place,
                cut(task.title()),
                task.priority(),
                waits,
                excluding,
                Math.ceilDiv(budget, Math.max(1, task.maxReviewCycles())),
                budget,
                task.maxReviewCycles(),
                false,
                task.dependsOn().stream().limit(MAX_DEPENDENCIES).toList());
    }

    /** The same task, waiting for so many. */
    public Line waitingFor(int many) {
        return new Line(job, place, title, priority, many, excluding, share, budget, cycles, healing, dependsOn);
    }

    /** The marker under which the task can be claimed, for the attempt after so many. */
    public Ready ready(int attempts, long spent) {
        return new Ready(
                job.task(),
                priority,
                place,
                attempts + 1,
                Math.clamp(budget - spent, 0, share),
                excluding,
                healing,
                Optional.empty(),
                false);
    }

    /** The marker under which this task's job can be claimed for its next attempt. */
    public Ready ready(Job job) {
        return ready(job.attempt(), job.spent() - job.granted());
    }

    /** The same for a task that heals another. */
    Line forHealing() {
        return new Line(job, place, title, priority, waits, excluding, share, budget, cycles, true, dependsOn);
    }

    Operation.Put insert() {
        Item.Builder item = Item.at(ProjectKeys.line(job.project(), place))
                .with("task", job.task().value())
                .with("title", title)
                .with("priority", priority)
                .with("waits", waits)
                .with("excluding", excluding)
                .with("share", share)
                .with("budget", budget)
                .with("cycles", cycles)
                .withTexts("dependsOn", dependsOn.stream().map(TaskId::value).toList());
        return Operation.insert((healing ? item.with("healing", true) : item).build());
    }

    static Line read(ProjectId project, Item item) {
        return new Line(
                new JobId(project, new TaskId(item.text("task"))),
                Integer.parseInt(item.key().sort().substring(ProjectKeys.LINES.length())),
                item.text("title"),
                (int) item.number("priority"),
                (int) item.number("waits"),
                item.flag("excluding"),
                item.number("share"),
                item.number("budget"),
                (int) item.number("cycles"),
                item.findFlag("healing").orElse(false),
                item.texts("dependsOn").stream().map(TaskId::new).toList());
    }

    private static String cut(String title) {
        if (title.length() <= MAX_TITLE_CHARS) {
            return title;
        }
        int end = MAX_TITLE_CHARS - 1;
        return title.substring(0, Character.isHighSurrogate(title.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
