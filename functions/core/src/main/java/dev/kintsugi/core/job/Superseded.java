package dev.kintsugi.core.job;

import java.util.Optional;

/**
 * Whoever asks is not, or no longer, the one at work on this job or project: another execution has it. Nothing was
 * written. The execution fails with this name and is dropped by the resume function.
 */
public final class Superseded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Superseded(String message) {
        super(message);
    }

    public static Superseded by(ProjectId project, Optional<String> owner) {
        return new Superseded("project %s belongs to %s now".formatted(project, owner.orElse("no execution")));
    }

    public static Superseded by(JobId job, Optional<String> owner) {
        return new Superseded("job %s belongs to %s now".formatted(job, owner.orElse("no execution")));
    }
}
