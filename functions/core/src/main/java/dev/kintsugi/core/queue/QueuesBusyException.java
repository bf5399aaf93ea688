package dev.kintsugi.core.queue;

/** The queues were too busy, or out of reach, for all the patience there was. A passing fault that Retry names. */
public final class QueuesBusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public QueuesBusyException(String reason) {
        super("The queues are busy: " + reason);
    }

    public QueuesBusyException(String reason, Throwable cause) {
        super("The queues are busy: " + reason, cause);
    }
}
