package dev.kintsugi.core.judge;

import dev.kintsugi.core.check.CheckReports;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.Step;
import dev.kintsugi.core.model.ModelCatalog;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.session.Deadline;
import dev.kintsugi.core.workspace.Workspaces;
import java.time.InstantSource;

/** {@code Review}: judges the open cycle by the checks, then by the reviewer. */
public final class ReviewRound {
    public ReviewRound(
            Records records, Workspaces workspaces, ModelCatalog models, CheckReports checks, InstantSource clock) {}

    /** Judges the open cycle; said again for the same step, it answers the same. */
    public ReviewOutcome run(Step step, JobId job, Deadline deadline) {
        throw new UnsupportedOperationException("lands in the next commit");
    }
}
