package dev.kintsugi.cli.work;

import dev.kintsugi.cli.ExitCode;
import dev.kintsugi.cli.api.WatchedProject;
import dev.kintsugi.core.project.ProjectStatus;

/** The exit code of a project: completed, or a person can move it on, or it failed. */
final class Exits {
    private Exits() {}

    static int of(WatchedProject project) {
        if (project.status() == ProjectStatus.COMPLETED) {
            return ExitCode.DONE;
        }
        return project.waitsForPerson() || project.isInterrupted() || !project.isOver()
                ? ExitCode.PARTIAL
                : ExitCode.FAILED;
    }
}
