package dev.kintsugi.core.model;

import java.util.regex.Pattern;

/**
 * Which exchange this is in the life of a job. A reply belongs to task, role, cycle and turn and never to an attempt,
 * so a repeated attempt finds what was already paid for.
 *
 * @param task the task's id
 * @param cycle the cycle, from 1
 * @param turn the turn within this role's session in this cycle, from 1
 * @param order the how-manieth exchange of this task and role over the job's whole life, from 1
 */
public record Turn(String task, Role role, int cycle, int turn, int order) {
    private static final Pattern TASK = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,31}");

    public Turn {
        if (!TASK.matcher(task).matches()) {
            throw new IllegalArgumentException("'%s' is no task id".formatted(task));
        }
        if (cycle < 1 || turn < 1 || order < 1) {
            throw new IllegalArgumentException(
                    "cycle, turn and order count from 1, not %d, %d, %d".formatted(cycle, turn, order));
        }
    }

    /** The first exchange of a task and role. */
    public static Turn first(String task, Role role) {
        return new Turn(task, role, 1, 1, 1);
    }

    /** The next exchange in the same session. */
    public Turn next() {
        return new Turn(task, role, cycle, turn + 1, order + 1);
    }

    @Override
    public String toString() {
        return "%s, %s, cycle %d, turn %d".formatted(task, role.word(), cycle, turn);
    }
}
