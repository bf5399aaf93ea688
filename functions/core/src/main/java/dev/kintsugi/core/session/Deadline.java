package dev.kintsugi.core.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * When a step must have answered. A step begins no model call for which there may be too little time; it saves its
 * session and yields, and the machine calls it again.
 */
public record Deadline(Instant at) {
    /** What one model call may take, with the push and the writes after it. */
    public static final Duration LONGEST_CALL = Duration.ofMinutes(11);

    public static Deadline in(Duration remaining, InstantSource clock) {
        return new Deadline(clock.instant().plus(remaining));
    }

    /** Whether a further call may be begun now. */
    boolean allowsACall(InstantSource clock) {
        return !clock.instant().plus(LONGEST_CALL).isAfter(at);
    }
}
