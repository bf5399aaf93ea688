package dev.kintsugi.core.queue;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Injects, by a seed, calls that are throttled and deeds whose answer never arrives. */
public final class FaultyQueues implements Queues {
    private final Queues queues;
    private final RandomGenerator random;
    private final double share;

    public FaultyQueues(Queues queues, RandomGenerator random, double share) {
        this.queues = queues;
        this.random = random;
        this.share = share;
    }

    @Override
    public void send(QueueName queue, Message message, Duration delay) {
        doing(() -> queues.send(queue, message, delay));
    }

    /** Busy only beforehand: an answer lost here is a message that stays hidden, which the contract tells elsewhere. */
    @Override
    public List<Delivery> receive(QueueName queue, int most, Duration hidden) {
        strike("before");
        return queues.receive(queue, most, hidden);
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
        strike("before");
        T answer = ask.get();
        strike("after");
        return answer;
    }

    private synchronized void strike(String when) {
        if (random.nextDouble() < share) {
            throw new QueuesBusyException("injected " + when);
        }
    }
}
