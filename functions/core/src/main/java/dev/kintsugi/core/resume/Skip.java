package dev.kintsugi.core.resume;

import dev.kintsugi.core.executions.Executions;
import dev.kintsugi.core.heal.StandIns;
import dev.kintsugi.core.job.Contended;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobChange;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.land.LandingTurn;
import dev.kintsugi.core.project.Event;
import dev.kintsugi.core.project.Launches;
import dev.kintsugi.core.project.Line;
import dev.kintsugi.core.project.Mark;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.project.ProjectKeys;
import dev.kintsugi.core.project.ProjectStatus;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.project.UnknownProject;
import dev.kintsugi.core.push.OpenPromise;
import dev.kintsugi.core.records.Condition;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Value;
import dev.kintsugi.core.schedule.Schedule;
import dev.kintsugi.core.schedule.WakeProject;
import dev.kintsugi.core.settle.Releases;
import dev.kintsugi.core.workspace.Workspaces;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Passes tasks over: those that wait for them see them as done, and their commits stay unmerged on their branches. */
public final class Skip {
    private final Records records;
    private final Projects projects;
    private final Jobs jobs;
    private final Launches launches;
    private final Releases releases;
    private final StandIns standIns;
    private final OpenPromise promises;
    private final LandingTurn turn;
    private final OperatorRoom room;
    private final Schedule schedule;
    private final WakeProject wake;
    private final InstantSource clock;

    public Skip(Records records, Workspaces workspaces, Executions executions, InstantSource clock) {
        this.records = records;
        this.projects = new Projects(records);
        this.jobs = new Jobs(records);
        this.launches = new Launches(records);
        this.releases = new Releases(records);
        this.standIns = new StandIns(records);
        this.promises = new OpenPromise(workspaces);
        this.turn = new LandingTurn(records, clock);
        this.room = new OperatorRoom(records, clock);
        this.schedule = new Schedule(records, executions, clock);
        this.wake = new WakeProject(records, executions);
        this.clock = clock;
    }

    /**
     * Skips the tasks that are named, or every failed and escalated one.
     *
     * @param token what the caller saw
     * @throws UnknownProject when there is none of this id
     * @throws Contended when somebody else acted on it at this moment; saying it again is right
     */
    public Acted run(ProjectId id, List<String> tasks, String token, String caller) {
        InterimState state = InterimState.read(records, id);
        var request = new OperatorAction.Request("skip", caller, words(tasks), token);
        return room.act(state, request, () -> obstacle(state, tasks), action -> work(state, tasks, action));
    }

    private static String words(List<String> tasks) {
        return new Words().with("tasks", String.join(",", tasks)).text();
    }

    private Optional<String> obstacle(InterimState state, List<String> tasks) {
        if (state.head().status() == ProjectStatus.ABORTED) {
            return Optional.of("project %s was cancelled; retry some of its tasks, or reset it"
                    .formatted(state.head().id()));
        }
        Optional<String> unknown = Selected.unknown(state, tasks);
        if (unknown.isPresent()) {
            return unknown;
        }
        List<Job> selected = selected(state, tasks);
        if (selected.isEmpty()) {
            return Optional.of("no task of project %s failed; name the one to skip"
                    .formatted(state.head().id()));
        }
        Optional<String> healed = selected.stream()
                .filter(job -> job.status().countsAsFailed())
                .map(standIns::obstacleToRetry)
                .flatMap(Optional::stream)
                .findFirst();
        if (healed.isPresent()) {
            return healed;
        }
        return selected.stream()
                .filter(job -> !canBeSkipped(job) || launches.find(job.id()).isPresent())
                .findFirst()
                .map(job -> "task %s is %s and cannot be skipped%s"
                        .formatted(job.id().task(), words(job), instead(state, job)));
    }

    private static String words(Job job) {
        return job.status() == JobStatus.CREATED
                ? "being started"
                : job.status().word().replace('_', ' ');
    }

    private static String instead(InterimState state, Job job) {
        if (job.status() == JobStatus.PASSED) {
            return "";
        }
        return state.isInterrupted(job)
                ? "; resume the project first, or cancel the job"
                : "; cancel the job, and its dependents can be freed by skipping it after a retry";
    }

