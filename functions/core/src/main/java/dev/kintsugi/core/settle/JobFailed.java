package dev.kintsugi.core.settle;

/** The job failed for good. The execution ends with this name; a retry, or a redrive of it, begins again. */
public final class JobFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JobFailed(String message) {
        super(message);
    }
}
