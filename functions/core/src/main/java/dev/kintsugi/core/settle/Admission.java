package dev.kintsugi.core.settle;

import dev.kintsugi.core.heal.HealingFacts;
import dev.kintsugi.core.heal.StandIns;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobChange;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Step;
import dev.kintsugi.core.partial.ContinueRequest;
import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.project.Event;
import dev.kintsugi.core.project.Line;
import dev.kintsugi.core.project.Mark;
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

/**
 * Lets a settled job go on in the execution that was redriven: worker, money and scope are taken in one transaction
 * with the status, or it is not admitted. It is the only code that leaves {@code partial}.
 */
final class Admission {
    private final Records records;
    private final Projects projects;
    private final InstantSource clock;
    private final StandIns standIns;

    Admission(Records records, InstantSource clock) {
        this.records = records;
        this.projects = new Projects(records);
        this.clock = clock;
        this.standIns = new StandIns(records);
    }

    /**
     * Where the job goes on.
     *
     * @throws JobNotAdmitted naming what it lacks
     */
    Settlement.Again admit(Step step, Job job) {
        return switch (job.status()) {
            case PARTIAL -> admit(job, continuing(job), "Execute", step);
            case FAILED, ESCALATED -> admit(job, fresh(job), "Execute", step);
            case AWAITING_APPROVAL -> waitAgain(step, job);
            case CREATED, EXECUTING, CHECKING, REVIEWING, LANDING, HEALING, PASSED, SKIPPED, CANCELLED ->
                throw new JobNotAdmitted("job %s is %s: a redrive of its execution has nothing to go on with"
                        .formatted(job.id(), job.status().word()));
        };
    }

    private JobChange continuing(Job job) {
        return ContinueRequest.begin(job.change().to(JobStatus.EXECUTING), clock.instant());
    }

    /** A retry: the limits count anew, and what was done and spent stays. */
    private JobChange fresh(Job job) {
        standIns.obstacleToRetry(job).ifPresent(obstacle -> {
            throw new JobNotAdmitted(obstacle);
        });
        return HealingFacts.forgotten(job.change())
                .to(JobStatus.CREATED)
                .to(JobStatus.EXECUTING)
                .remove("cyclesUsed")
                .remove("cyclesGranted")
                .remove("conflicts")
                .remove("overtaken")
                .remove("end");
    }

    private Settlement.Again admit(Job job, JobChange change, String state, Step step) {
        ProjectHead head = projects.head(job.id().project());
        Line line = projects.line(head.id(), job.place());
        Ready wanted = line.ready(job.attempt(), job.spent());
        boolean pooled = head.available().isPresent();
        List<Operation> operations = new ArrayList<>();
        operations.add(change.worker(true)
                .active(true)
                .scope(wanted.excluding())
                .pooled(pooled)
                .lent(wanted.loan())
                .remove("settled")
                .remove("endedAt")
                .concluded(step, state)
                .operation());
        operations.add(taking(head, job, pooled, wanted));
        operations.add(Mark.remove(job.id(), Mark.Kind.PARTIAL));
        if (job.status().isPartial()) {
            operations.add(continued(job));
        }
        if (wanted.excluding()) {
            operations.addAll(lock(job.id()));
        }
        write(job, operations);
        return new Settlement.Again(state);
    }

    private Operation continued(Job job) {
        Optional<ContinueRequest> asked = ContinueRequest.asked(job);
        String text = "%s is continued%s%s"
                .formatted(
                        job.id().task(),
                        asked.map(request -> " by " + request.caller()).orElse(""),
                        asked.flatMap(ContinueRequest::model)
                                .map(model -> " with " + model)
                                .orElse(""));
        return Event.of(job.id(), clock.instant(), "job.continued", text)
                .put(job.id().project(), job.id().task() + "-" + job.version());
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

    /** It kept its scope, and waiting takes no worker. */
    private Settlement.Again waitAgain(Step step, Job job) {
        String state = "AwaitApproval";
        write(
                job,
                List.of(
                        job.change()
                                .active(true)
                                .remove("settled")
                                .concluded(step, state)
                                .operation(),
                        ProjectHead.change(job.id().project()).add("active", 1)));
        return new Settlement.Again(state);
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
