package dev.kintsugi.core.queue;

import java.time.Duration;

/** The most that a message, a call or a queue may be; SQS's limits, kept by every implementation. */
public final class QueueLimits {
    public static final int NAME_CHARACTERS = 80;
    /** Body and attributes together. */
    public static final int MESSAGE_BYTES = 1_024 * 1_024;

    public static final int MESSAGE_ATTRIBUTES = 10;
    public static final int RECEIVED_MESSAGES = 10;
    public static final Duration DELAY = Duration.ofMinutes(15);
    public static final Duration HIDDEN = Duration.ofHours(12);
    public static final Duration RETENTION = Duration.ofDays(14);
    public static final Duration SHORTEST_RETENTION = Duration.ofMinutes(1);
    public static final int RECEIVES_BEFORE_DEAD_LETTERS = 1_000;

    private QueueLimits() {}
}
