package dev.kintsugi.core.executions;

/** The service could not be asked: throttled, no network, a lost answer. */
public final class ExecutionsBusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ExecutionsBusyException(String message, Throwable cause) {
        super(message, cause);
    }
}
