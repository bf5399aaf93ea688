package dev.kintsugi.core.resume;

import dev.kintsugi.core.executions.Executions;
import dev.kintsugi.core.executions.Executions.Description;
import dev.kintsugi.core.executions.Executions.Status;
import dev.kintsugi.core.job.Contended;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobChange;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.project.Event;
import dev.kintsugi.core.project.Launch;
import dev.kintsugi.core.project.Launches;
import dev.kintsugi.core.project.Loans;
import dev.kintsugi.core.project.Mark;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.project.ProjectKeys;
import dev.kintsugi.core.project.ProjectStatus;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.project.Stopped;
import dev.kintsugi.core.records.Condition;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.schedule.DeadLaunches;
import dev.kintsugi.core.schedule.Schedule;
import dev.kintsugi.core.schedule.WakeProject;
import dev.kintsugi.core.settle.Releases;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts on record that an execution stopped before its job was settled: the job is marked interrupted, and its worker,
 * scope and loan go back in the same transaction. Events of stops come late, twice and in any order; one that is not
 * about what the record holds now changes nothing.
 */
public final class RecordStop {
    private final Records records;
    private final Jobs jobs;
    private final Projects projects;
    private final Launches launches;
    private final DeadLaunches deadLaunches;
    private final Releases releases;
    private final Executions executions;
    private final Schedule schedule;
    private final WakeProject wake;
    private final InstantSource clock;

    public RecordStop(Records records, Executions executions, InstantSource clock) {
        this.records = records;
        this.jobs = new Jobs(records);
        this.projects = new Projects(records);
        this.launches = new Launches(records);
        this.deadLaunches = new DeadLaunches(records, clock);
        this.releases = new Releases(records);
        this.executions = executions;
        this.schedule = new Schedule(records, executions, clock);
        this.wake = new WakeProject(records, executions);
        this.clock = clock;
    }

    /** What became of a stop. */
    public enum Recorded {
        /** The job, or project, is interrupted now. */
        INTERRUPTED,
        /** It ended as it should, or is not about what the record holds now. */
        NOTHING
    }

    /**
     * Records how an execution ended, if that matters to a job or project.
     *
     * @throws Contended when somebody else wrote the job at this moment; saying it again is right
     */
    public Recorded record(Description stop) {
        if (stop.status() == Status.RUNNING || stop.status() == Status.SUCCEEDED) {
            return Recorded.NOTHING;
        }
        String name = stop.execution().substring(stop.execution().lastIndexOf(':') + 1);
        Optional<JobId> job = JobId.findByExecutionName(name);
        if (job.isPresent()) {
            return jobs.find(job.get()).map(found -> ofJob(found, stop)).orElse(Recorded.NOTHING);
        }
        int end = name.lastIndexOf('_');
        boolean project = end > 0 && ProjectId.isLegal(name.substring(0, end));
        return project ? ofProject(new ProjectId(name.substring(0, end)), stop) : Recorded.NOTHING;
    }

    private Recorded ofJob(Job job, Description stop) {
        Optional<Launch> launch =
                launches.find(job.id()).filter(marker -> marker.execution().equals(stop.execution()));
        if (isOfBefore(job, launch, stop)) {
            return Recorded.NOTHING;
        }
        Recorded recorded = Recorded.NOTHING;
        if (launch.isPresent()) {
            deadLaunches.give(launch.get(), stop);
            recorded = Recorded.INTERRUPTED;
        } else if (job.execution().equals(Optional.of(stop.execution())) && job.isActive() && !job.isReleasing()) {
            interrupt(job, stop);
            recorded = Recorded.INTERRUPTED;
        } else if (job.isReleasing()) {
            releases.run(job);
        }
        handOut(job.id().project());
        return recorded;
    }

