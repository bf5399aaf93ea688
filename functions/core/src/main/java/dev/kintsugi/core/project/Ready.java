package dev.kintsugi.core.project;

import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Key;
import dev.kintsugi.core.records.Operation;
import java.util.Optional;

/**
 * The marker of a task that can be claimed; also of a job that was interrupted and is to go on.
 *
 * @param attempt the attempt that a claim begins
 * @param loan what the claim lends, in micro-dollars
 * @param excluding whether there are tasks that must not run beside it
 * @param healing whether it may use the money that is kept for healing
 * @param from the state that its execution begins in; none for the first one
 * @param redrive whether the execution of this attempt, which stopped, is redriven instead
 */
public record Ready(
        TaskId task,
        int priority,
        int place,
        int attempt,
        long loan,
        boolean excluding,
        boolean healing,
        Optional<String> from,
        boolean redrive) {
    /** The same, going on in this state. */
    public Ready from(String state) {
        return new Ready(task, priority, place, attempt, loan, excluding, healing, Optional.of(state), false);
    }

    /** The same, going on in the execution of the attempt before; the state is for when that is not possible after all. */
    public Ready redriven() {
        return new Ready(task, priority, place, attempt - 1, loan, excluding, healing, from, true);
    }

    /** The same with a larger loan, if this one is; for healing it may use the money that is kept for that. */
    public Ready lending(long atLeast, boolean forHealing) {
        return new Ready(task, priority, place, attempt, Math.max(loan, atLeast), excluding, forHealing, from, redrive);
    }

    public Key key(ProjectId project) {
        return ProjectKeys.ready(project, priority, place, task);
    }

    public Operation.Put put(ProjectId project) {
        Item.Builder item = Item.at(key(project))
                .with("attempt", attempt)
                .with("loan", loan)
                .with("excluding", excluding);
        if (healing) {
            item.with("healing", true);
        }
        from.ifPresent(state -> item.with("from", state));
        if (redrive) {
            item.with("redrive", true);
        }
        return Operation.put(item.build());
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
                item.findFlag("healing").orElse(false),
                item.findText("from"),
                item.findFlag("redrive").orElse(false));
    }
}
