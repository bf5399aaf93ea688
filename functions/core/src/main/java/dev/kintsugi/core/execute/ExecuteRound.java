package dev.kintsugi.core.execute;

import dev.kintsugi.core.check.CheckReports;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.Step;
import dev.kintsugi.core.model.ModelCatalog;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.session.Deadline;
import dev.kintsugi.core.workspace.Workspaces;
import java.time.InstantSource;

/** {@code Execute}: one round of the coder, from its prompt to a commit on the job's branch. */
public final class ExecuteRound {
    public ExecuteRound(
            Records records, Workspaces workspaces, ModelCatalog models, CheckReports checks, InstantSource clock) {}

    /** Goes on with the job's open cycle, or opens the next one; said again for the same step, it answers the same. */
    public ExecuteOutcome run(Step step, JobId job, Deadline deadline) {
        throw new UnsupportedOperationException("lands in the next commit");
    }
}
