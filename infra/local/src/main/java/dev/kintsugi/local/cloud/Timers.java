package dev.kintsugi.local.cloud;

import dev.kintsugi.local.functions.LocalFunctions;
import dev.kintsugi.local.template.Timer;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** EventBridge's schedules on this machine: each function is called when its time has come, one call after the other. */
final class Timers implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Timers.class.getName());

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("timers").factory());

    private Timers() {}

    static Timers start(List<Timer> all, LocalFunctions functions, InstantSource clock) {
        Timers timers = new Timers();
        for (Timer timer : all) {
            // Nobody waits for it: it ends with the timers.
            ScheduledFuture<?> unused = timers.thread.scheduleAtFixedRate(
                    () -> call(timer, functions, clock),
                    timer.every().toMillis(),
                    timer.every().toMillis(),
                    TimeUnit.MILLISECONDS);
        }
        return timers;
    }

    private static void call(Timer timer, LocalFunctions functions, InstantSource clock) {
        try {
            var answer = functions.invoke(timer.function(), event(clock));
            if (answer.isError()) {
                LOG.log(System.Logger.Level.WARNING, "{0} failed: {1}", timer.function(), answer.payload());
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failed) {
            LOG.log(System.Logger.Level.WARNING, "{0} could not be called: {1}", timer.function(), failed);
        }
    }

    static String event(InstantSource clock) {
        return "{\"source\":\"aws.events\",\"detail-type\":\"Scheduled Event\",\"time\":\"%s\",\"detail\":{}}"
                .formatted(clock.instant());
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
