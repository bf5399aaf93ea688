package dev.kintsugi.engine.execution;

import dev.kintsugi.engine.EngineException;
import dev.kintsugi.engine.log.LogEntry;
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
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The turns of one execution: messages come in from anywhere and are handled one at a time; what a turn changes is
 * written to the log, and only when the log has it do the turn's effects happen.
 */
final class Inbox {
    private static final System.Logger LOGGER = System.getLogger(Inbox.class.getName());

    /** Entries after which a long chain of states is logged before it goes on. */
    private static final int BATCH_ENTRIES = 256;

    /** Whose turns these are. */
    interface Owner {
        /** A piece of work threw something that is no answer to anybody. */
        void broken(RuntimeException thrown);

        /** Everything that was logged so far is safe. */
        void safe();
    }

    private final Environment environment;
    private final String name;
    private final Owner owner;
    private final Queue<Runnable> messages = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unhandled = new AtomicInteger();
    private final Set<Consumer<Throwable>> answers = ConcurrentHashMap.newKeySet();
    private final Deque<Runnable> ready = new ArrayDeque<>();
    private List<LogEntry> batch = new ArrayList<>();
    private List<Runnable> effects = new ArrayList<>();

    /** Why the log takes nothing more of this execution. */
    private volatile @Nullable Throwable refused;

    Inbox(Environment environment, String name, Owner owner) {
        this.environment = environment;
        this.name = name;
        this.owner = owner;
    }

    // From any thread.

    /** Handles a message and answers when that is safe. */
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

    /** Puts a message in that nobody waits for. */
    void submit(Runnable message) {
        if (environment.closed().get()) {
            return;
        }
        messages.add(message);
        if (unhandled.getAndIncrement() == 0) {
            environment.time().workBegins();
            environment.executor().execute(this::handleMessages);
        }
    }

    private void handleMessages() {
        do {
            Runnable message = messages.poll();
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
        } catch (RuntimeException thrown) {
            owner.broken(thrown);
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
            LOGGER.log(System.Logger.Level.DEBUG, "the log refused " + name, refusal);
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
    void release() {
        owner.safe();
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

    /**
     * One line for whoever reads the log; where it came from only for whoever asks for that. What closing cut off is no
     * fault: it stands in the log as it was, and is found again when the engine opens.
     */
    void report(String what, Throwable thrown) {
        if (environment.closed().get() && thrown instanceof RejectedExecutionException) {
            return;
        }
        String line = what + " in " + name + ": " + thrown;
        LOGGER.log(System.Logger.Level.ERROR, line);
        LOGGER.log(System.Logger.Level.DEBUG, line, thrown);
    }

    // In its turn.

    /** Writes this before any effect of the turn. */
    void log(LogEntry entry) {
        batch.add(entry);
    }

    /** Does something after everything that is ready already. */
    void later(Runnable step) {
        ready.add(step);
    }

    /** Does something before everything else: a flow goes on until it has to wait. */
    void next(Runnable step) {
        ready.addFirst(step);
    }

    /** Does something when what was logged so far is safe. */
    void whenSafe(Runnable effect) {
        effects.add(effect);
    }

    /** Drops what was ready: the execution has ended. */
    void drop() {
        ready.clear();
    }
}
