package dev.kintsugi.core.queue;

import dev.kintsugi.core.patience.Patience;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Asks again, with jitter, when the queues are busy or an answer was lost; a message may then come twice. */
public final class PatientQueues implements Queues {
    private final Queues queues;
    private final Patience patience;

    public PatientQueues(Queues queues, Patience patience) {
        this.queues = queues;
        this.patience = patience;
    }

    @Override
    public void send(QueueName queue, Message message, Duration delay) {
        doing(() -> queues.send(queue, message, delay));
    }

    @Override
    public List<Delivery> receive(QueueName queue, int most, Duration hidden) {
        return asking(() -> queues.receive(queue, most, hidden));
    }

    @Override
    public void delete(QueueName queue, String receipt) {
        doing(() -> queues.delete(queue, receipt));
    }

    @Override
    public void hide(QueueName queue, String receipt, Duration duration) {
        doing(() -> queues.hide(queue, receipt, duration));
    }

    @Override
    public void redrive(QueueName deadLetters) {
        doing(() -> queues.redrive(deadLetters));
    }

    @Override
    public Depth depth(QueueName queue) {
        return asking(() -> queues.depth(queue));
    }

    private void doing(Runnable deed) {
        asking(() -> {
            deed.run();
            return true;
        });
    }

    private <T> T asking(Supplier<T> ask) {
        for (int tries = 1; ; tries++) {
            try {
                return ask.get();
            } catch (QueuesBusyException busy) {
                if (!patience.hasWaitedAfter(tries)) {
                    throw busy;
                }
            }
        }
    }
}
