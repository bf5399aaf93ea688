package dev.kintsugi.core.settle;

import dev.kintsugi.core.heal.HealingFacts;
import dev.kintsugi.core.heal.StandIns;
import dev.kintsugi.core.job.Contended;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobChange;
import dev.kintsugi.core.job.JobNotAdmitted;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.Step;
import dev.kintsugi.core.partial.ContinueRequest;
import dev.kintsugi.core.project.Event;
import dev.kintsugi.core.project.Holdings;
import dev.kintsugi.core.project.Mark;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Value;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lets a settled job go on in the execution that was redriven: worker, money and scope are taken in one transaction
 * with the status, or it is not admitted. It is the only code that leaves {@code partial}.
 */
final class Admission {
    private final Jobs jobs;
    private final Holdings holdings;
    private final InstantSource clock;
    private final StandIns standIns;

    Admission(Records records, InstantSource clock) {
        this.jobs = new Jobs(records);
        this.holdings = new Holdings(records);
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
            case PARTIAL -> admitOrTurnAway(job, step);
            case FAILED, ESCALATED -> admit(job, fresh(job), "Execute", step);
            case AWAITING_APPROVAL -> waitAgain(step, job);
            case CREATED, EXECUTING, CHECKING, REVIEWING, LANDING, HEALING, PASSED, SKIPPED, CANCELLED ->
                throw new JobNotAdmitted("job %s is %s: a redrive of its execution has nothing to go on with"
                        .formatted(job.id(), job.status().word()));
        };
    }

    /** People look at the job, not at its execution: why a continue was not let in stands on its record. */
    private Settlement.Again admitOrTurnAway(Job job, Step step) {
        try {
            return admit(job, continuing(job), "Execute", step);
        } catch (JobNotAdmitted lacking) {
            turnAway(job, String.valueOf(lacking.getMessage()));
            throw lacking;
        }
    }

    private void turnAway(Job job, String reason) {
        try {
            jobs.write(ContinueRequest.notAdmitted(job.change().set("obstacle", Value.of(reason))));
        } catch (Contended meanwhile) {
            // Somebody else decides about it at this moment.
        }
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
        change.remove("settled")
                .remove("endedAt")
                .set("startedAt", Value.of(clock.instant()))
                .concluded(step, state);
        List<Operation> others = new ArrayList<>();
        others.add(Mark.remove(job.id(), Mark.Kind.PARTIAL));
        if (job.status().isPartial()) {
            others.add(continued(job));
        }
        holdings.take(change, others);
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

    /** It kept its scope, and waiting takes no worker. */
    private Settlement.Again waitAgain(Step step, Job job) {
        String state = "AwaitApproval";
        jobs.write(
                job.change().active(true).remove("settled").concluded(step, state),
                ProjectHead.change(job.id().project()).add("active", 1));
        return new Settlement.Again(state);
    }
}
