package dev.kintsugi.core.open;

import dev.kintsugi.core.job.Contended;
import dev.kintsugi.core.job.ProjectId;

/** Says that somebody changed a project between a look and a write. */
final class ContendedProject {
    private ContendedProject() {}

    static Contended of(ProjectId project) {
        return new Contended("project %s was changed by somebody else meanwhile".formatted(project));
    }
}
