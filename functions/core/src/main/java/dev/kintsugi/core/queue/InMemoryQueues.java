package dev.kintsugi.core.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Queues in the memory of this process, gone with it. */
public final class InMemoryQueues implements Queues {
    private final QueueRules rules;
    private final InstantSource time;
    private final List<Stored> messages = new ArrayList<>();

    public InMemoryQueues(Collection<QueueSettings> queues, InstantSource time) {
        this.rules = new QueueRules(queues);
        this.time = time;
    }

    @Override
    public synchronized void send(QueueName queue, Message message, Duration delay) {
        rules.settingsOf(queue);
        QueueRules.requireDelay(delay);
        messages.add(new Stored(queue, message, time.instant(), delay));
    }

    @Override
    public synchronized List<Delivery> receive(QueueName queue, int most, Duration hidden) {
        QueueSettings settings = rules.settingsOf(queue);
        QueueRules.requireMost(most);
        QueueRules.requireHidden(hidden);
        Instant now = time.instant();
        messages.removeIf(
                message -> message.queue.equals(queue) && !now.isBefore(message.sentAt.plus(settings.retention())));
        List<Delivery> deliveries = new ArrayList<>();
        for (Stored message : messages) {
            if (deliveries.size() == most) {
                break;
            }
            if (!message.waitsIn(queue, now)) {
                continue;
            }
            Optional<QueueSettings.DeadLetters> deadLetters =
                    settings.deadLetters().filter(letters -> message.receives >= letters.mostReceives());
            if (deadLetters.isPresent()) {
                message.setAside(deadLetters.get().queue(), now);
            } else {
                deliveries.add(message.delivered(now.plus(hidden)));
            }
        }
        return deliveries;
    }

    @Override
    public synchronized void delete(QueueName queue, String receipt) {
        rules.settingsOf(queue);
        messages.removeIf(message -> message.isReceivedAs(queue, receipt));
    }

    @Override
    public synchronized void hide(QueueName queue, String receipt, Duration duration) {
        rules.settingsOf(queue);
        QueueRules.requireHidden(duration);
        Instant now = time.instant();
        withReceipt(queue, receipt, message -> {
            if (message.visibleAt.isAfter(now)) {
                message.visibleAt = now.plus(duration);
            }
        });
    }

    @Override
    public synchronized void redrive(QueueName deadLetters) {
        rules.sourcesOf(deadLetters);
        Instant now = time.instant();
        List<Stored> moved = new ArrayList<>();
        messages.removeIf(message -> {
            if (!message.waitsIn(deadLetters, now) || message.source == null) {
                return false;
            }
            moved.add(new Stored(message.source, message.message, now, Duration.ZERO));
            return true;
        });
        messages.addAll(moved);
    }

    @Override
    public synchronized Depth depth(QueueName queue) {
        rules.settingsOf(queue);
        Instant now = time.instant();
        long waiting = 0;
        long hidden = 0;
        long delayed = 0;
        for (Stored message : messages) {
            if (!message.queue.equals(queue)) {
                continue;
            }
            if (message.waitsIn(queue, now)) {
                waiting++;
            } else if (message.receipt != null) {
                hidden++;
            } else {
                delayed++;
            }
        }
        return new Depth(waiting, hidden, delayed);
    }

    private void withReceipt(QueueName queue, String receipt, Consumer<Stored> deed) {
        messages.stream()
                .filter(message -> message.isReceivedAs(queue, receipt))
                .forEach(deed);
    }

    private static final class Stored {
        private final String id = UUID.randomUUID().toString();
        private final Message message;
        private final Instant sentAt;
        private QueueName queue;
        private @Nullable QueueName source;
        private Instant visibleAt;
        private @Nullable String receipt;
        private int receives;

        private Stored(QueueName queue, Message message, Instant sentAt, Duration delay) {
            this.queue = queue;
            this.message = message;
            this.sentAt = sentAt;
            this.visibleAt = sentAt.plus(delay);
        }

        private boolean waitsIn(QueueName name, Instant now) {
            return queue.equals(name) && !visibleAt.isAfter(now);
        }

        private boolean isReceivedAs(QueueName name, String delivery) {
            return queue.equals(name) && delivery.equals(receipt);
        }

        private Delivery delivered(Instant returnsAt) {
            String delivery = UUID.randomUUID().toString();
            receipt = delivery;
            receives++;
            visibleAt = returnsAt;
            return new Delivery(id, message, delivery, sentAt, receives);
        }

        private void setAside(QueueName deadLetters, Instant now) {
            source = queue;
            queue = deadLetters;
            visibleAt = now;
            receipt = null;
            receives = 0;
        }
    }
}
