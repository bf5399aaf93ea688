package dev.kintsugi.core.resume;

import dev.kintsugi.core.executions.Executions;
import dev.kintsugi.core.executions.Executions.Machine;
import dev.kintsugi.core.job.Contended;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobChange;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.land.LandingTurn;
import dev.kintsugi.core.partial.PartialJobs;
import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.plan.graph.TaskGraph;
import dev.kintsugi.core.project.Edge;
import dev.kintsugi.core.project.Line;
import dev.kintsugi.core.project.Mark;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.project.ProjectKeys;
import dev.kintsugi.core.project.ProjectPlan;
import dev.kintsugi.core.project.ProjectStatus;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.project.UnknownProject;
import dev.kintsugi.core.push.OpenPromise;
import dev.kintsugi.core.records.Condition;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.RecordLimits;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Value;
import dev.kintsugi.core.records.Write;
import dev.kintsugi.core.session.Sessions;
import dev.kintsugi.core.workspace.Workspaces;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Begins a project again, in a new run: every job as it was submitted, on branches of its own from the recorded base.
 * What was done before stays where it is: branches, cycles, events, sessions and the money that was spent. It is refused
 * while anything runs, and asks twice.
 */
public final class Reset {
    private final Records records;
    private final Projects projects;
    private final Jobs jobs;
    private final Sessions sessions;
    private final PartialJobs partials;
    private final OpenPromise promises;
    private final LandingTurn turn;
    private final OperatorRoom room;
    private final InsertedTasks inserted;
    private final Executions executions;
    private final InstantSource clock;

    public Reset(Records records, Workspaces workspaces, Executions executions, InstantSource clock) {
        this.records = records;
        this.projects = new Projects(records);
        this.jobs = new Jobs(records);
        this.sessions = new Sessions(records);
        this.partials = new PartialJobs(records);
        this.promises = new OpenPromise(workspaces);
        this.turn = new LandingTurn(records, clock);
        this.room = new OperatorRoom(records, clock);
        this.inserted = new InsertedTasks(records);
        this.executions = executions;
        this.clock = clock;
    }

    /**
     * Resets a project; a resume starts it then.
     *
     * @throws UnknownProject when there is none of this id
     * @throws Contended when somebody else acted on it at this moment; saying it again is right
     */
    public Acted run(ProjectId id, ResetWish wish) {
        InterimState state = InterimState.read(records, id);
        var request = new OperatorAction.Request("reset", wish.caller(), wish.words(), wish.token());
        return room.act(state, request, () -> obstacle(state, wish), action -> work(state, wish, action));
    }

    private static Optional<String> obstacle(InterimState state, ResetWish wish) {
        ProjectId id = state.head().id();
        if (state.isRunning()) {
            return Optional.of("project %s is at work on %s; cancel it, or let it end, then reset it"
                    .formatted(
                            id,
                            state.head().active() == 1 ? "a task" : state.head().active() + " tasks"));
        }
        return wish.confirm().equals(id.value())
                ? Optional.empty()
                : Optional.of("a reset begins every task of project %s again; confirm it with the project's id"
                        .formatted(id));
    }

    private Acted.Done work(InterimState state, ResetWish wish, OperatorAction action) {
        ProjectId id = state.head().id();
        TaskGraph graph = TaskGraph.of(projects.tasks(id).toList());
        List<String> reset = new ArrayList<>();
        for (Line line : state.lines().values()) {
            if (isInserted(state, line)) {
                continue;
            }
            OperatorRoom.persistently(() -> reset(state.plan(), line, graph, action));
            if (wish.purgeSessions()) {
                sessions.purge(line.job());
            }
            turn.release(line.job());
            reset.add(line.job().task().value());
        }
        state.lines().values().stream().filter(line -> isInserted(state, line)).forEach(inserted::drop);
        inserted.dropCases(id);
        String text = "project %s begins again: %d tasks, on branches of its own; kintsugi resume %s starts it"
                .formatted(id, reset.size(), id);
        boolean mine = finish(state, action, reset.size(), text);
        if (mine) {
            state.head().execution().ifPresent(old -> executions.stop(old, "Reset", "reset by " + action.caller()));
        }
        return new Acted.Done(text, reset, List.of());
    }

