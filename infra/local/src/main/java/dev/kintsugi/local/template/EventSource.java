package dev.kintsugi.local.template;

import dev.kintsugi.core.queue.QueueName;
import java.time.Duration;

/** A queue whose messages a function is given. */
public record EventSource(QueueName queue, Duration hidden, int batchSize, String function) {}
