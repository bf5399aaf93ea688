package dev.kintsugi.core.resume;

import dev.kintsugi.core.executions.Executions;
import dev.kintsugi.core.executions.Executions.Redrive;
import dev.kintsugi.core.executions.Executions.Start;
import dev.kintsugi.core.job.Contended;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobChange;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.UnknownJob;
import dev.kintsugi.core.partial.ContinueRequest;
import dev.kintsugi.core.partial.NewerPartialState;
import dev.kintsugi.core.partial.PartialState;
import dev.kintsugi.core.partial.PartialStates;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.project.ProjectStatus;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Value;
import dev.kintsugi.core.records.WriteId;
import dev.kintsugi.core.schedule.JobInput;
import dev.kintsugi.core.view.ContinuePreview;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.Workspaces;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Lets a partial job go on: what is wished goes on its record, then its execution is redriven, or a new attempt begins
 * where that is not possible. It changes nothing else: {@code Settle}, where either arrives, is the only code that leaves
 * {@code partial}, so the console's Redrive does the same. Of two at once one wins, and the other is told.
 */
public final class ContinueJob {
    /** For so long a wish that nobody began is its owner's to begin; after that another may take its place. */
    static final Duration PENDING = Duration.ofMinutes(1);

    /** Stands where a settled execution has the number of its redrives: the one that begins now has settled nothing. */
    private static final long NEVER = -1;

    private static final String SETTLED = "settled";

    private final Jobs jobs;
    private final Projects projects;
    private final PartialStates states;
    private final Workspaces workspaces;
    private final Executions executions;
    private final InstantSource clock;

    public ContinueJob(Records records, Workspaces workspaces, Executions executions, InstantSource clock) {
        this.jobs = new Jobs(records);
        this.projects = new Projects(records);
        this.states = new PartialStates(records);
        this.workspaces = workspaces;
        this.executions = executions;
        this.clock = clock;
    }

    /**
     * What a continue would do, edit by edit. Nothing is written and no model is asked.
     *
     * @throws UnknownJob when there is none of this id
     * @throws NotContinuable when it cannot be continued so
     */
    public ContinuePreview preview(JobId id, ContinueWish wish) {
        Job job = jobs.get(id);
        checkStatus(job);
        return state(job)
                .map(state -> missing(job, state).preview(wish))
                .orElseGet(() -> new ContinuePreview(
                        id.toString(),
                        job.head().or(job::base).map(CommitId::hex).orElse(""),
                        0,
                        List.of(),
                        false,
                        projects.get(id.project()).coder(),
                        "no edit is missing; the job goes on to its checks and its review"));
    }

    /**
     * Continues the job.
     *
     * @throws UnknownJob when there is none of this id
     * @throws Contended when its execution is just about to end; saying it again is right
     */
    public Continued continueJob(JobId id, ContinueWish wish) {
        Job job = jobs.get(id);
        try {
            check(job, wish);
            Job asked = jobs.write(wish.at(clock.instant()).ask(job.change()));
            return begin(asked);
        } catch (NotContinuable impossible) {
            return new Continued.Refused(String.valueOf(impossible.getMessage()));
        } catch (Contended meanwhile) {
            return told(id, meanwhile);
        }
    }

    private void check(Job job, ContinueWish wish) {
        checkStatus(job);
        checkPending(job, wish);
        checkWish(wish);
        checkProject(job);
        Optional<PartialState> state = state(job);
        if (state.isEmpty()) {
            return;
        }
        ContinuePreview preview = missing(job, state.get()).preview(wish);
        boolean nothingNew =
                preview.edits().stream().allMatch(edit -> edit.outcome().equals(ContinuePreview.Edit.WILL_FAIL));
        boolean isBroke = job.facts().findText(ContinueRequest.OUT_OF_MONEY).equals(Optional.of(preview.model()));
        if (nothingNew && (isBroke || !preview.asks())) {
            String why = isBroke
                    ? "has no money left for %s to be asked again".formatted(preview.model())
                    : "was continued %d times, and %s is not asked again"
                            .formatted(state.get().continues(), preview.model());
            throw new NotContinuable(
                    "job %s %s: name another model (--model), give an edit up (--drop), or make the change on branch %s by hand"
                            .formatted(
                                    job.id(),
                                    why,
                                    projects.get(job.id().project())
                                            .branchOf(job.id().task())
                                            .name()));
        }
    }

    private static void checkStatus(Job job) {
        if (!job.status().isPartial()) {
            throw new NotContinuable(InsteadOfContinue.sentence(job));
        }
    }

    /** A wish is written when nothing runs; so one that stands there beside an execution that does is being done. */
    private void checkPending(Job job, ContinueWish wish) {
        boolean runs = job.execution().filter(this::isRunning).isPresent();
        Optional<ContinueRequest> asked = ContinueRequest.asked(job);
        if (asked.isEmpty() && runs) {
            throw new Contended("the execution of job %s is just ending; say it again".formatted(job.id()));
        }
        Optional<ContinueRequest> other =
                asked.filter(pending -> runs || (!pending.isTurnedAway(job) && isOthers(pending, wish)));
        if (other.isPresent()) {
            throw new NotContinuable("job %s is being continued, as %s asked at %s; look at it in a minute"
                    .formatted(job.id(), other.get().caller(), other.get().at()));
        }
    }

