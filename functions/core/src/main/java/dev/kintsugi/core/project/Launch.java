package dev.kintsugi.core.project;

import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Key;
import dev.kintsugi.core.records.Operation;
import java.time.Instant;
import java.util.Optional;

/**
 * The marker of a task that was claimed: it holds a worker, money and its scope, and an execution of this name is
 * started for it until the first step of that execution takes the marker's place.
 *
 * @param place the task's place in the plan
 * @param execution the execution's ARN
 * @param pooled whether the loan came out of a project's budget, into which what is left goes back
 * @param scope whether its lock stands
 * @param from the state that the execution begins in; none for the first one
 * @param redrive whether the execution stopped before and is redriven
 */
public record Launch(
        JobId job,
        int priority,
        int place,
        int attempt,
        String execution,
        long loan,
        boolean pooled,
        boolean scope,
        Optional<String> from,
        boolean redrive,
        Instant at) {
    /** The same for the next attempt, when the execution of this one cannot be redriven after all. */
    public Launch anew(String next, Instant now) {
        return new Launch(job, priority, place, attempt + 1, next, loan, pooled, scope, from, false, now);
    }

    public Key key() {
        return ProjectKeys.launch(job.project(), job.task());
    }

    public Operation.Put put() {
        Item.Builder item = Item.at(key())
                .with("priority", priority)
                .with("place", place)
                .with("attempt", attempt)
                .with("execution", execution)
                .with("loan", loan)
                .with("pooled", pooled)
                .with("scope", scope)
                .with("at", at);
        from.ifPresent(state -> item.with("from", state));
        if (redrive) {
            item.with("redrive", true);
        }
        return Operation.put(item.build());
    }

    static Launch read(ProjectId project, Item item) {
        return new Launch(
                new JobId(project, new TaskId(item.key().sort().substring(ProjectKeys.LAUNCHES.length()))),
                (int) item.number("priority"),
                (int) item.number("place"),
                (int) item.number("attempt"),
                item.text("execution"),
                item.number("loan"),
                item.flag("pooled"),
                item.flag("scope"),
                item.findText("from"),
                item.findFlag("redrive").orElse(false),
                item.moment("at"));
    }
}
