package dev.kintsugi.core.queue;

/** A queue was named that this stack does not have, or that is not what it was taken for. */
public final class NoSuchQueueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private NoSuchQueueException(String message) {
        super(message);
    }

    public static NoSuchQueueException unknown(QueueName queue) {
        return new NoSuchQueueException("There is no queue " + queue + ".");
    }

    public static NoSuchQueueException noDeadLetters(QueueName queue) {
        return new NoSuchQueueException(
                "The queue %s is nobody's dead-letter queue, so there is nowhere to move its messages back to."
                        .formatted(queue));
    }
}
