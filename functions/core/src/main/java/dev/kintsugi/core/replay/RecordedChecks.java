package dev.kintsugi.core.replay;

import dev.kintsugi.core.check.CheckReport;
import dev.kintsugi.core.check.CheckReports;
import dev.kintsugi.core.check.CheckResult;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.review.Finding;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.Workspace;
import java.util.List;
import java.util.Optional;

/** What the checks are on record to have said: nothing runs again. Where no failure is on record, they passed. */
final class RecordedChecks implements CheckReports {
    private Optional<CheckResult> failure = Optional.empty();

    /** From now on the checks fail as this cycle's findings tell, if they do. */
    void failAs(List<Finding> findings) {
        failure = findings.stream()
                .map(Finding::description)
                .filter(text -> text.startsWith(CheckResult.FINDING) && text.contains("] "))
                .findFirst()
                .map(text -> new CheckResult(
                        text.substring(CheckResult.FINDING.length(), text.indexOf("] ")),
                        1,
                        0,
                        text.substring(text.indexOf("] ") + 2)));
    }

    @Override
    public void provide(JobId job, CommitId commit, Workspace workspace) {
        // Nobody is to check it.
    }

    @Override
    public void put(JobId job, CommitId commit, CheckReport report) {
        throw new IllegalStateException("nothing is checked in a replay");
    }

    @Override
    public Optional<CheckReport> find(JobId job, CommitId commit) {
        return Optional.of(CheckReport.of(failure.orElse(new CheckResult("recorded", 0, 0, ""))));
    }
}
