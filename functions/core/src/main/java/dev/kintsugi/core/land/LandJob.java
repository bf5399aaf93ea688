package dev.kintsugi.core.land;

import dev.kintsugi.core.check.CheckReports;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.Step;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.workspace.Workspaces;
import java.time.InstantSource;

/** {@code Land}: brings the approved commit onto the project's branch. */
public final class LandJob {
    public LandJob(Records records, Workspaces workspaces, CheckReports checks, InstantSource clock) {}

    /** Lands the approved commit; said again for the same step, it answers the same. */
    public LandOutcome run(Step step, JobId job) {
        throw new UnsupportedOperationException("lands in the next commit");
    }
}
