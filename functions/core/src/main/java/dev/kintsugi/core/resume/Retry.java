package dev.kintsugi.core.resume;

import dev.kintsugi.core.executions.Executions;
import dev.kintsugi.core.heal.HealingFacts;
import dev.kintsugi.core.heal.StandIns;
import dev.kintsugi.core.job.Contended;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobChange;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.project.Event;
import dev.kintsugi.core.project.Line;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.project.ProjectStatus;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.project.UnknownProject;
import dev.kintsugi.core.push.OpenPromise;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Value;
import dev.kintsugi.core.schedule.Schedule;
import dev.kintsugi.core.schedule.WakeProject;
import dev.kintsugi.core.workspace.Workspaces;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tries failed, escalated, skipped or cancelled tasks again, on their branches: the limits count anew, what was done and
 * found and spent stays. A person's retry is never refused as a repetition.
 */
public final class Retry {
    private final Records records;
    private final Projects projects;
    private final Jobs jobs;
    private final OpenPromise promises;
    private final StandIns standIns;
    private final OperatorRoom room;
    private final Schedule schedule;
    private final WakeProject wake;
    private final InstantSource clock;

    public Retry(Records records, Workspaces workspaces, Executions executions, InstantSource clock) {
        this.records = records;
        this.projects = new Projects(records);
        this.jobs = new Jobs(records);
        this.promises = new OpenPromise(workspaces);
        this.standIns = new StandIns(records);
        this.room = new OperatorRoom(records, clock);
        this.schedule = new Schedule(records, executions, clock);
        this.wake = new WakeProject(records, executions);
        this.clock = clock;
    }

    /**
     * Retries the tasks that are named, or every one that failed, was escalated or cancelled; skipped ones by name only.
     *
     * @throws UnknownProject when there is none of this id
     * @throws Contended when somebody else acted on it at this moment; saying it again is right
     */
    public Acted run(ProjectId id, RetryWish wish) {
        InterimState state = InterimState.read(records, id);
        var request = new OperatorAction.Request("retry", wish.caller(), wish.words(), wish.token());
        return room.act(state, request, () -> obstacle(state, wish), action -> work(state, wish, action));
    }

    private Optional<String> obstacle(InterimState state, RetryWish wish) {
        Optional<String> unknown = Selected.unknown(state, wish.tasks());
        if (unknown.isPresent() || wish.obstacle().isPresent()) {
            return unknown.or(wish::obstacle);
        }
        List<Job> selected = selected(state, wish);
        if (selected.isEmpty()) {
            return Optional.of("no task of project %s failed, was escalated or cancelled; there is nothing to retry"
                    .formatted(state.head().id()));
        }
        return selected.stream()
                .filter(job -> !canBeRetried(job))
                .findFirst()
                .map(job -> "task %s is %s; %s"
                        .formatted(job.id().task(), job.status().word(), instead(job)))
                .or(() -> selected.stream()
                        .map(standIns::obstacleToRetry)
                        .flatMap(Optional::stream)
                        .findFirst())
                .or(() -> twice(selected));
    }

    private static Optional<String> twice(List<Job> selected) {
        Map<JobId, Job> attempts = new HashMap<>();
        for (Job job : selected) {
            Job other = attempts.put(StandIns.attemptAt(job), job);
            if (other != null && !other.id().equals(job.id())) {
                return Optional.of("%s and %s are attempts at the same task; retry one of them"
                        .formatted(other.id().task(), job.id().task()));
            }
        }
        return Optional.empty();
    }

    private static boolean canBeRetried(Job job) {
        return switch (job.status()) {
            case FAILED, ESCALATED, SKIPPED, CANCELLED -> true;
            case CREATED, EXECUTING, CHECKING, REVIEWING, AWAITING_APPROVAL, LANDING, HEALING, PARTIAL, PASSED -> false;
        };
    }

