package dev.kintsugi.core.patience;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often something busy is asked again, and how long to wait in between: at random, up to twice as long each time,
 * so that those who met once part ways.
 */
public final class Patience {
    /** A few seconds at most: more than a throttled table needs, less than a handler can wait. */
    public static final int STANDARD_TRIES = 8;

    public static final Duration STANDARD_FIRST_WAIT = Duration.ofMillis(25);
    public static final Duration STANDARD_LONGEST_WAIT = Duration.ofSeconds(1);

    private static final int MOST_DOUBLINGS = 20;

    /** How a thread waits; a test does not. */
    @FunctionalInterface
    public interface Pause {
        void rest(Duration duration) throws InterruptedException;
    }

    private final int tries;
    private final Duration firstWait;
    private final Duration longestWait;
    private final RandomGenerator random;
    private final Pause pause;

    public Patience(int tries, Duration firstWait, Duration longestWait, RandomGenerator random, Pause pause) {
        if (tries < 1 || firstWait.isNegative() || longestWait.compareTo(firstWait) < 0) {
            throw new IllegalArgumentException(
                    "Patience is at least one try, and its longest wait no shorter than its first.");
        }
        this.tries = tries;
        this.firstWait = firstWait;
        this.longestWait = longestWait;
        this.random = random;
        this.pause = pause;
    }

    public static Patience standard() {
        return new Patience(
                STANDARD_TRIES,
                STANDARD_FIRST_WAIT,
                STANDARD_LONGEST_WAIT,
                RandomGenerator.getDefault(),
                Thread::sleep);
    }

    /** Waits for a further try; false when there is none left, or when this thread is told to stop. */
    public boolean hasWaitedAfter(int triesMade) {
        if (triesMade >= tries) {
            return false;
        }
        try {
            pause.rest(waitAfter(triesMade));
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Duration waitAfter(int triesMade) {
        long doubled = firstWait.toMillis() << Math.min(triesMade - 1, MOST_DOUBLINGS);
        return Duration.ofMillis(random.nextLong(Math.min(longestWait.toMillis(), doubled) + 1));
    }
}
