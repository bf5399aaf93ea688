package dev.kintsugi.core.queue;

/** A message is larger than any queue takes. What is large goes to the records, and its key into the message. */
public final class MessageTooLargeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    MessageTooLargeException(int bytes) {
        super("A message has at most %d bytes with its attributes, this one has %d."
                .formatted(QueueLimits.MESSAGE_BYTES, bytes));
    }
}
