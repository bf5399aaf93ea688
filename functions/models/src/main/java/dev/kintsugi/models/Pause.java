package dev.kintsugi.models;

import java.time.Duration;

/** Waiting, as a port: tests do not wait. */
@FunctionalInterface
public interface Pause {
    /** Lets the thread sleep. */
    Pause REAL = duration -> Thread.sleep(duration.toMillis());

    void take(Duration duration) throws InterruptedException;
}
