package dev.kintsugi.core.settle;

/** Some of the job's edits did not apply. The execution ends with this name; continue, or a redrive of it, goes on. */
public final class JobPartial extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JobPartial(String message) {
        super(message);
    }
}
