package dev.kintsugi.core.settle;

import dev.kintsugi.core.executions.Executions;
import dev.kintsugi.core.heal.StandIns;
import dev.kintsugi.core.job.Contended;
import dev.kintsugi.core.job.End;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobChange;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.JobNotAdmitted;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.Step;
import dev.kintsugi.core.job.Superseded;
import dev.kintsugi.core.partial.Shortfall;
import dev.kintsugi.core.project.Event;
import dev.kintsugi.core.project.Launches;
import dev.kintsugi.core.project.Loans;
import dev.kintsugi.core.project.Mark;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.project.ProjectKeys;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Value;
import dev.kintsugi.core.round.Unclaimed;
import dev.kintsugi.core.schedule.Schedule;
import dev.kintsugi.core.schedule.Scheduled;
import dev.kintsugi.core.schedule.WakeProject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The last step of an attempt. It writes the end together with what the job gives back (worker, scope, the rest of its
 * loan), tells those that wait for it, hands out what became ready, and wakes the project when nothing is under way.
 *
 * <p>A bad end is thrown after it was written, with the number of redrives that the execution had by then. Entered
 * again with the same number it throws the same; with a later one somebody redrove the execution, and the job goes on.
 */
public final class SettleJob {
    private final Jobs jobs;
    private final Launches launches;
    private final Releases releases;
    private final Admission admission;
    private final GiveWay giveWay;
    private final StandIns standIns;
    private final Schedule schedule;
    private final WakeProject wake;
    private final InstantSource clock;

    public SettleJob(Records records, Executions executions, InstantSource clock) {
        this.jobs = new Jobs(records);
        this.launches = new Launches(records);
        this.releases = new Releases(records);
        this.admission = new Admission(records, clock);
        this.giveWay = new GiveWay(records);
        this.standIns = new StandIns(records);
        this.schedule = new Schedule(records, executions, clock);
        this.wake = new WakeProject(records, executions);
        this.clock = clock;
    }

    /**
     * Settles the job of this execution.
     *
     * @throws JobPartial when some of its edits did not apply
     * @throws JobFailed when it failed
     * @throws JobEscalated when the reviewer still objects
     * @throws ApprovalPending when nobody approved it in time
     * @throws JobNotAdmitted when it was redriven and cannot go on now
     * @throws Superseded when another execution has the job
     * @throws Contended when somebody else wrote the job at this moment
     */
    public Settlement settle(Step step, JobId id) {
        Job job = launches.take(step, id);
        Optional<Settlement> before = job.answerTo(step).map(Settlement.Again::new);
        if (before.isPresent()) {
            return before.get();
        }
        Optional<Unclaimed> lacking = Unclaimed.of(job);
        if (lacking.isPresent()) {
            tellOthers(job.isActive() ? giveWay.run(job, lacking.get(), clock.instant()) : job);
            return new Settlement.Unclaimed();
        }
        Optional<String> again = job.facts().findText("again");
        if (again.isPresent()) {
            jobs.write(job.change().remove("again").concluded(step, again.get()));
            return new Settlement.Again(again.get());
        }
        Optional<Long> settledAt = job.facts().findNumber("settled");
        boolean redriven = settledAt.isPresent() && settledAt.get() < step.redrives();
        if (redriven && job.status() != JobStatus.PASSED) {
            Settlement.Again admitted = admission.admit(step, job);
            wakeIfClosed(id);
            return admitted;
        }
        Job ended = settledAt.isPresent() ? job : end(step, job);
        tellOthers(ended);
        return answer(ended);
    }

