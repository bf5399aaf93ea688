package dev.kintsugi.core.partial;

import dev.kintsugi.core.job.JobId;

/** The partial state was written by a newer program than this one, which cannot know what it means. */
public final class NewerPartialState extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NewerPartialState(JobId job, long found, long known) {
        super("the partial state of job %s was written as version %d, and this program reads %d: use a newer one"
                .formatted(job, found, known));
    }
}
