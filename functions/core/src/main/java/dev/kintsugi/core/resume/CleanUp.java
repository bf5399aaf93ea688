package dev.kintsugi.core.resume;

import dev.kintsugi.core.executions.Executions;
import dev.kintsugi.core.job.Contended;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobChange;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.project.Event;
import dev.kintsugi.core.project.Line;
import dev.kintsugi.core.project.Loans;
import dev.kintsugi.core.project.Mark;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.project.ProjectKeys;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.project.Ready;
import dev.kintsugi.core.push.OpenPromise;
import dev.kintsugi.core.records.Condition;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Value;
import dev.kintsugi.core.session.OpenCall;
import dev.kintsugi.core.workspace.Workspaces;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Clears away what an interruption left of a job, in one transaction, after its open promise was kept: the job can be
 * claimed again, its session failed, and what it held is free. Commits, findings, partial state and spend stay. Said
 * again it finds nothing to do.
 */
final class CleanUp {
    private static final WayOn.Decision FROM_THE_BEGINNING = new WayOn.Decision(false, "");

    private final Records records;
    private final Projects projects;
    private final Jobs jobs;
    private final OpenPromise promises;
    private final CutSessions sessions;
    private final WayOn ways;
    private final InstantSource clock;

    CleanUp(Records records, Workspaces workspaces, Executions executions, InstantSource clock) {
        this.records = records;
        this.projects = new Projects(records);
        this.jobs = new Jobs(records);
        this.promises = new OpenPromise(workspaces);
        this.sessions = new CutSessions(records);
        this.ways = new WayOn(executions, clock);
        this.clock = clock;
    }

    /**
     * How it is to go on.
     *
     * @param insideCycle whether it goes on where it was, with the cycles that were used up; else it begins again
     * @param held whether it is not to be claimed yet
     * @param acceptDrift whether it may build upon a branch that somebody rewrote
     * @param byPerson whether a person said so, which clears the count of what was tried without one
     */
    record Way(boolean insideCycle, boolean held, boolean acceptDrift, boolean byPerson) {}

    /**
     * Cleans up one job that is marked interrupted.
     *
     * @return how it goes on, in words
     * @throws Contended when somebody else wrote it at this moment
     */
    String run(JobId id, Way way) {
        Job job = jobs.get(id);
        promises.keep(projects.get(id.project()), job);
        Line line = projects.line(id.project(), job.place());
        Instant now = clock.instant();
        WayOn.Decision decision = way.insideCycle() && !way.held() ? ways.of(job) : FROM_THE_BEGINNING;
        JobChange change = goesOn(job, way, decision)
                .repaid()
                .worker(false)
                .active(false)
                .scope(false)
                .remove("stopped")
                .remove(Ticket.ATTRIBUTE);
        if (!decision.redrive()) {
            change.nobodys();
        }
        if (way.byPerson()) {
            change.remove(Tickets.TRIED);
        }
        if (way.acceptDrift()) {
            change.set("driftAccepted", Value.of(true));
        }
        List<Operation> others = new ArrayList<>();
        if (!way.insideCycle()) {
            OpenCall.closed(records, change, others, now);
        }
        others.add(givenBack(job));
        others.add(Mark.remove(id, Mark.Kind.INTERRUPTED));
        others.add(Operation.delete(ProjectKeys.lock(id.project(), id.task())));
        sessions.fail(job, reason(job), now).ifPresent(others::add);
        Ready ready = decidedEnd(job, way) ? line.ready(job).from("Settle") : marker(job, line);
        others.addAll(waiting(change, line, decision.redrive() ? ready.redriven() : ready, way.held(), now));
        String words = sentence(job, way, decision);
        others.add(Event.of(id, now, "job.cleaned_up", words).put(id.project(), "clean-" + id.task()));
        jobs.write(change, others.toArray(Operation[]::new));
        return words;
    }

    /** Its end was found out and not settled: going on where it was means to settle it. */
    private static boolean decidedEnd(Job job, Way way) {
        return way.insideCycle()
                && job.status() != JobStatus.HEALING
                && (job.end().isPresent() || job.landed().isPresent());
    }

