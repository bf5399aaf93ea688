package dev.kintsugi.core.queue;

import java.time.Duration;
import java.util.Optional;

/** How a queue behaves that this program keeps itself; on AWS the template says the same. */
public record QueueSettings(QueueName name, Duration retention, Optional<DeadLetters> deadLetters) {
    /** Where a message goes instead of being received once more than so often. */
    public record DeadLetters(QueueName queue, int mostReceives) {
        public DeadLetters {
            if (mostReceives < 1 || mostReceives > QueueLimits.RECEIVES_BEFORE_DEAD_LETTERS) {
                throw new IllegalArgumentException("A message is received 1 to %d times before it is set aside, not %d."
                        .formatted(QueueLimits.RECEIVES_BEFORE_DEAD_LETTERS, mostReceives));
            }
        }
    }

    public QueueSettings {
        if (retention.compareTo(QueueLimits.SHORTEST_RETENTION) < 0 || retention.compareTo(QueueLimits.RETENTION) > 0) {
            throw new IllegalArgumentException("The queue %s keeps messages %s; from %s to %s is possible."
                    .formatted(name, retention, QueueLimits.SHORTEST_RETENTION, QueueLimits.RETENTION));
        }
    }

    /** A queue that keeps its messages as long as any may. */
    public static QueueSettings of(QueueName name) {
        return new QueueSettings(name, QueueLimits.RETENTION, Optional.empty());
    }

    public QueueSettings withDeadLetters(QueueName queue, int mostReceives) {
        return new QueueSettings(name, retention, Optional.of(new DeadLetters(queue, mostReceives)));
    }

    public QueueSettings keeping(Duration duration) {
        return new QueueSettings(name, duration, deadLetters);
    }
}
