package dev.kintsugi.core.resume;

/** A job cannot be continued as wished; the message says why and what to do instead. */
public final class NotContinuable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotContinuable(String message) {
        super(message);
    }
}