    /**
     * Also after a stop between the end and its consequences: nobody else would come by. But where the project's own
     * execution stopped too, as everything does when a whole cloud is killed, nothing begins before a person says so.
     */
    private void handOut(ProjectId id) {
        ProjectHead head = projects.head(id);
        Optional<Description> own = head.isOpen() ? head.execution().flatMap(executions::find) : Optional.empty();
        own.filter(found -> found.status() != Status.RUNNING && found.status() != Status.SUCCEEDED)
                .ifPresent(found -> ofProject(id, found));
        boolean stopped = projects.head(id).facts().has(Stopped.NAME);
        if (!stopped && schedule.run(id).isIdle()) {
            wake.run(id);
        }
    }

    /** Told late: the execution was redriven since, and what it does now is not what stopped. */
    private static boolean isOfBefore(Job job, Optional<Launch> launch, Description stop) {
        Optional<Instant> begun = launch.filter(Launch::redrive).map(Launch::at);
        Optional<Instant> since = launch.isPresent() ? begun : job.facts().findMoment("startedAt");
        return since.isPresent()
                && stop.stoppedAt().filter(since.get()::isAfter).isPresent();
    }

    private static boolean isOfBefore(ProjectHead head, Description stop) {
        return head.facts()
                .findMoment(ProjectHead.OPENED_AT)
                .filter(opened -> stop.stoppedAt().filter(opened::isAfter).isPresent())
                .isPresent();
    }

    private void interrupt(Job job, Description stop) {
        Instant now = clock.instant();
        JobChange change = job.change()
                .repaid()
                .worker(false)
                .active(false)
                .scope(false)
                .set(Stopped.NAME, Stopped.stored(stop, now));
        Operation.Update back =
                Loans.giveBack(ProjectHead.change(job.id().project()), job).add("active", -1);
        List<Operation> others = new ArrayList<>();
        others.add(job.holdsWorker() ? back.add("free", 1) : back);
        others.add(Mark.put(job.id(), Mark.Kind.INTERRUPTED, now));
        others.add(Event.of(
                        job.id(),
                        now,
                        "job.interrupted",
                        "%s was interrupted while %s (%s %s)"
                                .formatted(job.id().task(), job.status().word(), stop.status(), stop.error()))
                .put(job.id().project(), "stop-" + job.id().task()));
        if (job.holdsScope()) {
            others.add(Operation.delete(
                    ProjectKeys.lock(job.id().project(), job.id().task())));
        }
        jobs.write(change, others.toArray(Operation[]::new));
    }

    private Recorded ofProject(ProjectId id, Description stop) {
        Optional<ProjectHead> head = projects.findHead(id)
                .filter(found -> found.execution().equals(Optional.of(stop.execution())))
                .filter(found -> found.isOpen() ? !isOfBefore(found, stop) : isNewsBeforeOpening(found, stop));
        if (head.isEmpty()) {
            return Recorded.NOTHING;
        }
        Instant now = clock.instant();
        Condition asSeen = head.get().isOpen()
                ? Condition.equal("open", true)
                : Condition.equal("status", ProjectStatus.PENDING.word());
        records.settle(
                ProjectHead.change(id)
                        .when(Condition.equal("execution", stop.execution()), asSeen)
                        .set(Stopped.NAME, Stopped.stored(stop, now))
                        .remove("open"),
                Event.of(now, "project.interrupted", "the project's execution stopped: " + stop.error())
                        .put(id, "stop"));
        if (stop.status() == Status.ABORTED && isToBeClosed(head.get())) {
            wake.run(id);
        }
        return Recorded.INTERRUPTED;
    }

    /** Which spends nothing and which nobody has to decide; one that failed at it waits for a person. */
    private static boolean isToBeClosed(ProjectHead head) {
        return head.isOpen() && head.active() == 0 && head.isDone();
    }

    /** Nothing is open yet by which a stop that was told before could be known: its moment does that. */
    private static boolean isNewsBeforeOpening(ProjectHead head, Description stop) {
        boolean isKnown = head.facts()
                .findFields(Stopped.NAME)
                .flatMap(known -> known.findMoment("at"))
                .equals(stop.stoppedAt());
        return head.status() == ProjectStatus.PENDING && !isKnown;
    }
}
