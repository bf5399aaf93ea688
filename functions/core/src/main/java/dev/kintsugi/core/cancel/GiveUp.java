package dev.kintsugi.core.cancel;

import dev.kintsugi.core.heal.StandIns;
import dev.kintsugi.core.job.Contended;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobChange;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.land.LandingTurn;
import dev.kintsugi.core.project.Event;
import dev.kintsugi.core.project.Launch;
import dev.kintsugi.core.project.Launches;
import dev.kintsugi.core.project.Line;
import dev.kintsugi.core.project.Loans;
import dev.kintsugi.core.project.Mark;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.project.ProjectKeys;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.push.OpenPromise;
import dev.kintsugi.core.records.Condition;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Value;
import dev.kintsugi.core.settle.Releases;
import dev.kintsugi.core.workspace.Workspaces;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes one job out of the running: an open promise is kept first, then status, markers, worker, scope, loan and marks
 * change in one transaction. A landing that is on the trunk by then ends the job {@code passed}.
 */
final class GiveUp {
    private final Projects projects;
    private final Jobs jobs;
    private final Launches launches;
    private final Releases releases;
    private final StandIns standIns;
    private final LandingTurn turn;
    private final OpenPromise promises;
    private final InstantSource clock;

    GiveUp(Records records, Workspaces workspaces, InstantSource clock) {
        this.projects = new Projects(records);
        this.jobs = new Jobs(records);
        this.launches = new Launches(records);
        this.releases = new Releases(records);
        this.standIns = new StandIns(records);
        this.turn = new LandingTurn(records, clock);
        this.promises = new OpenPromise(workspaces);
        this.clock = clock;
    }

    /**
     * The job, cancelled; or passed, when its landing had arrived.
     *
     * @throws Contended when somebody else wrote the job, or its markers, at this moment
     */
    Job run(Job job, String caller) {
        boolean landed = promises.keep(projects.get(job.id().project()), job);
        JobStatus end = landed && job.status() == JobStatus.LANDING ? JobStatus.PASSED : JobStatus.CANCELLED;
        Optional<Launch> launch = launches.find(job.id());
        boolean releasing = end == JobStatus.PASSED && job.hasDependents();
        Instant now = clock.instant();
        JobChange change = job.change()
                .to(end)
                .repaid()
                .worker(false)
                .active(releasing && job.isActive())
                .scope(false)
                .releasing(releasing)
                .noPromise()
                .remove("stopped")
                .remove("out")
                .set("endedAt", Value.of(now));
        launch.ifPresent(marker -> change.attempt(marker.attempt(), marker.execution()));
        List<Operation> others = new ArrayList<>();
        others.add(standIns.counted(givingBack(job, launch, end, releasing), job, end));
        others.addAll(markersOf(job, launch));
        others.add(Event.of(
                        job.id(),
                        now,
                        "job." + end.word(),
                        "%s cancelled %s: %s".formatted(caller, job.id().task(), end.word()))
                .put(job.id().project(), "cancel-" + job.id().task()));
        Job after = jobs.write(change, others.toArray(Operation[]::new));
        turn.release(job.id());
        return releasing ? releases.run(after) : after;
    }

    private Operation.Update givingBack(Job job, Optional<Launch> launch, JobStatus end, boolean releasing) {
        Operation.Update change = Loans.giveBack(ProjectHead.change(job.id().project()), job);
        if (job.holdsWorker() || launch.isPresent()) {
            change = change.add("free", 1);
        }
        if ((job.isActive() && !releasing) || launch.isPresent()) {
            change = change.add("active", -1);
        }
        if (launch.isPresent() && launch.get().pooled()) {
            change = change.add("available", launch.get().loan())
                    .add("lent", -launch.get().loan());
        }
        if (isPending(job) && launch.isEmpty()) {
            change = change.add("created", -1);
        }
        return change.add(end == JobStatus.PASSED ? "passed" : "cancelled", 1);
    }

    /** Nobody works on it, and it is claimed by its marker: from the beginning, or where it was interrupted. */
    private static boolean isPending(Job job) {
        return job.status() == JobStatus.CREATED || job.facts().findFlag("out").orElse(false);
    }

    private List<Operation> markersOf(Job job, Optional<Launch> launch) {
        List<Operation> operations = new ArrayList<>();
        for (Mark.Kind kind : Mark.Kind.values()) {
            operations.add(Mark.remove(job.id(), kind));
        }
        operations.add(launch.map(
                        marker -> Operation.delete(marker.key()).when(Condition.equal("execution", marker.execution())))
                .orElseGet(() -> Operation.delete(
                                ProjectKeys.launch(job.id().project(), job.id().task()))
                        .when(Condition.itemAbsent())));
        if (isPending(job)) {
            Line line = projects.line(job.id().project(), job.place());
            operations.add(Operation.delete(
                    line.ready(job.attempt(), job.spent()).key(job.id().project())));
        }
        operations.add(
                Operation.delete(ProjectKeys.lock(job.id().project(), job.id().task())));
        return operations;
    }
}
