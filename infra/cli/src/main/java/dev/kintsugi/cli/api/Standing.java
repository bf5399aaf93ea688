package dev.kintsugi.cli.api;

import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.view.TaskLine;

/** What a task's line means for those who watch it. */
public final class Standing {
    private Standing() {}

    public static boolean isInterrupted(TaskLine task) {
        return task.marks().contains(TaskLine.INTERRUPTED);
    }

    public static boolean isBlocked(TaskLine task) {
        return task.marks().contains(TaskLine.BLOCKED) || !task.blockedBy().isEmpty();
    }

    public static boolean isHealed(TaskLine task) {
        return task.marks().contains(TaskLine.HEALED);
    }

    /** An execution is at work on it now. */
    public static boolean isMoving(TaskLine task) {
        return task.status().isInFlight() && task.status() != JobStatus.AWAITING_APPROVAL && !isInterrupted(task);
    }

    /** Only a person moves it on. */
    public static boolean waitsForPerson(TaskLine task) {
        return task.status() == JobStatus.AWAITING_APPROVAL || task.status().isPartial() || isInterrupted(task);
    }

    /** Whether a task that depends on this one may begin. */
    static boolean letsOthersBegin(TaskLine task) {
        return task.status() == JobStatus.PASSED || task.status() == JobStatus.SKIPPED || isHealed(task);
    }
}
