package dev.kintsugi.engine.execution;

import dev.kintsugi.engine.EngineException;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One execution at work. Messages reach it through an inbox and are handled one at a time, so its state needs no locks
 * and no thread of its own. What a message changes is logged first; only when the log has it are events shown, answers
 * given, tasks called and listeners told.
 */
public final class Run {
    private static final System.Logger LOGGER = System.getLogger(Run.class.getName());
    /** The cause of an execution's end that was at work when the engine stopped. */
    static final String STOPPED = "the engine stopped";

    /** Entries after which a long chain of states is logged before it goes on. */
    private static final int BATCH_ENTRIES = 256;

    final Environment environment;
    final ExecutionState state;

    private final Steps steps;
    private final BiConsumer<Run, ExecutionSnapshot> statusListener;
    private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unhandled = new AtomicInteger();
    private final Deque<Runnable> ready = new ArrayDeque<>();
    private List<LogEntry> batch = new ArrayList<>();
    private List<Runnable> effects = new ArrayList<>();
    private final Set<Consumer<Throwable>> answers = ConcurrentHashMap.newKeySet();
    private List<Runnable> closedWatchers = new ArrayList<>();
    private final Document input;
    private volatile ExecutionSnapshot snapshot;
    /** Why the log takes nothing more of this execution. */
    private volatile @Nullable Throwable refused;

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
        release();
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
            batch.add(state.start);
            record(
                    state.root,
                    HistoryEventType.EXECUTION_STARTED,
                    0,
                    new EventDetails.ExecutionStarted(state.start.input(), state.roleArn));
            changed();
            ready.add(steps::begin);
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
                throw new EngineException(EngineException.Name.ExecutionNotRedrivable, refusal);
            }
            LogEntry.Redriven redriven = new LogEntry.Redriven(state.start.executionArn(), now(), clientToken);
            batch.add(redriven);
            state.apply(redriven);
            record(
                    state.root,
                    HistoryEventType.EXECUTION_REDRIVEN,
                    state.history.size(),
                    new EventDetails.ExecutionRedriven(state.redriveCount + 1));
            changed();
            ready.add(steps::redrive);
            return redriven.redrivenAt();
        });
    }

    /** Handles a message about a task of this execution and answers when that is safe. */
    <T> CompletableFuture<T> ask(Supplier<@Nullable T> message) {
        if (environment.closed().get()) {
            return CompletableFuture.failedFuture(new IllegalStateException("the engine is closed"));
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        Consumer<Throwable> refuse = answer::completeExceptionally;
        answers.add(refuse);
        Throwable lost = refused;
        if (lost != null) {
            answer.completeExceptionally(lost);
            return answer.whenComplete((given, refusal) -> answers.remove(refuse));
        }
        submit(() -> {
            T given;
            try {
                given = message.get();
            } catch (RuntimeException refusal) {
                answer.completeExceptionally(refusal);
                if (refusal instanceof EngineException) {
                    return;
                }
                throw refusal;
            }
            effects.add(() -> answer.complete(given));
        });
        return answer.whenComplete((given, refusal) -> answers.remove(refuse));
    }

    /** Calls back once when the execution has ended, at once if it has. */
    public void onClosed(Runnable watcher) {
        submit(() -> {
            if (state.status == ExecutionStatus.RUNNING) {
                closedWatchers.add(watcher);
            } else {
                effects.add(watcher);
            }
        });
    }

    /** Puts a message into the inbox. */
    void submit(Runnable message) {
        if (environment.closed().get()) {
            return;
        }
        inbox.add(message);
        if (unhandled.getAndIncrement() == 0) {
            environment.time().workBegins();
            environment.executor().execute(this::handleMessages);
        }
    }

    private void handleMessages() {
        do {
            Runnable message = inbox.poll();
            if (message != null) {
                step(message);
            }
            if (!settle()) {
                return;
            }
        } while (unhandled.decrementAndGet() > 0);
        environment.time().workEnds();
    }

    /** Works until nothing is ready; false if the log is still writing and will call back. */
    private boolean settle() {
        while (true) {
            while (!ready.isEmpty() && batch.size() < BATCH_ENTRIES) {
                step(ready.poll());
            }
            if (!commit()) {
                return false;
            }
            if (ready.isEmpty()) {
                return true;
            }
        }
    }

    private void step(Runnable work) {
        try {
            work.run();
        } catch (HistoryFull full) {
            endFull();
        } catch (RuntimeException bug) {
            report("the engine failed", bug);
            if (state.status == ExecutionStatus.RUNNING) {
                end(
                        HistoryEventType.EXECUTION_FAILED,
                        state.history.size(),
                        new EventDetails.Failure(StatesErrors.RUNTIME, "An internal error occurred: " + bug));
            }
        }
    }

    private boolean commit() {
        if (batch.isEmpty()) {
            release();
            return true;
        }
        List<LogEntry> entries = batch;
        batch = new ArrayList<>();
        CompletionStage<Void> safe = environment.log().append(entries);
        if (isSafe(safe.toCompletableFuture())) {
            release();
            return true;
        }
        safe.whenComplete((done, refusal) -> environment.executor().execute(() -> written(refusal)));
        return false;
    }

    private static boolean isSafe(CompletableFuture<Void> entries) {
        return entries.isDone() && !entries.isCompletedExceptionally();
    }

    private void written(@Nullable Throwable refusal) {
        if (refusal != null) {
            // Nothing that rests on the lost entries may be seen, so this execution stands still until a restart.
            LOGGER.log(System.Logger.Level.DEBUG, "the log refused " + state.start.executionArn(), refusal);
            // Whoever asks is told so: from here on by ask itself, and whoever has asked already, now.
            refused = refusal;
            List.copyOf(answers).forEach(refuse -> refuse.accept(refusal));
            return;
        }
        release();
        if (settle()) {
            if (unhandled.decrementAndGet() > 0) {
                handleMessages();
            } else {
                environment.time().workEnds();
            }
        }
    }

    /** Shows what is safe and does what rests on it. */
    private void release() {
        state.history.show();
        snapshot = state.snapshot();
        unburden();
        List<Runnable> due = effects;
        if (!due.isEmpty()) {
            effects = new ArrayList<>();
            due.forEach(this::release);
        }
    }

    private void release(Runnable effect) {
        try {
            effect.run();
        } catch (RuntimeException bug) {
            report("an effect failed", bug);
        }
    }

    /** One line for whoever reads the log; where it came from only for whoever asks for that. */
    private void report(String what, Throwable thrown) {
        String line = what + " in " + state.start.executionArn() + ": " + thrown;
        LOGGER.log(System.Logger.Level.ERROR, line);
        LOGGER.log(System.Logger.Level.DEBUG, line, thrown);
    }

    // What the interpreter does with it, in its turn.

    Instant now() {
        return environment.time().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Does something after everything that is ready already. */
    void later(Runnable step) {
        ready.add(step);
    }

    /** Does something before everything else: a flow goes on until it has to wait. */
    void next(Runnable step) {
        ready.addFirst(step);
    }

    /** Does something when what was recorded so far is safe. */
    void whenSafe(Runnable effect) {
        effects.add(effect);
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
        return append(flow, type, previous, details, memo);
    }

    private long append(Flow flow, HistoryEventType type, long previous, EventDetails details, @Nullable String memo) {
        long id = state.history.size() + 1L;
        LogEntry.Happened happened = new LogEntry.Happened(
                state.start.executionArn(), new HistoryEvent(id, previous, now(), type, details), flow.id, memo);
        state.apply(happened);
        batch.add(happened);
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
        ready.clear();
        steps.abandon();
        append(state.root, type, previous, details, null);
        changed();
        effects.addAll(closedWatchers);
        closedWatchers = new ArrayList<>();
    }

    private void changed() {
        ExecutionSnapshot then = state.snapshot();
        effects.add(() -> statusListener.accept(this, then));
    }

    /** The history has room for one last event only. */
    private static final class HistoryFull extends RuntimeException {
        private static final long serialVersionUID = 1L;

        HistoryFull() {
            super("the history is full", null, false, false);
        }
    }
}
