package dev.kintsugi.core.project;

import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Key;
import dev.kintsugi.core.records.Operation;

/**
 * The marker of a task that can be claimed.
 *
 * @param attempt the attempt that a claim begins
 * @param loan what the claim lends, in micro-dollars
 * @param excluding whether there are tasks that must not run beside it
 * @param healing whether it may use the money that is kept for healing
 */
public record Ready(TaskId task, int priority, int place, int attempt, long loan, boolean excluding, boolean healing) {
    public Key key(ProjectId project) {
        return ProjectKeys.ready(project, priority, place, task);
    }

    public Operation.Put put(ProjectId project) {
        Item.Builder item = Item.at(key(project))
                .with("attempt", attempt)
                .with("loan", loan)
                .with("excluding", excluding);
        return Operation.put((healing ? item.with("healing", true) : item).build());
    }

    static Ready read(Item item) {
        String[] parts = item.key().sort().substring(ProjectKeys.READY.length()).split("/", 3);
        return new Ready(
                new TaskId(parts[2]),
                Integer.parseInt(parts[0]),
                Integer.parseInt(parts[1]),
                (int) item.number("attempt"),
                item.number("loan"),
                item.flag("excluding"),
                item.findFlag("healing").orElse(false));
    }
}
