package dev.kintsugi.core.records;

/**
 * The store was too busy, or out of reach, for all the patience there was. A passing fault: the state machine's Retry
 * names it, and whoever says the same write again is safe.
 */
public final class RecordsBusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RecordsBusyException(String reason) {
        super("The records are busy: " + reason);
    }

    public RecordsBusyException(String reason, Throwable cause) {
        super("The records are busy: " + reason, cause);
    }
}
