package dev.kintsugi.core.project;

import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobChange;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.JobNotAdmitted;
import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.records.Condition;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Write;
import dev.kintsugi.core.records.WriteAnswer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a job takes from its project to be worked on once more: a worker, money and its scope, in one transaction with
 * what changes about the job, or nothing of it. A redriven execution comes by here; a new one takes them with its claim.
 */
public final class Holdings {
    private final Records records;
    private final Projects projects;

    public Holdings(Records records) {
        this.records = records;
        this.projects = new Projects(records);
    }

    /**
     * Takes all of it for the attempt that the job is in.
     *
     * @param others what is to change besides
     * @throws JobNotAdmitted naming what it lacks
     */
    public void take(JobChange change, List<Operation> others) {
        Job job = change.job();
        ProjectHead head = projects.head(job.id().project());
        Line line = projects.line(head.id(), job.place());
        Ready wanted = line.ready(job.attempt(), job.spent() - job.granted());
        boolean pooled = head.available().isPresent();
        change.worker(true)
                .active(true)
                .scope(wanted.excluding())
                .pooled(pooled)
                .lent(wanted.loan());
        List<Operation> operations = new ArrayList<>(change.operations());
        operations.add(taking(head, job, pooled, wanted));
        operations.addAll(others);
        if (wanted.excluding()) {
            operations.addAll(lock(job.id()));
        }
        write(job, operations);
    }

    private static Operation.Update taking(ProjectHead head, Job job, boolean pooled, Ready wanted) {
        Operation.Update change = head.changeInEpoch()
                .when(Condition.atLeast("free", 1), Condition.absent("action"))
                .when(Condition.oneOf(
                        "status",
                        ProjectStatus.IN_PROGRESS.word(),
                        ProjectStatus.FAILED.word(),
                        ProjectStatus.COMPLETED.word()))
                .add("free", -1)
                .add("active", 1);
        if (job.status().countsAsFailed()) {
            change = change.add("failed", -1);
        }
        return pooled
                ? change.when(Condition.atLeast("available", head.keptFrom(wanted.healing()) + wanted.loan()))
                        .add("available", -wanted.loan())
                        .add("lent", wanted.loan())
                : change;
    }

    private List<Operation> lock(JobId job) {
        List<Operation> operations = new ArrayList<>();
        operations.add(Operation.insert(
                Item.at(ProjectKeys.lock(job.project(), job.task())).build()));
        for (TaskId other : projects.excludedBy(job)) {
            operations.add(Operation.check(ProjectKeys.lock(job.project(), other), Condition.itemAbsent()));
        }
        return operations;
    }

    private void write(Job job, List<Operation> operations) {
        switch (records.settle(Write.of(operations))) {
            case WriteAnswer.Done done -> {
                // Admitted.
            }
            case WriteAnswer.Refused refused ->
                throw new JobNotAdmitted("job %s cannot go on now: %s"
                        .formatted(
                                job.id(),
                                reason(operations.get(refused.operation()).key().sort())));
            case WriteAnswer.TooLarge large ->
                throw new IllegalStateException("an admission is small: " + large.what());
        }
    }

    private static String reason(String refusedAt) {
        if (refusedAt.startsWith(ProjectKeys.LOCKS)) {
            return "a task with an overlapping scope (%s) is worked on"
                    .formatted(refusedAt.substring(ProjectKeys.LOCKS.length()));
        }
        return refusedAt.startsWith(ProjectKeys.NOW)
                ? "the project has no free worker or no money, or somebody is changing it; redrive it again later"
                : "somebody else changed it at this moment; redrive it again";
    }
}
