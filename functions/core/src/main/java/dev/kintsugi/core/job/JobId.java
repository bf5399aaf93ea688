package dev.kintsugi.core.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.kintsugi.core.plan.TaskId;
import java.util.Optional;

/** A job's name, {@code <project>.<task>}: exactly one job per task. */
public record JobId(ProjectId project, TaskId task) implements Comparable<JobId> {
    private static final char BETWEEN = '.';

    /** Reads {@code <project>.<task>}; neither part can hold a dot. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static JobId of(String text) {
        return find(text)
                .orElseThrow(() ->
                        new IllegalArgumentException("expected a job's id (<project>.<task>), found \"" + text + "\""));
    }

    public static Optional<JobId> find(String text) {
        int dot = text.indexOf(BETWEEN);
        if (dot < 0 || !ProjectId.isLegal(text.substring(0, dot)) || !TaskId.isLegal(text.substring(dot + 1))) {
            return Optional.empty();
        }
        return Optional.of(new JobId(new ProjectId(text.substring(0, dot)), new TaskId(text.substring(dot + 1))));
    }

    /** The name of the execution of one attempt; at most 80 characters by the limits of its parts. */
    public String executionName(int attempt) {
        return project + "_" + task + "_" + attempt;
    }

    /** The job of an execution of this name; none for that of a project, or of somebody else. */
    public static Optional<JobId> findByExecutionName(String name) {
        int first = name.indexOf('_');
        int last = name.lastIndexOf('_');
        if (first < 0 || first == last || !name.substring(last + 1).chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        return find(name.substring(0, first) + BETWEEN + name.substring(first + 1, last));
    }

    @JsonValue
    @Override
    public String toString() {
        return project.value() + BETWEEN + task.value();
    }

    @Override
    public int compareTo(JobId other) {
        return toString().compareTo(other.toString());
    }
}
