package dev.kintsugi.core.schedule;

import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.project.ProjectState;
import java.util.List;

/**
 * What one run of {@link Schedule} came to.
 *
 * @param claimed the jobs that it claimed and started
 * @param restarted claims of an earlier run that it started again
 * @param left the project after it
 */
public record Scheduled(List<JobId> claimed, List<JobId> restarted, ProjectState left) {
    public Scheduled {
        claimed = List.copyOf(claimed);
        restarted = List.copyOf(restarted);
    }

    /** Nothing runs or is about to, so nobody will come by to look again. */
    public boolean isIdle() {
        return claimed.isEmpty() && left.launches().isEmpty() && left.head().active() == 0;
    }
}