    /** In one transaction, but for edges that are too many for it: they are put before it, and nothing follows them yet. */
    private void reset(ProjectPlan plan, Line line, TaskGraph graph, OperatorAction action) {
        JobId id = line.job();
        Job job = jobs.get(id);
        if (job.facts().count("resetIn") == action.epoch()) {
            return;
        }
        promises.keep(plan, job);
        if (job.status().isPartial()) {
            partials.clearPartialState(id);
            job = jobs.get(id);
        }
        Set<TaskId> dependencies = new TreeSet<>(Comparator.comparing(TaskId::value));
        dependencies.addAll(graph.dependencies(id.task()));
        List<Operation> edges = new ArrayList<>();
        dependencies.forEach(before ->
                edges.add(new Edge(new JobId(id.project(), before), id.task(), line.place()).put()));
        int most = RecordLimits.WRITE_OPERATIONS / 2;
        while (edges.size() > most) {
            List<Operation> some = edges.subList(0, most);
            records.settle(Write.of(some));
            some.clear();
        }
        JobChange change = job.change().beginAgain().set("resetIn", Value.of(action.epoch()));
        List<Operation> others = new ArrayList<>(edges);
        Line fresh = line.waitingFor(dependencies.size());
        others.add(Operation.update(ProjectKeys.line(id.project(), line.place()))
                .when(Condition.itemPresent())
                .set("waits", dependencies.size()));
        var ready = fresh.ready(job.attempt(), 0);
        others.add(dependencies.isEmpty() ? ready.put(id.project()) : Operation.delete(ready.key(id.project())));
        for (Mark.Kind kind : Mark.Kind.values()) {
            others.add(Mark.remove(id, kind));
        }
        others.add(Operation.delete(ProjectKeys.launch(id.project(), id.task())));
        others.add(Operation.delete(ProjectKeys.lock(id.project(), id.task())));
        jobs.write(change, others.toArray(Operation[]::new));
    }

    private static boolean isInserted(InterimState state, Line line) {
        return Objects.requireNonNull(state.jobs().get(line.job().task()))
                .standsFor()
                .isPresent();
    }

    private boolean finish(InterimState state, OperatorAction action, int total, String text) {
        ProjectHead head = state.head();
        ProjectId id = head.id();
        ProjectPlan plan = state.plan();
        int next = head.executions() + 1;
        long spent = state.jobs().values().stream().mapToLong(Job::spent).sum();
        Operation.Update more = ProjectHead.change(id)
                .set("status", ProjectStatus.PENDING.word())
                .set("total", total)
                .set("created", total)
                .set("active", 0)
                .set("free", plan.settings().workersWith(plan.coder()))
                .set("spent", spent)
                .set("executions", next)
                .set("execution", executions.arnOf(Machine.PROJECT, id.executionName(next)))
                .remove("passed")
                .remove(ProjectHead.HEALED)
                .remove("healings")
                .remove(Tickets.TRIED)
                .remove(Ticket.ATTRIBUTE)
                .remove("closedWith")
                .remove("failed")
                .remove("skipped")
                .remove("cancelled")
                .remove("open")
                .remove("closed")
                .remove("reason")
                .remove("step")
                .remove("stopped")
                .remove("startedAt")
                .remove("endedAt");
        // The number of the run goes up with the head, or not at all: branches are named by it.
        boolean done = action.finishWith(
                records,
                id,
                more,
                Operation.update(ProjectKeys.plan(id))
                        .when(Condition.equal("run", plan.run()))
                        .set("run", plan.run() + 1),
                text,
                clock);
        records.settle(Operation.delete(ProjectKeys.token(id)));
        return done;
    }
}
