package dev.kintsugi.core.plan;

import java.util.List;
import java.util.Set;

/**
 * A valid plan.
 *
 * @param slug the first part of the project's id
 * @param tasks in the order of their files
 * @param external dependencies that stand outside this plan and count as done
 */
public record Project(String name, String slug, Settings settings, List<Task> tasks, Set<TaskId> external) {
    public Project {
        tasks = List.copyOf(tasks);
        external = Set.copyOf(external);
    }

    /** The same plan written again has the same fingerprint, whatever the order, names and line ends of its files. */
    public String fingerprint() {
        return Fingerprint.of(this);
    }
}
