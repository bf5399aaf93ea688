package dev.kintsugi.engine.task;

import org.jspecify.annotations.Nullable;

/** A task did not succeed; what the state's Retry and Catch see. */
public final class TaskFailureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String error;
    private final @Nullable String cause;

    public TaskFailureException(String error, @Nullable String cause) {
        super(error + ": " + cause, null, false, false);
        this.error = error;
        this.cause = cause;
    }

    /** The error's name, {@code Lambda.ResourceNotFoundException} or a function's own. */
    public String error() {
        return error;
    }

    /** What happened, often JSON; null if nothing is known. */
    public @Nullable String cause() {
        return cause;
    }
}
