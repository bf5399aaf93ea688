package dev.kintsugi.core.schedule;

import dev.kintsugi.core.executions.Executions.Description;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.project.Event;
import dev.kintsugi.core.project.Launch;
import dev.kintsugi.core.project.Mark;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.project.ProjectKeys;
import dev.kintsugi.core.records.Condition;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Value;
import dev.kintsugi.core.records.Write;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Takes back what was lent to a claim whose execution ended before its first step: stopped at once, or broken. The job
 * is interrupted then and starts again when somebody says so; starting it over and over by itself would only burn
 * attempts.
 */
public final class DeadLaunches {
    private final Records records;
    private final InstantSource clock;

    public DeadLaunches(Records records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
    }

    /** Harmless when the marker is gone: then somebody else did it, or the execution has begun after all. */
    public void give(Launch launch, Description end) {
        Instant now = clock.instant();
        Operation.Update back = ProjectHead.change(launch.job().project())
                .add("free", 1)
                .add("active", -1)
                .add("created", 1);
        if (launch.pooled()) {
            back = back.add("available", launch.loan()).add("lent", -launch.loan());
        }
        List<Operation> operations = new ArrayList<>();
        operations.add(Operation.delete(launch.key()).when(Condition.equal("execution", launch.execution())));
        operations.add(back);
        operations.add(Mark.put(launch.job(), Mark.Kind.INTERRUPTED, now));
        operations.add(Event.of(
                        launch.job(),
                        now,
                        "job.interrupted",
                        "%s was stopped before it began (%s %s)"
                                .formatted(launch.job().task(), end.status(), end.error()))
                .put(launch.job().project(), "stop-" + launch.job().task()));
        // Its name is used up, so the next attempt must have another one.
        operations.add(Operation.update(Jobs.headKey(launch.job()))
                .when(Condition.itemPresent())
                .set("attempt", launch.attempt())
                .set(
                        "stopped",
                        Value.of(Map.of(
                                "execution", Value.of(end.execution()),
                                "status", Value.of(end.status().name()),
                                "at", Value.of(end.stoppedAt().orElse(now)),
                                "error", Value.of(end.error()))))
                .add("version", 1));
        if (launch.scope()) {
            operations.add(Operation.delete(
                    ProjectKeys.lock(launch.job().project(), launch.job().task())));
        }
        // Refused is as good as done, and nothing of it is large.
        records.settle(Write.of(operations));
    }
}
