package dev.kintsugi.engine.execution;

import dev.kintsugi.engine.EngineLimits;
import dev.kintsugi.engine.definition.Definition;
import dev.kintsugi.engine.definition.StatesErrors;
import dev.kintsugi.engine.history.EventDetails;
import dev.kintsugi.engine.history.HistoryEvent;
import dev.kintsugi.engine.history.HistoryEventType;
import dev.kintsugi.engine.jsonata.Document;
import dev.kintsugi.engine.log.LogEntry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One execution at work: what is asked of it, what it records, and how it ends. Everything happens in turns of its
 * inbox, so its state needs no locks and no thread of its own.
 */
public final class Run {
    /** The cause of an execution's end that was at work when the engine stopped. */
    static final String STOPPED = "the engine stopped";

    final Environment environment;
    final ExecutionState state;

    private final Steps steps;
    private final BiConsumer<Run, ExecutionSnapshot> statusListener;
    private final Inbox inbox;
    private List<Runnable> closedWatchers = new ArrayList<>();
    private final Document input;
    private volatile ExecutionSnapshot snapshot;
    /** Whether the next thing that it would record ends it instead. */
    private boolean machineIsDeleted;

    /** An execution that has not begun. Status changes are told to the listener once they are safe. */
    public Run(
            Environment environment,
            LogEntry.ExecutionStarted start,
            Definition definition,
            String roleArn,
            BiConsumer<Run, ExecutionSnapshot> statusListener) {
        this.environment = environment;
        this.state = new ExecutionState(start, definition, roleArn);
        this.statusListener = statusListener;
        this.inbox = new Inbox(environment, start.executionArn(), new Inbox.Owner() {
            @Override
            public void broken(RuntimeException thrown) {
                Run.this.broken(thrown);
            }

            @Override
            public void safe() {
                show();
            }
        });
        this.steps = new Steps(this);
        this.input = Document.ofText(state.start.input());
        this.snapshot = state.snapshot();
    }

    /** Takes over what the log says happened, before anything else is asked of it. */
    public void recover(LogEntry.Happened happened) {
        state.apply(happened);
        unburden();
    }

    /** The events of an execution that has ended are read from the log, if that can be read. */
    private void unburden() {
        if (state.status != ExecutionStatus.RUNNING && state.history.isHeld()) {
            environment.log().history(state.start.executionArn()).ifPresent(state.history::moveTo);
        }
    }

    /** Takes over a redrive that the log tells of. */
    public void recover(LogEntry.Redriven redriven) {
        state.apply(redriven);
    }

    /** Ends the recovery; an execution that was at work is aborted, and can be redriven when that is safe. */
    public CompletionStage<Instant> recovered() {
        inbox.release();
        return state.status == ExecutionStatus.RUNNING
                ? abort(null, STOPPED)
                : CompletableFuture.completedStage(state.start.startedAt());
    }

    /** The execution's input. */
    Document input() {
        return input;
    }

    Steps steps() {
        return steps;
    }

    // What readers see.

    public ExecutionSnapshot snapshot() {
        return snapshot;
    }

    public LogEntry.ExecutionStarted start() {
        return state.start;
    }

    public String roleArn() {
        return state.roleArn;
    }

    public List<HistoryEvent> history() {
        return state.history.view();
    }

    // What is asked of it. Every answer comes when it is safe.

    /** Begins the execution. */
    public CompletionStage<Void> begin() {
        return ask(() -> {
            inbox.log(state.start);
            record(
                    state.root,
                    HistoryEventType.EXECUTION_STARTED,
                    0,
                    new EventDetails.ExecutionStarted(state.start.input(), state.roleArn));
            changed();
            inbox.later(steps::begin);
            return null;
        });
    }

    /** Completes when all that was asked of it before is safe; exceptionally if it could not begin. */
    public CompletionStage<Void> safely() {
        return ask(() -> null);
    }

    /** Aborts the execution; one that has ended is left as it is. Answers with the time of its end. */
    public CompletionStage<Instant> abort(@Nullable String error, @Nullable String cause) {
        return ask(() -> {
            if (state.status == ExecutionStatus.RUNNING) {
                end(HistoryEventType.EXECUTION_ABORTED, 0, new EventDetails.Failure(error, cause));
            }
            Instant stopped = state.stoppedAt;
            return stopped == null ? now() : stopped;
        });
    }

    /** Restarts the execution where it stopped. Answers with the time of that; the same token gets the same answer. */
    public CompletionStage<Instant> redrive(String clientToken) {
        return ask(() -> {
            Instant known = state.redriveTokens.get(clientToken);
            if (known != null && now().isBefore(known.plus(RedriveRules.CLIENT_TOKEN_PERIOD))) {
                return known;
            }
            String refusal = RedriveRules.refusal(
                    state.status, state.history.size(), state.start.startedAt(), state.stoppedAt, now());
            if (refusal != null) {
                throw RedriveRules.refused(state.start.executionArn(), refusal);
            }
            LogEntry.Redriven redriven = new LogEntry.Redriven(state.start.executionArn(), now(), clientToken);
            inbox.log(redriven);
            state.apply(redriven);
            record(
                    state.root,
                    HistoryEventType.EXECUTION_REDRIVEN,
                    state.history.size(),
                    new EventDetails.ExecutionRedriven(state.redriveCount + 1));
            changed();
            inbox.later(steps::redrive);
            return redriven.redrivenAt();
        });
    }

