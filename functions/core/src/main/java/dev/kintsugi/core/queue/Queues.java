package dev.kintsugi.core.queue;

import java.time.Duration;
import java.util.List;

/**
 * Every queue of this stack. Every call may throw {@link QueuesBusyException}; the deed may then have been done, and
 * doing it again does no harm, because a message may come twice anyway.
 */
public interface Queues {
    /** Sends a message that can be received after the delay. */
    void send(QueueName queue, Message message, Duration delay);

    default void send(QueueName queue, Message message) {
        send(queue, message, Duration.ZERO);
    }

    /**
     * Some of the messages that wait, 10 at most, none when there are none now. Each stays hidden for so long, and
     * returns unless it is deleted. One that was received too often goes to the dead-letter queue instead.
     */
    List<Delivery> receive(QueueName queue, int most, Duration hidden);

    /** Deletes a received message. Harmless when it is gone; without effect when it was received again since. */
    void delete(QueueName queue, String receipt);

    /** Lets a received message return after so long from now, at once for zero. Harmless when it is gone. */
    void hide(QueueName queue, String receipt, Duration duration);

    /**
     * Begins to move what waits in a dead-letter queue back to where it came from: the operator's confirmation. A
     * moved message is sent anew, with a new time and no receives; what was sent to the dead-letter queue directly
     * came from nowhere and stays.
     *
     * @throws NoSuchQueueException when the queue is nobody's dead-letter queue
     */
    void redrive(QueueName deadLetters);

    Depth depth(QueueName queue);
}
