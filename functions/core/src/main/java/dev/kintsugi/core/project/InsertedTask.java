package dev.kintsugi.core.project;

import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.plan.Task;
import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Operation;
import java.util.List;

/**
 * The records of a task that a running project gets: it waits for nothing, can be claimed at once, and may use the money
 * that is kept for healing.
 *
 * @param place behind the tasks of the plan
 * @param excluding whether there are tasks that must not run beside it
 */
public record InsertedTask(ProjectId project, Task task, int place, boolean excluding) {
    public JobId job() {
        return new JobId(project, task.id());
    }

    /** The task, its line and its ready marker; each refused where one stands. */
    public List<Operation> operations() {
        Line line = Line.of(project, task, place, 0, excluding).forHealing();
        return List.of(
                Operation.insert(StoredPlan.item(project, task)),
                line.insert(),
                line.ready(0, 0).put(project));
    }

    /** What its job begins as. */
    public Operation.Put begin(boolean dependents) {
        return Jobs.begin(job(), place, dependents);
    }

    /** The one must not run beside the other. */
    public static Operation.Put excludes(ProjectId project, TaskId task, TaskId other) {
        return Operation.put(Item.at(ProjectKeys.excludes(project, task, other)).build());
    }
}