    private boolean isOthers(ContinueRequest pending, ContinueWish wish) {
        return !pending.isSameWish(wish.at(pending.at()))
                && pending.at().plus(PENDING).isAfter(clock.instant());
    }

    private static void checkWish(ContinueWish wish) {
        if (wish.drops().size() > ContinueRequest.MAX_DROPS) {
            throw new NotContinuable("at most %d edits can be given up at once, not %d"
                    .formatted(ContinueRequest.MAX_DROPS, wish.drops().size()));
        }
        int note = wish.note().map(String::length).orElse(0);
        if (note > ContinueRequest.MAX_NOTE) {
            throw new NotContinuable(
                    "a note has at most %d characters, not %d".formatted(ContinueRequest.MAX_NOTE, note));
        }
    }

    private void checkProject(Job job) {
        ProjectHead head = projects.head(job.id().project());
        if (head.status() == ProjectStatus.ABORTED) {
            throw new NotContinuable("project %s was cancelled; retry or reset it".formatted(head.id()));
        }
        if (head.action().isPresent()) {
            throw new NotContinuable("project %s is being changed by an operator (%s); let that finish first"
                    .formatted(head.id(), head.action().get()));
        }
        if (head.free() <= 0) {
            throw new NotContinuable("project %s has no free worker now; continue job %s when one of its jobs has ended"
                    .formatted(head.id(), job.id()));
        }
    }

    private Optional<PartialState> state(Job job) {
        try {
            return states.find(job.id());
        } catch (NewerPartialState newer) {
            throw new NotContinuable(String.valueOf(newer.getMessage()));
        }
    }

    private MissingEdits missing(Job job, PartialState state) {
        return new MissingEdits(job, state, projects.get(job.id().project()), projects.task(job.id()), workspaces);
    }

    private Continued begin(Job job) {
        String last = job.execution().orElseThrow();
        Optional<String> changed = executions.find(last).isEmpty() || executions.isOfPresentDefinition(last)
                ? Optional.empty()
                : Optional.of("the machine's definition changed since it began");
        if (changed.isPresent() && !isRunning(last)) {
            return newAttempt(job, changed.get());
        }
        String once = WriteId.derivedFrom(last, "continue", Long.toString(job.version()))
                .text();
        return switch (executions.redrive(last, once)) {
            case Redrive.Redriven redriven ->
                new Continued.Started(
                        "job %s goes on in its execution %s".formatted(job.id(), name(last)),
                        last,
                        job.attempt(),
                        true);
            case Redrive.NotRedrivable not
            when isRunning(last) ->
                throw new Contended("somebody else redrove job %s at this moment".formatted(job.id()));
            case Redrive.NotRedrivable not -> newAttempt(job, not.reason());
            case Redrive.Unknown unknown
            when hasNotBegun(job) -> start(job, "its attempt was on record and had not been started");
            case Redrive.Unknown unknown -> newAttempt(job, "it is not known any more");
        };
    }

    private boolean isRunning(String execution) {
        return executions
                .find(execution)
                .filter(found -> found.status() == Executions.Status.RUNNING)
                .isPresent();
    }

    private static boolean hasNotBegun(Job job) {
        return job.facts().findNumber(SETTLED).equals(Optional.of(NEVER));
    }

    /** Somebody was faster: how the job is now tells what to say, else it is to be said again. */
    private Continued told(JobId id, Contended otherwise) {
        Job now = jobs.get(id);
        if (now.status().isPartial()) {
            throw otherwise;
        }
        return new Continued.Refused(InsteadOfContinue.sentence(now));
    }

    private Continued newAttempt(Job job, String reason) {
        int next = job.attempt() + 1;
        String execution = executions.arnOf(Executions.Machine.JOB, job.id().executionName(next));
        JobChange change = job.change().attempt(next, execution).set(SETTLED, Value.of(NEVER));
        return start(jobs.write(change), "the last execution cannot be redriven: " + reason);
    }

    private Continued start(Job job, String reason) {
        Start start = executions.start(
                Executions.Machine.JOB, job.id().executionName(job.attempt()), JobInput.of(job.id(), "Settle"));
        return switch (start) {
            case Start.Running running ->
                new Continued.Started(
                        "job %s goes on in attempt %d, for %s".formatted(job.id(), job.attempt(), reason),
                        running.execution(),
                        job.attempt(),
                        false);
            case Start.NameTaken taken ->
                throw new Contended(
                        "attempt %d of job %s has ended already; say it again".formatted(job.attempt(), job.id()));
        };
    }

    private static String name(String execution) {
        return execution.substring(execution.lastIndexOf(':') + 1);
    }
}
