package dev.kintsugi.core.heal;

import dev.kintsugi.core.review.Finding;
import java.util.List;
import java.util.Optional;

/**
 * The work that a failed task did get done, which its remediation must keep.
 *
 * @param phaseId the failed task
 * @param commitIds one for every completed cycle, in full
 * @param baseCommitId where the task began; empty when nobody knows
 * @param filesTouched empty when the diff could not be had, which is something else than none
 * @param lastFindings what the reviewer still objected to
 */
public record PartialWork(
        String phaseId,
        List<String> commitIds,
        String baseCommitId,
        Optional<List<String>> filesTouched,
        int cyclesUsed,
        List<Finding> lastFindings) {
    public PartialWork {
        commitIds = List.copyOf(commitIds);
        filesTouched = filesTouched.map(List::copyOf);
        lastFindings = List.copyOf(lastFindings);
    }
}
