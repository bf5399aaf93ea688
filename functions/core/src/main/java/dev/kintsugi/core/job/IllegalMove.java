package dev.kintsugi.core.job;

/** A job cannot go from its status to that one; the table is {@link JobStatus#next()}. */
public final class IllegalMove extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IllegalMove(JobId job, JobStatus from, JobStatus to) {
        super("job %s is %s and cannot become %s".formatted(job, from.word(), to.word()));
    }
}