    private static boolean canBeSkipped(Job job) {
        return job.status().next().contains(JobStatus.SKIPPED) || job.status() == JobStatus.SKIPPED;
    }

    private List<Job> selected(InterimState state, List<String> tasks) {
        return tasks.isEmpty()
                ? state.failed().stream().filter(job -> !standIns.isHealed(job)).toList()
                : Selected.of(state, tasks);
    }

    private Acted.Done work(InterimState state, List<String> tasks, OperatorAction action) {
        ProjectId id = state.head().id();
        List<String> skipped = new ArrayList<>();
        // A job that was skipped and not told of to the end, by a call that was cut off, is finished here too.
        List<Job> all = new ArrayList<>(selected(state, tasks));
        state.in(JobStatus.SKIPPED).stream().filter(Job::isReleasing).forEach(all::add);
        for (Job job : all.stream().map(Job::id).distinct().map(jobs::get).toList()) {
            OperatorRoom.persistently(() -> skip(job.id(), action.caller()));
            skipped.add(job.id().task().value());
        }
        String text = "skipped in project %s: %s; what waits for them goes on%s"
                .formatted(id, String.join(", ", skipped), stillOpen(all));
        action.finish(records, id, ProjectHead.change(id), text, clock);
        schedule.run(id);
        wake.run(id);
        return new Acted.Done(text, skipped, List.of());
    }

    /** A remediation that was passed over healed nothing: the tasks whose failure is open again, as a half sentence. */
    private String stillOpen(List<Job> skipped) {
        return skipped.stream()
                .flatMap(job -> job.standsFor().stream())
                .distinct()
                .map(jobs::get)
                .filter(task -> task.status().countsAsFailed() && !standIns.isHealed(task))
                .map(task -> "; %s is still %s: retry it, or skip it as well"
                        .formatted(task.id().task(), task.status().word()))
                .collect(Collectors.joining());
    }

    private void skip(JobId id, String caller) {
        Job job = jobs.get(id);
        Job skipped = job.status() == JobStatus.SKIPPED || !canBeSkipped(job) ? job : write(job, caller);
        if (skipped.isReleasing()) {
            releases.run(skipped);
        }
        turn.release(id);
    }

    private Job write(Job job, String caller) {
        JobId id = job.id();
        promises.keep(projects.get(id.project()), job);
        Line line = projects.line(id.project(), job.place());
        Instant now = clock.instant();
        boolean releasing = job.hasDependents();
        JobChange change = job.change()
                .to(JobStatus.SKIPPED)
                .noPromise()
                .nobodys()
                .active(releasing)
                .releasing(releasing)
                .remove("held")
                .remove("stopped")
                .set("endedAt", Value.of(now));
        List<Operation> others = new ArrayList<>();
        Operation.Update counts = counts(job).add("active", releasing ? 1 : 0).add("skipped", 1);
        others.add(standIns.counted(counts, job, JobStatus.SKIPPED));
        for (Mark.Kind kind : Mark.Kind.values()) {
            others.add(Mark.remove(id, kind));
        }
        others.add(Operation.delete(line.ready(job).key(id.project())));
        others.add(Operation.check(ProjectKeys.launch(id.project(), id.task()), Condition.itemAbsent()));
        others.add(Event.of(id, now, "job.skipped", "%s skipped %s".formatted(caller, id.task()))
                .put(id.project(), "skip-" + id.task()));
        return jobs.write(change, others.toArray(Operation[]::new));
    }

    private static Operation.Update counts(Job job) {
        Operation.Update change = ProjectHead.change(job.id().project());
        return switch (job.status()) {
            case CREATED -> change.add("created", -1);
            case FAILED, ESCALATED -> change.add("failed", -1);
            case EXECUTING,
                    CHECKING,
                    REVIEWING,
                    AWAITING_APPROVAL,
                    LANDING,
                    HEALING,
                    PARTIAL,
                    PASSED,
                    SKIPPED,
                    CANCELLED -> change;
        };
    }
}
