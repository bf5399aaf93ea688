package dev.kintsugi.core.partial;

import dev.kintsugi.core.job.JobId;

/** The failed edits of a job are more text than is kept. */
public final class PartialTooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PartialTooLarge(JobId job, long bytes) {
        super("the failed edits of job %s have %d bytes, and at most %d are kept"
                .formatted(job, bytes, PartialStates.MAX_BYTES));
    }
}
