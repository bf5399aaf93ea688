package dev.kintsugi.core.resume;

import dev.kintsugi.core.executions.Executions;
import dev.kintsugi.core.job.Contended;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobChange;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.plan.Task;
import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.project.Launches;
import dev.kintsugi.core.project.Line;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.project.ProjectKeys;
import dev.kintsugi.core.project.ProjectStatus;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.project.Stopped;
import dev.kintsugi.core.project.UnknownProject;
import dev.kintsugi.core.records.Condition;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Value;
import dev.kintsugi.core.schedule.Schedule;
import dev.kintsugi.core.schedule.WakeProject;
import dev.kintsugi.core.workspace.Workspaces;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Lets a project go on from wherever it stopped: what was interrupted is cleaned up, what was kept back is let go or kept
 * back, partial jobs are continued, and every ready task is handed out again. Failed, escalated, skipped and cancelled
 * jobs stay as they are.
 */
public final class Resume {
    private final Records records;
    private final Projects projects;
    private final Jobs jobs;
    private final Launches launches;
    private final CleanUp cleanUp;
    private final CutSessions sessions;
    private final BranchDrifts drifts;
    private final OperatorRoom room;
    private final Schedule schedule;
    private final WakeProject wake;
    private final Continuing continuing;
    private final InstantSource clock;

    public Resume(
            Records records, Workspaces workspaces, Executions executions, Continuing continuing, InstantSource clock) {
        this.records = records;
        this.projects = new Projects(records);
        this.jobs = new Jobs(records);
        this.launches = new Launches(records);
        this.cleanUp = new CleanUp(records, workspaces, executions, clock);
        this.sessions = new CutSessions(records);
        this.drifts = new BranchDrifts(workspaces);
        this.room = new OperatorRoom(records, clock);
        this.schedule = new Schedule(records, executions, clock);
        this.wake = new WakeProject(records, executions);
        this.continuing = continuing;
        this.clock = clock;
    }

    /**
     * Resumes a project.
     *
     * @throws UnknownProject when there is none of this id
     * @throws Contended when somebody else acted on it at this moment; saying it again is right
     */
    public Acted run(ProjectId id, ResumeWish wish) {
        InterimState state = InterimState.read(records, id);
        var request = new OperatorAction.Request("resume", wish.caller(), wish.words(), wish.token());
        return room.act(state, request, () -> obstacle(state, wish), action -> work(state, wish, action));
    }

    private Optional<String> obstacle(InterimState state, ResumeWish wish) {
        ProjectHead head = state.head();
        if (head.status() == ProjectStatus.ABORTED) {
            return Optional.of("project %s was cancelled; retry some of its tasks, or reset it".formatted(head.id()));
        }
        if (head.status() == ProjectStatus.COMPLETED) {
            return Optional.of("project %s is completed; there is nothing to resume".formatted(head.id()));
        }
        return fromObstacle(state, wish)
                .or(() -> Budgets.obstacle(head, wish.budget()))
                .or(() -> wish.acceptDrift() ? Optional.empty() : drifts.obstacle(state))
                .or(() -> nothingLeft(state));
    }

    private Optional<String> fromObstacle(InterimState state, ResumeWish wish) {
        if (wish.from().isEmpty()) {
            return Optional.empty();
        }
        Optional<Job> from = state.find(wish.from().get());
        if (from.isEmpty()) {
            return Optional.of("there is no task \"%s\" in project %s"
                    .formatted(wish.from().get(), state.head().id()));
        }
        JobStatus status = from.get().status();
        if (status.isComplete()) {
            return Optional.of("task %s is %s; %s"
                    .formatted(
                            from.get().id().task(),
                            status.word(),
                            status == JobStatus.PASSED ? "name one that is not done" : "retry it first"));
        }
        String undone = projects.task(from.get().id()).dependsOn().stream()
                .map(state.jobs()::get)
                .filter(before ->
                        before != null && before.status() != JobStatus.PASSED && before.status() != JobStatus.SKIPPED)
                .map(before ->
                        "%s (%s)".formatted(before.id().task(), before.status().word()))
                .collect(Collectors.joining(", "));
        return undone.isEmpty() || state.line(from.get()).waits() == 0
                ? Optional.empty()
                : Optional.of("task %s waits for %s; resume from there, or skip it"
                        .formatted(from.get().id().task(), undone));
    }