    private static String instead(Job job) {
        return switch (job.status()) {
            case PASSED -> "only a reset of the project begins it again";
            case PARTIAL -> "kintsugi continue " + job.id() + " goes on with its missing edits";
            case AWAITING_APPROVAL -> "kintsugi approve " + job.id() + " answers it";
            case CREATED -> "it has not begun; kintsugi resume " + job.id().project();
            case EXECUTING, CHECKING, REVIEWING, LANDING, HEALING ->
                "it is under way or interrupted; kintsugi resume " + job.id().project();
            case FAILED, ESCALATED, SKIPPED, CANCELLED -> "it can be retried";
        };
    }

    private List<Job> selected(InterimState state, RetryWish wish) {
        return wish.tasks().isEmpty()
                ? state.in(JobStatus.FAILED, JobStatus.ESCALATED, JobStatus.CANCELLED).stream()
                        .filter(standIns::isNextToTry)
                        .toList()
                : Selected.of(state, wish.tasks());
    }

    private Acted.Done work(InterimState state, RetryWish wish, OperatorAction action) {
        ProjectId id = state.head().id();
        List<String> retried = new ArrayList<>();
        for (Job job : selected(state, wish)) {
            OperatorRoom.persistently(() -> retry(job.id(), wish));
            retried.add(job.id().task().value());
        }
        Operation.Update more = ProjectHead.change(id);
        if (state.head().status() == ProjectStatus.ABORTED) {
            more = more.set("status", ProjectStatus.IN_PROGRESS.word()).remove("endedAt");
        }
        String text = retried.isEmpty()
                ? "project %s goes on".formatted(id)
                : "%s tried again in project %s: %s"
                        .formatted(
                                retried.size() == 1 ? "one task is" : retried.size() + " tasks are",
                                id,
                                String.join(", ", retried));
        action.finish(records, id, more, text, clock);
        schedule.run(id);
        wake.run(id);
        return new Acted.Done(text, retried, List.of());
    }

    /** Harmless when it was done before: the job is created then. */
    private void retry(JobId id, RetryWish wish) {
        Job job = jobs.get(id);
        if (!canBeRetried(job)) {
            return;
        }
        promises.keep(projects.get(id.project()), job);
        Line line = projects.line(id.project(), job.place());
        Instant now = clock.instant();
        JobChange change = HealingFacts.forgotten(job.change())
                .to(JobStatus.CREATED)
                .anew()
                .nobodys()
                .remove("settled")
                .remove("endedAt")
                .remove("note")
                .remove(Tickets.TRIED);
        wish.note().ifPresent(note -> change.set("note", Value.of(note)));
        wish.model().ifPresent(model -> change.set("model", Value.of(model)));
        wish.cycles().ifPresent(cycles -> change.set("cyclesGranted", Value.of(cycles - line.cycles())));
        long granted = wish.budget()
                .map(budget -> Math.max(0, job.spent() + budget.amount() - line.budget()))
                .orElse(job.granted());
        change.granted(granted);
        var ready = line.ready(job.attempt(), job.spent() - granted);
        List<Operation> others = new ArrayList<>(CleanUp.waiting(change, line, ready, false, now));
        others.add(standIns.counted(counts(job), job, JobStatus.CREATED));
        others.add(Event.of(id, now, "job.retried", "%s tries %s again".formatted(wish.caller(), id.task()))
                .put(id.project(), "retry-" + id.task()));
        jobs.write(change, others.toArray(Operation[]::new));
    }

    private static Operation.Update counts(Job job) {
        Operation.Update change = ProjectHead.change(job.id().project()).add("created", 1);
        return switch (job.status()) {
            case FAILED, ESCALATED -> change.add("failed", -1);
            case SKIPPED -> change.add("skipped", -1);
            case CANCELLED -> change.add("cancelled", -1);
            case CREATED, EXECUTING, CHECKING, REVIEWING, AWAITING_APPROVAL, LANDING, HEALING, PARTIAL, PASSED ->
                throw new IllegalStateException("only what ended badly is retried, not " + job);
        };
    }
}
