package dev.kintsugi.core.job;

/** There is no such job. */
public final class UnknownJob extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnknownJob(JobId job) {
        super("there is no job \"%s\"".formatted(job));
    }
}