    /** Its machine was deleted: what it waits for it waits for, and whatever would follow that ends it. */
    public void goNoFurther() {
        submit(() -> machineIsDeleted = true);
    }

    /** Handles a message about a task of this execution and answers when that is safe. */
    <T> CompletableFuture<T> ask(Supplier<@Nullable T> message) {
        return inbox.ask(message);
    }

    /** Calls back once when the execution has ended, at once if it has. */
    public void onClosed(Runnable watcher) {
        submit(() -> {
            if (state.status == ExecutionStatus.RUNNING) {
                closedWatchers.add(watcher);
            } else {
                inbox.whenSafe(watcher);
            }
        });
    }

    /** Handles a message that nobody waits for. */
    void submit(Runnable message) {
        inbox.submit(message);
    }

    /** A full history or a deleted machine ends the execution as on AWS; anything else is a bug and ends it too. */
    private void broken(RuntimeException thrown) {
        if (thrown instanceof HistoryFull) {
            endFull();
            return;
        }
        if (thrown instanceof MachineDeleted deleted) {
            close(
                    HistoryEventType.EXECUTION_FAILED,
                    deleted.previous,
                    new EventDetails.Failure(
                            StatesErrors.RUNTIME, "State machine " + state.machineName() + " has been deleted"));
            return;
        }
        inbox.report("the engine failed", thrown);
        if (state.status == ExecutionStatus.RUNNING) {
            end(
                    HistoryEventType.EXECUTION_FAILED,
                    state.history.size(),
                    new EventDetails.Failure(StatesErrors.RUNTIME, "An internal error occurred: " + thrown));
        }
    }

    /** Shows readers what is safe. */
    private void show() {
        state.history.show();
        snapshot = state.snapshot();
        unburden();
    }

    // What the interpreter does with it, in its turn.

    Instant now() {
        return environment.time().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Does something after everything that is ready already. */
    void later(Runnable step) {
        inbox.later(step);
    }

    /** Does something before everything else: a flow goes on until it has to wait. */
    void next(Runnable step) {
        inbox.next(step);
    }

    /** Does something when what was recorded so far is safe. */
    void whenSafe(Runnable effect) {
        inbox.whenSafe(effect);
    }

    /** Records an event of a flow that follows the flow's last one. */
    long record(Flow flow, HistoryEventType type, EventDetails details) {
        return record(flow, type, flow.last, details);
    }

    long record(Flow flow, HistoryEventType type, long previous, EventDetails details) {
        return record(flow, type, previous, details, null);
    }

    long record(Flow flow, HistoryEventType type, long previous, EventDetails details, @Nullable String memo) {
        if (state.history.size() >= EngineLimits.HISTORY_EVENTS - 1) {
            throw new HistoryFull();
        }
        if (machineIsDeleted && state.history.size() > 0) {
            throw new MachineDeleted(previous);
        }
        return append(flow, type, previous, details, memo);
    }

    private long append(Flow flow, HistoryEventType type, long previous, EventDetails details, @Nullable String memo) {
        long id = state.history.size() + 1L;
        LogEntry.Happened happened = new LogEntry.Happened(
                state.start.executionArn(), new HistoryEvent(id, previous, now(), type, details), flow.id, memo);
        state.apply(happened);
        inbox.log(happened);
        return id;
    }

    /** Ends the execution with its last event. */
    void end(HistoryEventType type, long previous, EventDetails details) {
        if (state.history.size() >= EngineLimits.HISTORY_EVENTS - 1) {
            endFull();
            return;
        }
        close(type, previous, details);
    }

    private void endFull() {
        close(
                HistoryEventType.EXECUTION_FAILED,
                state.history.size(),
                new EventDetails.Failure(
                        StatesErrors.RUNTIME,
                        "The execution reached the maximum number of history events (" + EngineLimits.HISTORY_EVENTS
                                + ")."));
    }

    private void close(HistoryEventType type, long previous, EventDetails details) {
        inbox.drop();
        steps.abandon();
        append(state.root, type, previous, details, null);
        changed();
        closedWatchers.forEach(inbox::whenSafe);
        closedWatchers = new ArrayList<>();
    }

    private void changed() {
        ExecutionSnapshot then = state.snapshot();
        inbox.whenSafe(() -> statusListener.accept(this, then));
    }

    /** The machine was deleted, and something would have followed this event. */
    private static final class MachineDeleted extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final long previous;

        MachineDeleted(long previous) {
            super("the machine was deleted", null, false, false);
            this.previous = previous;
        }
    }

    /** The history has room for one last event only. */
    private static final class HistoryFull extends RuntimeException {
        private static final long serialVersionUID = 1L;

        HistoryFull() {
            super("the history is full", null, false, false);
        }
    }
}