    private Job end(Step step, Job job) {
        JobStatus end = endOf(job);
        Instant now = clock.instant();
        boolean releasing = end == JobStatus.PASSED && job.hasDependents();
        // A landing that an earlier state found to have arrived is made up for on the way.
        JobChange change = (end == JobStatus.PASSED ? job.change().to(JobStatus.LANDING) : job.change())
                .to(end)
                .repaid()
                .worker(false)
                .active(releasing && job.isActive())
                .releasing(releasing)
                .remove("restart")
                .set("settled", Value.of(step.redrives()))
                .set("endedAt", Value.of(now));
        List<Operation> others = new ArrayList<>();
        others.add(standIns.counted(givingBack(job, end, releasing), job, end));
        standIns.news(job, end, now)
                .forEach(said -> others.add(
                        said.put(job.id().project(), "heal-5-" + job.id().task() + "-" + job.attempt())));
        others.add(event(job, end, now).put(job.id().project(), job.id().task() + "-" + job.attempt()));
        if (job.isOut()) {
            change.remove("stopped").remove("out");
            others.add(Mark.remove(job.id(), Mark.Kind.INTERRUPTED));
        }
        if (end == JobStatus.PARTIAL) {
            others.add(Mark.put(job.id(), Mark.Kind.PARTIAL, now));
        }
        boolean keepsScope = end == JobStatus.AWAITING_APPROVAL;
        if (job.holdsScope() && !keepsScope) {
            change.scope(false);
            others.add(Operation.delete(
                    ProjectKeys.lock(job.id().project(), job.id().task())));
        }
        return jobs.write(change, others.toArray(Operation[]::new));
    }

    private static JobStatus endOf(Job job) {
        if (job.landed().isPresent() && job.status().isInFlight()) {
            return JobStatus.PASSED;
        }
        if (job.status() == JobStatus.PARTIAL || job.status() == JobStatus.AWAITING_APPROVAL) {
            return job.status();
        }
        return job.end()
                .map(End::status)
                .orElseThrow(() -> new IllegalStateException(
                        "expected job %s to have landed, to be partial, or an end on its record; found it %s without one"
                                .formatted(job.id(), job.status().word())));
    }

    private static Operation.Update givingBack(Job job, JobStatus end, boolean releasing) {
        Operation.Update change = Loans.giveBack(ProjectHead.change(job.id().project()), job);
        if (job.holdsWorker()) {
            change = change.add("free", 1);
        }
        if (job.isActive() && !releasing) {
            change = change.add("active", -1);
        }
        return switch (end) {
            case PASSED -> change.add("passed", 1);
            case FAILED, ESCALATED -> change.add("failed", 1);
            case SKIPPED -> change.add("skipped", 1);
            case CANCELLED -> change.add("cancelled", 1);
            case CREATED, EXECUTING, CHECKING, REVIEWING, AWAITING_APPROVAL, LANDING, HEALING, PARTIAL -> change;
        };
    }

    private void tellOthers(Job job) {
        Job told = job.isReleasing() ? releases.run(job) : job;
        Scheduled scheduled = schedule.run(told.id().project());
        if (scheduled.isIdle() || !scheduled.left().head().isOpen()) {
            wake.run(told.id().project());
        }
    }

    private void wakeIfClosed(JobId id) {
        if (!schedule.run(id.project()).left().head().isOpen()) {
            wake.run(id.project());
        }
    }

    private static Event event(Job job, JobStatus end, Instant now) {
        return Event.of(job.id(), now, "job." + end.word(), sentence(job, end));
    }

    private static String sentence(Job job, JobStatus end) {
        String task = job.id().task().value();
        String reason = job.end().map(known -> ": " + known.reason()).orElse("");
        return switch (end) {
            case PASSED -> task + " passed";
            case PARTIAL -> task + " is partial: " + Shortfall.reason(job) + "; kintsugi continue " + job.id();
            case AWAITING_APPROVAL -> task + " waits for approval; kintsugi approve " + job.id();
            case FAILED -> task + " failed" + reason;
            case ESCALATED -> task + " was escalated" + reason;
            case CREATED, EXECUTING, CHECKING, REVIEWING, LANDING, HEALING, SKIPPED, CANCELLED ->
                task + " is " + end.word() + reason;
        };
    }

    private static Settlement answer(Job job) {
        String sentence = "job " + job.id().project() + "." + sentence(job, job.status());
        return switch (job.status()) {
            case PASSED, SKIPPED -> new Settlement.Settled();
            case PARTIAL -> throw new JobPartial(sentence);
            case FAILED -> throw new JobFailed(sentence);
            case ESCALATED -> throw new JobEscalated(sentence);
            case AWAITING_APPROVAL -> throw new ApprovalPending(sentence);
            case CREATED, EXECUTING, CHECKING, REVIEWING, LANDING, HEALING, CANCELLED ->
                throw new JobFailed("%s: it is not for its execution to go on".formatted(sentence));
        };
    }
}
