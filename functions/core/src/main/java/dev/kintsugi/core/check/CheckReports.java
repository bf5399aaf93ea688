package dev.kintsugi.core.check;

import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.Workspace;
import java.util.Optional;

/** Where checks find what to check, and leave what they found. A report belongs to a job's commit and never changes. */
public interface CheckReports {
    /** Makes a commit's files ready for the build that follows: it may be a merge that is not pushed yet. */
    void provide(JobId job, CommitId commit, Workspace workspace);

    /** Leaves a report, in place of an earlier one of the same commit. */
    void put(JobId job, CommitId commit, CheckReport report);

    /** What the checks said. None is not a failure of the work but of the machinery that should have checked it. */
    Optional<CheckReport> find(JobId job, CommitId commit);
}
