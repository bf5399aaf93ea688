package dev.kintsugi.core.project;

import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.records.Key;
import dev.kintsugi.core.records.Table;
import java.util.Locale;

/** Where the records of a project stand: all in one partition, each found by its key. */
public final class ProjectKeys {
    public static final String TASKS = "task/";
    public static final String READY = "ready/";
    public static final String LAUNCHES = "launch/";
    public static final String EVENTS = "event/";

    private ProjectKeys() {}

    /** The small item that is written all the time: status, counts, workers, money. */
    public static Key head(ProjectId project) {
        return key(project, "project");
    }

    /** What was submitted and does not change. */
    public static Key plan(ProjectId project) {
        return key(project, "plan");
    }

    public static Key task(ProjectId project, TaskId task) {
        return key(project, TASKS + task);
    }

    /** How many tasks a task still waits for. */
    public static Key waiting(ProjectId project, TaskId task) {
        return key(project, "waiting/" + task);
    }

    public static String edgesFrom(TaskId task) {
        return "edge/" + task + "/";
    }

    /** {@code dependent} waits for {@code task}. */
    public static Key edge(ProjectId project, TaskId task, TaskId dependent) {
        return key(project, edgesFrom(task) + dependent);
    }

    public static String excludesOf(TaskId task) {
        return "excludes/" + task + "/";
    }

    /** The two tasks must not be worked on at once. */
    public static Key excludes(ProjectId project, TaskId task, TaskId other) {
        return key(project, excludesOf(task) + other);
    }

    /** Stands while a job holds its scope. */
    public static Key lock(ProjectId project, TaskId task) {
        return key(project, "lock/" + task);
    }

    /** A task that can be claimed: most urgent first, then as they stand in the plan. */
    public static Key ready(ProjectId project, int priority, int place, TaskId task) {
        return key(project, String.format(Locale.ROOT, "%s%04d/%05d/%s", READY, priority, place, task));
    }

    /** A task that was claimed and whose execution has not begun to work yet. */
    public static Key launch(ProjectId project, TaskId task) {
        return key(project, LAUNCHES + task);
    }

    /** A task that is partial, interrupted or waits for a person. */
    public static Key mark(ProjectId project, String kind, TaskId task) {
        return key(project, marks(kind) + task);
    }

    public static String marks(String kind) {
        return "mark/" + kind + "/";
    }

    private static Key key(ProjectId project, String sort) {
        return new Key(Table.PROJECTS, project.value(), sort);
    }
}
