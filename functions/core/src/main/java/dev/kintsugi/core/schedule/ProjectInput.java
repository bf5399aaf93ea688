package dev.kintsugi.core.schedule;

import dev.kintsugi.core.job.ProjectId;

/** The input of a project's execution, made from its id alone: the same bytes every time. */
public final class ProjectInput {
    private ProjectInput() {}

    public static String of(ProjectId project) {
        return "{\"contract\":1,\"project\":\"%s\"}".formatted(project);
    }
}
