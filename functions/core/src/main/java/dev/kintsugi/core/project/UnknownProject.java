package dev.kintsugi.core.project;

import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.ProjectId;

/** There is no such project, or no such task in it. */
public final class UnknownProject extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnknownProject(ProjectId project) {
        super("there is no project \"%s\"".formatted(project));
    }

    public UnknownProject(JobId job) {
        super("there is no task \"%s\" in project \"%s\"".formatted(job.task(), job.project()));
    }
}
