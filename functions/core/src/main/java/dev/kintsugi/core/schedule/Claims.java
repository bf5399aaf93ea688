package dev.kintsugi.core.schedule;

import dev.kintsugi.core.executions.Executions;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.project.Launch;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.project.ProjectKeys;
import dev.kintsugi.core.project.ProjectStatus;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.project.Ready;
import dev.kintsugi.core.records.Condition;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Write;
import dev.kintsugi.core.records.WriteAnswer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Turns ready markers into launch markers, one transaction each: worker, money and scope are taken in it or not at all. */
final class Claims {
    private final Records records;
    private final Projects projects;
    private final Executions executions;
    private final InstantSource clock;

    Claims(Records records, Executions executions, InstantSource clock) {
        this.records = records;
        this.projects = new Projects(records);
        this.executions = executions;
        this.clock = clock;
    }

    /** What became of one claim. */
    sealed interface Claim {
        record Claimed(Launch launch) implements Claim {}

        /** Somebody else has it, or a task runs that must not run beside it: the next one may be had. */
        record NotThis() implements Claim {}

        /** There was no worker or no money any more, or the project changed: look at it again. */
        record LookAgain() implements Claim {}
    }

    Claim claim(ProjectHead head, Ready ready, OptionalLong loan) {
        Launch launch = launch(head, ready, loan);
        List<Operation> operations = new ArrayList<>();
        operations.add(Operation.delete(ready.key(head.id())).when(Condition.equal("attempt", ready.attempt())));
        operations.add(launch.put());
        operations.add(taking(head, loan, head.keptFrom(ready.healing())));
        if (ready.excluding()) {
            operations.addAll(lock(launch.job()));
        }
        return switch (records.settle(Write.of(operations))) {
            case WriteAnswer.Done done -> new Claim.Claimed(launch);
            case WriteAnswer.Refused refused ->
                operations.get(refused.operation()).key().equals(ProjectKeys.head(head.id()))
                        ? new Claim.LookAgain()
                        : new Claim.NotThis();
            case WriteAnswer.TooLarge large ->
                throw new IllegalStateException("a claim of %s: %s is larger than %d bytes"
                        .formatted(launch.job(), large.what(), large.mostBytes()));
        };
    }

    /** Another attempt in the marker's place; none when somebody else was faster, or its execution has begun after all. */
    Optional<Launch> replace(Launch launch, String execution) {
        Launch next = launch.anew(execution, clock.instant());
        WriteAnswer.Settled answer = records.settle(next.put().when(Condition.equal("execution", launch.execution())));
        return answer instanceof WriteAnswer.Done ? Optional.of(next) : Optional.empty();
    }

    private Launch launch(ProjectHead head, Ready ready, OptionalLong loan) {
        JobId job = new JobId(head.id(), ready.task());
        return new Launch(
                job,
                ready.priority(),
                ready.place(),
                ready.attempt(),
                executions.arnOf(Executions.Machine.JOB, job.executionName(ready.attempt())),
                loan.orElse(ready.loan()),
                loan.isPresent(),
                ready.excluding(),
                ready.from(),
                ready.redrive(),
                clock.instant());
    }

    private static Operation.Update taking(ProjectHead head, OptionalLong loan, long kept) {
        Operation.Update change = head.changeInEpoch()
                .when(
                        Condition.equal("status", ProjectStatus.IN_PROGRESS.word()),
                        Condition.equal("open", true),
                        Condition.atLeast("free", 1))
                .add("free", -1)
                .add("active", 1)
                .add("created", -1);
        if (loan.isEmpty() || loan.getAsLong() == 0) {
            return change;
        }
        return change.when(Condition.atLeast("available", kept + loan.getAsLong()))
                .add("available", -loan.getAsLong())
                .add("lent", loan.getAsLong());
    }

    /** Its own lock, and the absence of all that it excludes. */
    private List<Operation> lock(JobId job) {
        List<Operation> operations = new ArrayList<>();
        operations.add(Operation.insert(
                Item.at(ProjectKeys.lock(job.project(), job.task())).build()));
        for (TaskId other : projects.excludedBy(job)) {
            operations.add(Operation.check(ProjectKeys.lock(job.project(), other), Condition.itemAbsent()));
        }
        return operations;
    }
}
