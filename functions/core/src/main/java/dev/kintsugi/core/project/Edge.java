package dev.kintsugi.core.project;

import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Key;
import dev.kintsugi.core.records.Operation;

/**
 * One task waits for another, and has not been told that it is done.
 *
 * @param place the dependent's place in the plan, by which its line is found
 */
public record Edge(JobId from, TaskId dependent, int place) {
    public Key key() {
        return ProjectKeys.edge(from.project(), from.task(), dependent);
    }

    public JobId waiting() {
        return new JobId(from.project(), dependent);
    }

    public Operation.Put put() {
        return Operation.put(Item.at(key()).with("place", place).build());
    }

    static Edge read(ProjectId project, TaskId from, Item item) {
        String dependent =
                item.key().sort().substring(ProjectKeys.edgesFrom(from).length());
        return new Edge(new JobId(project, from), new TaskId(dependent), (int) item.number("place"));
    }
}
