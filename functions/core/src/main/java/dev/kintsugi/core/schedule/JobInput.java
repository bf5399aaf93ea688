package dev.kintsugi.core.schedule;

import dev.kintsugi.core.job.JobId;

/** The input of a job's execution, made from the record alone: the same bytes every time. */
public final class JobInput {
    private JobInput() {}

    public static String of(JobId job) {
        return "{\"contract\":1,\"job\":\"%s\"}".formatted(job);
    }

    /** For an execution that goes on where an earlier one stopped. */
    public static String of(JobId job, String resumeFrom) {
        return "{\"contract\":1,\"job\":\"%s\",\"resumeFrom\":\"%s\"}".formatted(job, resumeFrom);
    }
}
