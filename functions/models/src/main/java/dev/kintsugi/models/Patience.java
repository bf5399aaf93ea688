package dev.kintsugi.models;

import java.time.Duration;
import java.util.Optional;

/**
 * How long throttling, overload and an unreachable server are waited out: a random part of a doubling pause, so that
 * many workers that were throttled together do not come back together.
 *
 * @param attempts calls at most, the first included
 * @param unreachableAttempts calls at most when nobody takes them: a wrong address stays wrong
 * @param total time at most from the first call on, after which no further pause is begun
 */
public record Patience(int attempts, int unreachableAttempts, Duration first, Duration longest, Duration total) {
    public static final Patience USUAL =
            new Patience(6, 2, Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(2));

    /** Where a person watches: soon back with what was found, so that it can be shown, and then the step is repeated. */
    public static final Patience WATCHED =
            new Patience(3, 1, Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofSeconds(45));

    /** One question, one answer. */
    public static final Patience NONE = new Patience(1, 1, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ZERO);

    /**
     * The pause after the given attempt (from 1).
     *
     * @param chance evenly from 0 to below 1
     */
    Duration pauseAfter(int attempt, Optional<Duration> asked, double chance) {
        long ceiling = Math.min(longest.toMillis(), first.toMillis() << Math.min(attempt - 1, 20));
        Duration pause = Duration.ofMillis(Math.round(ceiling * (0.5 + chance / 2)));
        // What the server asks for is a floor; jitter on top keeps the workers apart.
        return asked.map(floor -> floor.plus(pause.dividedBy(2))).orElse(pause);
    }
}
