package dev.kintsugi.models;

import java.time.Duration;

/**
 * How long one call may take.
 *
 * @param connect until somebody takes the call
 * @param silence between two pieces of a reply that has begun to arrive
 * @param total from sending to the last byte; below the function's own limit on AWS
 */
public record Timeouts(Duration connect, Duration silence, Duration total) {
    public static final Timeouts USUAL =
            new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofMinutes(10));

    public Timeouts withTotal(Duration other) {
        return new Timeouts(connect, silence, other);
    }
}
