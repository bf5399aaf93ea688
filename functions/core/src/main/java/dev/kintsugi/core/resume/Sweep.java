package dev.kintsugi.core.resume;

import dev.kintsugi.core.approve.Approve;
import dev.kintsugi.core.executions.Executions;
import dev.kintsugi.core.executions.Executions.Description;
import dev.kintsugi.core.executions.Executions.Machine;
import dev.kintsugi.core.executions.Executions.Status;
import dev.kintsugi.core.job.Contended;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.land.LandingTurn;
import dev.kintsugi.core.project.Mark;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.project.ProjectStatus;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.push.OpenPromise;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Value;
import dev.kintsugi.core.schedule.ProjectInput;
import dev.kintsugi.core.schedule.Schedule;
import dev.kintsugi.core.schedule.Scheduled;
import dev.kintsugi.core.schedule.WakeProject;
import dev.kintsugi.core.settle.Releases;
import dev.kintsugi.core.workspace.Workspaces;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds, every few minutes, what nobody was told of: events are best effort, and whoever was to finish something may be
 * gone. It walks the markers of projects that are not over, never all jobs, leaves alone what is younger than
 * {@link #SETTLED}, and acts only through the use cases, whose writes refuse what somebody else did meanwhile.
 */
public final class Sweep {
    /** What changed less long ago is somebody's work of this moment. */
    public static final Duration SETTLED = Duration.ofMinutes(10);

    /** Projects looked at in one sweep, the newest first; and names of which an unfinished submission is looked for. */
    static final int MOST_PROJECTS = 1_000;

    private static final System.Logger LOG = System.getLogger(Sweep.class.getName());

    private final Records records;
    private final Projects projects;
    private final Jobs jobs;
    private final Executions executions;
    private final RecordStop stops;
    private final Releases releases;
    private final Approve approve;
    private final OpenPromise promises;
    private final LandingTurn turn;
    private final Tickets tickets;
    private final Unfinished unfinished;
    private final Schedule schedule;
    private final WakeProject wake;
    private final InstantSource clock;

    public Sweep(
            Records records,
            Workspaces workspaces,
            Executions executions,
            Continuing continuing,
            Tickets tickets,
            InstantSource clock) {
        this.records = records;
        this.projects = new Projects(records);
        this.jobs = new Jobs(records);
        this.executions = executions;
        this.stops = new RecordStop(records, executions, clock);
        this.releases = new Releases(records);
        this.approve = new Approve(records, executions, clock);
        this.promises = new OpenPromise(workspaces);
        this.turn = new LandingTurn(records, clock);
        this.tickets = tickets;
        this.unfinished = new Unfinished(records, workspaces, executions, continuing, clock);
        this.schedule = new Schedule(records, executions, clock);
        this.wake = new WakeProject(records, executions);
        this.clock = clock;
    }

    /** What was found and put right, each a sentence. */
    public List<String> run() {
        List<String> found = new ArrayList<>();
        new UnsealedProjects(records)
                .delete(MOST_PROJECTS, clock.instant())
                .forEach(id -> found.add("%s was never submitted whole, and is deleted".formatted(id)));
        for (ProjectId id : projects.newest(MOST_PROJECTS)) {
            try {
                projects.findHead(id).ifPresent(head -> sweep(head, found));
            } catch (RuntimeException busy) {
                // The others are looked at all the same; this one comes again with the next sweep.
                LOG.log(System.Logger.Level.WARNING, "project {0} could not be swept: {1}", id, busy);
            }
        }
        return found;
    }

    private void sweep(ProjectHead head, List<String> found) {
        ProjectId id = head.id();
        Optional<OperatorAction> action = OperatorAction.standing(head);
        if (action.isPresent()) {
            if (isSettled(action.get().since()) && unfinished.finish(id, action.get())) {
                found.add("%s of %s is finished".formatted(action.get().words(), id));
            }
            return;
        }
        if (head.status() == ProjectStatus.PENDING) {
            start(head, found);
        } else if (head.status() == ProjectStatus.IN_PROGRESS) {
            jobs.active(id).forEach(job -> sweep(job, found));
            projects.marks(id)
                    .filter(mark -> mark.kind() == Mark.Kind.INTERRUPTED && isSettled(mark.since()))
                    .map(Mark::job)
                    .toList()
                    .forEach(job -> interrupted(job, found));
            if (turn.releaseIfRunOut(id)) {
                found.add("the landing turn of %s had run out".formatted(id));
            }
            goOn(head, found);
        }
    }

    /** Sealed, and whoever was to start it is gone. One that was reset waits for the person who resumes it. */
    private void start(ProjectHead head, List<String> found) {
        boolean begun = head.startedAt().isPresent() || head.epoch() > 0;
        if (!head.isSealed() || begun || !isSettled(head.submittedAt())) {
            return;
        }
        String name = head.id().executionName(head.executions());
        if (executions.find(executions.arnOf(Machine.PROJECT, name)).isEmpty()) {
            executions.start(Machine.PROJECT, name, ProjectInput.of(head.id()));
            found.add("%s starts, which nobody did".formatted(head.id()));
        }
    }

    private void sweep(Job job, List<String> found) {
        if (job.isReleasing()) {
            if (job.facts().findMoment("endedAt").filter(this::isSettled).isPresent()) {
                releases.run(job);
                found.add("what waits for %s is told".formatted(job.id()));
            }
            return;
        }
        Optional<Description> execution = job.execution().flatMap(executions::find);
        boolean runs =
                execution.filter(known -> known.status() == Status.RUNNING).isPresent();
        if (runs) {
            if (isSettled(execution.get().startedAt()) && approve.remind(job)) {
                found.add("%s is told the answer that it waited for".formatted(job.id()));
            }
            return;
        }
        Description stop = execution.orElseGet(() -> unknown(job));
        boolean ours = stop.stoppedAt().filter(this::isSettled).isPresent();
        if (ours && persistently(() -> stops.record(stop)) == RecordStop.Recorded.INTERRUPTED) {
            tickets.send(job.id());
            found.add("%s is interrupted: its execution stopped, and nobody told".formatted(job.id()));
        }
    }

    /** Its execution is forgotten, so it cannot be at work. */
    private Description unknown(Job job) {
        return new Description(
                job.execution().orElse(""),
                Status.ABORTED,
                Instant.EPOCH,
                job.facts().findMoment("startedAt"),
                "",
                "its execution is not known any more");
    }

    private void interrupted(JobId id, List<String> found) {
        Job job = jobs.get(id);
        if (job.intent().isPresent() && !keptBefore(job)) {
            promises.keep(projects.get(id.project()), job);
            jobs.write(job.change()
                    .set("promiseKept", Value.of(job.intent().get().commit().hex())));
            found.add("the open push of %s is made".formatted(id));
        }
        long before = jobs.get(id).version();
        tickets.send(id);
        if (jobs.get(id).version() != before) {
            found.add("a ticket is sent for %s".formatted(id));
        }
    }

    private static boolean keptBefore(Job job) {
        return job.facts()
                .findText("promiseKept")
                .equals(job.intent().map(intent -> intent.commit().hex()));
    }

    /** Its own execution, and tasks that wait for nobody. */
    private void goOn(ProjectHead head, List<String> found) {
        ProjectId id = head.id();
        if (head.isOpen()) {
            Optional<Description> execution = head.execution().flatMap(executions::find);
            boolean stopped = execution
                    .filter(known -> known.status() != Status.RUNNING)
                    .flatMap(Description::stoppedAt)
                    .filter(this::isSettled)
                    .isPresent();
            if (stopped && stops.record(execution.orElseThrow()) == RecordStop.Recorded.INTERRUPTED) {
                tickets.send(id);
                found.add("the execution of %s stopped, and nobody told".formatted(id));
                return;
            }
        } else if (head.facts().has("stopped")) {
            tickets.send(id);
        }
        Scheduled scheduled = schedule.run(id);
        scheduled.claimed().forEach(job -> found.add("%s is claimed, which nobody did".formatted(job)));
        if (scheduled.isIdle()) {
            wake.run(id).ifPresent(found::add);
        }
    }

    private boolean isSettled(Instant moment) {
        return !moment.plus(SETTLED).isAfter(clock.instant());
    }

    private static RecordStop.Recorded persistently(Supplier<RecordStop.Recorded> write) {
        try {
            return write.get();
        } catch (Contended somebodyElse) {
            return RecordStop.Recorded.NOTHING;
        }
    }
}
