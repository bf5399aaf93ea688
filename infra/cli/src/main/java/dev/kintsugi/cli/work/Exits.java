package dev.kintsugi.cli.work;

import dev.kintsugi.cli.ExitCode;
import dev.kintsugi.cli.api.Standing;
import dev.kintsugi.cli.api.WatchedProject;
import dev.kintsugi.core.project.ProjectStatus;

/** The exit code of a project: completed, or a person can move it on, or it failed. */
final class Exits {
    private Exits() {}

    static int of(WatchedProject project) {
        if (project.status() == ProjectStatus.COMPLETED) {
            return ExitCode.DONE;
        }
        boolean waits = project.tasks().stream().anyMatch(Standing::waitsForPerson);
        return waits || !project.isOver() ? ExitCode.PARTIAL : ExitCode.FAILED;
    }
}
