package dev.kintsugi.core.replay;

/** A project that cannot be replayed now; the message says why and what to do. */
public final class NotReplayable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotReplayable(String reason) {
        super(reason);
    }
}
