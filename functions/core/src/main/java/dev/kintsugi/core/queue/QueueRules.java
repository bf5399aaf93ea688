package dev.kintsugi.core.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which queues there are and what may be asked of them, for implementations that keep them themselves. */
public final class QueueRules {
    private final Map<QueueName, QueueSettings> queues = new LinkedHashMap<>();

    public QueueRules(Collection<QueueSettings> queues) {
        for (QueueSettings settings : queues) {
            if (this.queues.put(settings.name(), settings) != null) {
                throw new IllegalArgumentException("The queue " + settings.name() + " is described twice.");
            }
        }
        for (QueueSettings settings : queues) {
            settings.deadLetters().ifPresent(deadLetters -> settingsOf(deadLetters.queue()));
        }
    }

    public QueueSettings settingsOf(QueueName queue) {
        QueueSettings settings = queues.get(queue);
        if (settings == null) {
            throw NoSuchQueueException.unknown(queue);
        }
        return settings;
    }

    /** The queues whose dead letters this one takes. */
    public List<QueueName> sourcesOf(QueueName deadLetters) {
        settingsOf(deadLetters);
        List<QueueName> sources = new ArrayList<>();
        for (QueueSettings settings : queues.values()) {
            if (settings.deadLetters()
                    .filter(letters -> letters.queue().equals(deadLetters))
                    .isPresent()) {
                sources.add(settings.name());
            }
        }
        if (sources.isEmpty()) {
            throw NoSuchQueueException.noDeadLetters(deadLetters);
        }
        return sources;
    }

    public static void requireDelay(Duration delay) {
        requireBetween("A message is delayed", delay, QueueLimits.DELAY);
    }

    public static void requireHidden(Duration hidden) {
        requireBetween("A message is hidden", hidden, QueueLimits.HIDDEN);
    }

    public static void requireMost(int most) {
        if (most < 1 || most > QueueLimits.RECEIVED_MESSAGES) {
            throw new IllegalArgumentException(
                    "1 to %d messages are received at once, not %d.".formatted(QueueLimits.RECEIVED_MESSAGES, most));
        }
    }

    private static void requireBetween(String what, Duration duration, Duration most) {
        if (duration.isNegative() || duration.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "%s for 0 to %d seconds, not %s.".formatted(what, most.toSeconds(), duration));
        }
    }
}
