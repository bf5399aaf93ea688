package dev.kintsugi.local.functions;

import dev.kintsugi.engine.task.LambdaFunctions.Answer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Calls that nobody waits for. One that fails is made again, as Lambda does: so a function may see an event twice. */
final class AsyncCalls implements AutoCloseable {
    /** Bytes of an event that nobody waits for: Lambda's 1 MB. */
    static final int PAYLOAD_BYTES = 1024 * 1024;

    /** How long Lambda waits before it calls again; after the last one it gives up. */
    static final List<Duration> RETRIES = List.of(Duration.ofMinutes(1), Duration.ofMinutes(2));

    private static final System.Logger LOG = System.getLogger(AsyncCalls.class.getName());

    private final LocalFunctions functions;
    private final List<Duration> retries;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().daemon().name("async-", 0).factory());

    AsyncCalls(LocalFunctions functions, List<Duration> retries) {
        this.functions = functions;
        this.retries = List.copyOf(retries);
    }

    void accept(String function, String payload) {
        threads.execute(() -> call(function, payload, 0));
    }

    private void call(String function, String payload, int failures) {
        try {
            Answer answer = functions.invoke(function, payload);
            if (answer.isError()) {
                again(function, payload, failures, answer.payload());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void again(String function, String payload, int failures, String error) {
        if (failures == retries.size()) {
            LOG.log(System.Logger.Level.WARNING, "{0} failed for the last time: {1}", function, error);
            return;
        }
        try {
            ScheduledFuture<?> unused = threads.schedule(
                    () -> call(function, payload, failures + 1),
                    retries.get(failures).toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.log(System.Logger.Level.WARNING, "{0} failed and is not called again: {1}", function, error);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
