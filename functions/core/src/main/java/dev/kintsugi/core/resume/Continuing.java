package dev.kintsugi.core.resume;

import dev.kintsugi.core.job.JobId;

/** Lets a partial job go on with its missing edits. */
@FunctionalInterface
public interface Continuing {
    /** A sentence about what became of it. */
    String goOn(JobId job, String caller);
}
