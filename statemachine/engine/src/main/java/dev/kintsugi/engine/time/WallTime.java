package dev.kintsugi.engine.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The time on the wall. */
public final class WallTime implements Timeline, AutoCloseable {
    private final ScheduledThreadPoolExecutor calls;

    public WallTime() {
        calls = new ScheduledThreadPoolExecutor(
                1, work -> Thread.ofPlatform().daemon().name("engine-time").unstarted(work));
        calls.setRemoveOnCancelPolicy(true);
        calls.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Instant instant() {
        return Instant.now();
    }

    @Override
    public Alarm at(Instant when, Runnable call) {
        long delay = Math.max(0, Duration.between(instant(), when).toMillis());
        Future<?> scheduled = calls.schedule(call, delay, TimeUnit.MILLISECONDS);
        return () -> scheduled.cancel(false);
    }

    @Override
    public void close() {
        calls.shutdownNow();
    }
}