    /** The failures are what a person has to look at then; nothing of it is completed. */
    private static Optional<String> nothingLeft(InterimState state) {
        boolean goesOn = state.isRunning()
                || !state.interrupted().isEmpty()
                || !state.in(JobStatus.PARTIAL, JobStatus.AWAITING_APPROVAL).isEmpty()
                || state.created().stream().anyMatch(job -> state.line(job).waits() == 0);
        List<Job> bad = state.failures();
        return goesOn || bad.isEmpty()
                ? Optional.empty()
                : Optional.of("nothing can go on in project %s: %s; retry or skip"
                        .formatted(
                                state.head().id(),
                                bad.stream()
                                        .map(job -> "%s is %s"
                                                .formatted(
                                                        job.id().task(),
                                                        job.status().word()))
                                        .collect(Collectors.joining(", "))));
    }

    private Acted.Done work(InterimState state, ResumeWish wish, OperatorAction action) {
        ProjectId id = state.head().id();
        Set<TaskId> selected = wish.from()
                .map(from -> below(id, new TaskId(from)))
                .orElse(state.jobs().keySet());
        List<String> gone = new ArrayList<>();
        List<String> said = new ArrayList<>();
        List<String> pending = new ArrayList<>();
        for (Job job : state.jobs().values()) {
            boolean held = !selected.contains(job.id().task());
            if (state.isInterrupted(job)) {
                var way = new CleanUp.Way(wish.keepCycles(), held, wish.acceptDrift(), true);
                OperatorRoom.persistently(() -> said.add(cleanUp.run(job.id(), way)));
                gone.add(job.id().task().value());
            } else if (job.status() == JobStatus.CREATED || job.isOut()) {
                OperatorRoom.persistently(() -> hold(job.id(), held, wish.acceptDrift()));
            } else if (!job.status().isInFlight() && job.facts().has("call") && sessions.isRunning(job)) {
                OperatorRoom.persistently(() -> cleanUp.failSession(jobs.get(job.id())));
            }
            if (held && !job.status().isComplete()) {
                pending.add(job.id().task().value());
            }
        }
        String text = text(id, wish, said, pending);
        Operation.Update more = Budgets.raised(ProjectHead.change(id), state.head(), wish.budget())
                .remove(Stopped.NAME);
        action.finish(records, id, more, text, clock);
        List<String> told = new ArrayList<>(List.of(text));
        told.addAll(continuePartials(state, selected, wish.caller(), gone));
        schedule.run(id);
        wake.run(id).ifPresent(told::add);
        return new Acted.Done(String.join("\n", told), gone, pending);
    }

    private List<String> continuePartials(InterimState state, Set<TaskId> selected, String caller, List<String> gone) {
        List<String> said = new ArrayList<>();
        for (Job job : state.in(JobStatus.PARTIAL)) {
            if (selected.contains(job.id().task()) && !state.isInterrupted(job)) {
                said.add(continuing.goOn(job.id(), caller));
                gone.add(job.id().task().value());
            }
        }
        return said;
    }

    /** A task that nobody has claimed is kept back or let go; one that is claimed runs. */
    private void hold(JobId id, boolean held, boolean acceptDrift) {
        Job job = jobs.get(id);
        boolean drifts = acceptDrift && job.head().isPresent();
        boolean claimable = job.status() == JobStatus.CREATED || job.isOut();
        if (!claimable || (job.isHeld() == held && !drifts) || launches.find(id).isPresent()) {
            return;
        }
        Line line = projects.line(id.project(), job.place());
        JobChange change = job.change();
        if (drifts) {
            change.set("driftAccepted", Value.of(true));
        }
        List<Operation> others =
                new ArrayList<>(CleanUp.waiting(change, line, CleanUp.marker(job, line), held, clock.instant()));
        others.add(Operation.check(ProjectKeys.launch(id.project(), id.task()), Condition.itemAbsent()));
        jobs.write(change, others.toArray(Operation[]::new));
    }

    /** The task and everything that depends on it, near or far. */
    private Set<TaskId> below(ProjectId id, TaskId from) {
        List<Task> tasks = projects.tasks(id).toList();
        Set<TaskId> below = new TreeSet<>(Comparator.comparing(TaskId::value));
        below.add(from);
        boolean grew = true;
        while (grew) {
            grew = false;
            for (Task task : tasks) {
                grew |= task.dependsOn().stream().anyMatch(below::contains) && below.add(task.id());
            }
        }
        return below;
    }

    private static String text(ProjectId id, ResumeWish wish, List<String> said, List<String> pending) {
        String what = wish.from().map(from -> " from " + from).orElse("");
        String cleaned = said.isEmpty() ? "" : "; " + String.join("; ", said);
        String stays = pending.isEmpty() ? "" : "; pending: " + String.join(", ", pending);
        return "project %s goes on%s%s%s".formatted(id, what, cleaned, stays);
    }
}