    /** A session that runs by the record although nothing runs for its job: only that is put right. */
    void failSession(Job job) {
        Instant now = clock.instant();
        List<Operation> others = new ArrayList<>();
        sessions.fail(job, reason(job), now).ifPresent(others::add);
        if (!others.isEmpty()) {
            JobChange change = job.change();
            OpenCall.closed(records, change, others, now);
            jobs.write(change, others.toArray(Operation[]::new));
        }
    }

    /** From the beginning where it was working; where it waited or landed, there it goes on. */
    private static JobChange goesOn(Job job, Way way, WayOn.Decision decision) {
        JobChange change = job.change();
        return switch (job.status()) {
            case EXECUTING, CHECKING, REVIEWING -> {
                if (decision.redrive() || decidedEnd(job, way)) {
                    yield out(change);
                }
                yield way.insideCycle()
                        ? change.to(JobStatus.CREATED)
                        : change.to(JobStatus.CREATED).anew();
            }
            case AWAITING_APPROVAL, LANDING, HEALING -> out(change);
            case CREATED, PARTIAL, PASSED, FAILED, ESCALATED, SKIPPED, CANCELLED -> change;
        };
    }

    /** Pending although its status says that it is under way: it goes on there when it is claimed. */
    private static JobChange out(JobChange change) {
        return change.set("out", Value.of(true));
    }

    /** The marker by which it is claimed, in the state where its work goes on. */
    static Ready marker(Job job, Line line) {
        Ready ready = line.ready(job);
        return switch (job.status()) {
            case AWAITING_APPROVAL -> ready.from("AwaitApproval");
            case LANDING -> ready.from("Land");
            case HEALING -> ready.from("Heal");
            case CREATED, EXECUTING, CHECKING, REVIEWING, PARTIAL, PASSED, FAILED, ESCALATED, SKIPPED, CANCELLED ->
                ready;
        };
    }

    /**
     * What lets a job be claimed once everything it waits for is done, or keeps it back; it holds of the number that it
     * waits for as it was read, for others may be telling it at this moment that they are done.
     */
    static List<Operation> waiting(JobChange change, Line line, Ready ready, boolean held, Instant now) {
        JobId id = line.job();
        ProjectId project = id.project();
        List<Operation> operations = new ArrayList<>();
        operations.add(Operation.check(
                ProjectKeys.line(project, line.place()), Condition.equal("waits", (long) line.waits())));
        if (held) {
            change.set("held", Value.of(true));
            operations.add(Mark.put(id, Mark.Kind.HELD, now));
            operations.add(Operation.delete(ready.key(project)));
        } else {
            change.remove("held");
            operations.add(Mark.remove(id, Mark.Kind.HELD));
            operations.add(line.waits() == 0 ? ready.put(project) : Operation.delete(ready.key(project)));
        }
        return operations;
    }

    /** What {@code RecordStop} gave back before is not given back twice: the job's own record says what it holds. */
    private static Operation.Update givenBack(Job job) {
        Operation.Update change = Loans.giveBack(ProjectHead.change(job.id().project()), job);
        if (job.holdsWorker()) {
            change = change.add("free", 1);
        }
        if (job.isActive()) {
            change = change.add("active", -1);
        }
        boolean pending =
                job.status() == JobStatus.CREATED || job.facts().findFlag("out").orElse(false);
        return pending ? change : change.add("created", 1);
    }

    private static String reason(Job job) {
        return job.facts()
                .findFields("stopped")
                .map(stop -> "its execution stopped: %s %s".formatted(stop.text("status"), stop.text("error")))
                .map(String::strip)
                .orElse("its execution stopped");
    }

    private static String sentence(Job job, Way way, WayOn.Decision decision) {
        String task = job.id().task().value();
        if (way.insideCycle() && !way.held()) {
            return "%s %s".formatted(task, decision.words());
        }
        return switch (job.status()) {
            case AWAITING_APPROVAL, LANDING, HEALING ->
                "%s goes on %s".formatted(task, job.status().word().replace('_', ' '));
            case CREATED, EXECUTING, CHECKING, REVIEWING, PARTIAL, PASSED, FAILED, ESCALATED, SKIPPED, CANCELLED ->
                "%s starts again on its branch as it is".formatted(task);
        };
    }
}
