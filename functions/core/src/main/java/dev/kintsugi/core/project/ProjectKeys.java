package dev.kintsugi.core.project;

import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.records.Key;
import dev.kintsugi.core.records.Table;
import java.time.Instant;
import java.util.Locale;

/** Where the records of a project stand: all in one partition, each found by its key. */
public final class ProjectKeys {
    /** The head, launch markers and ready markers stand side by side, in this order: one query reads them all. */
    public static final String NOW = "now/";

    public static final String LAUNCHES = NOW + "launch/";
    public static final String READY = NOW + "ready/";
    public static final String TASKS = "task/";
    public static final String LINES = "line/";
    public static final String LOCKS = "lock/";
    public static final String MARKS = "mark/";
    public static final String EVENTS = "event/";
    public static final String HEALINGS = "healing/";

    /** The partition in which every project is listed, the newest first. */
    public static final String LISTING = "projects";

    /** The partition that knows the newest project of each name. */
    public static final String NAMES = "names";

    private ProjectKeys() {}

    /** The small item that is written all the time: status, counts, workers, money. */
    public static Key head(ProjectId project) {
        return key(project, NOW + "head");
    }

    /** What was submitted and does not change. */
    public static Key plan(ProjectId project) {
        return key(project, "plan");
    }

    public static Key task(ProjectId project, TaskId task) {
        return key(project, TASKS + task);
    }

    /** The few facts about a task that scheduling and lists need, in the order of the plan. */
    public static Key line(ProjectId project, int place) {
        return key(project, String.format(Locale.ROOT, "%s%05d", LINES, place));
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
        return key(project, LOCKS + task);
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
    public static Key mark(ProjectId project, Mark.Kind kind, TaskId task) {
        return key(project, marks(kind) + task);
    }

    public static String marks(Mark.Kind kind) {
        return MARKS + kind.word() + "/";
    }

    /** The token under which the project's execution waits for the end of its work: a credential, kept apart. */
    public static Key token(ProjectId project) {
        return key(project, "token");
    }

    /** One attempt to heal a task, from 1. */
    public static Key healing(ProjectId project, TaskId task, int number) {
        return key(project, String.format(Locale.ROOT, "%s%04d", healingsOf(task), number));
    }

    public static String healingsOf(TaskId task) {
        return HEALINGS + task + "/";
    }

    /** Something that happened, in the order of time. */
    public static Key event(ProjectId project, Instant at, String unique) {
        return key(project, String.format(Locale.ROOT, "%s%013d/%s", EVENTS, at.toEpochMilli(), unique));
    }

    /** The newest project comes first. */
    public static Key listing(ProjectId project, Instant submitted) {
        String place = String.format(Locale.ROOT, "%013d", 9_999_999_999_999L - submitted.toEpochMilli());
        return new Key(Table.PROJECTS, LISTING, place + "/" + project);
    }

    /** A slug has no slash, so no tenant and slug together read as another's. */
    public static Key name(String tenant, String slug) {
        return new Key(Table.PROJECTS, NAMES, tenant.equals(ProjectHead.ONLY_TENANT) ? slug : tenant + "/" + slug);
    }

    private static Key key(ProjectId project, String sort) {
        return new Key(Table.PROJECTS, project.value(), sort);
    }
}
