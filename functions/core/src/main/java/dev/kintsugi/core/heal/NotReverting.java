package dev.kintsugi.core.heal;

import dev.kintsugi.core.review.Finding;
import dev.kintsugi.core.round.OpenFindings;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.Workspace;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The guard of finished work: a remediation that reverts what the failed task committed is told so, by comparing and not
 * by asking. A file that an open finding names may be changed back.
 */
public final class NotReverting {
    private static final int MOST_TOLD = 50;

    private NotReverting() {}

    /**
     * What a remediation reverted, one finding each.
     *
     * @param work the failed task's
     * @param open what is open by now; what was open when the task failed is in its work
     * @param now the remediation's last commit
     */
    public static List<Finding> violations(Workspace workspace, PartialWork work, List<Finding> open, CommitId now) {
        if (work.baseCommitId().isEmpty() || work.commitIds().isEmpty()) {
            return List.of();
        }
        CommitId base = new CommitId(work.baseCommitId());
        List<CommitId> commits = work.commitIds().stream().map(CommitId::new).toList();
        workspace.fetch(Stream.concat(Stream.of(base, now), commits.stream()).toList());
        Set<String> exempt = Stream.concat(work.lastFindings().stream(), open.stream())
                .filter(finding -> !OpenFindings.isReverted(finding))
                .flatMap(finding -> finding.file().stream())
                .collect(Collectors.toSet());
        return workspace.survives(base, commits, now).violations(exempt).stream()
                .limit(MOST_TOLD)
                .map(OpenFindings::reverted)
                .toList();
    }
}
