package dev.kintsugi.core.heal;

import dev.kintsugi.core.heal.DiffFileList.DiffUnknown;
import dev.kintsugi.core.review.Finding;
import java.util.List;
import java.util.Optional;

/**
 * The work that a failed task did get done, which its remediation must keep.
 *
 * @param phaseId the failed task
 * @param commitIds those of every completed cycle, in full, the last one included
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

    /**
     * A snapshot of the failed task's work; none when no cycle was completed. The files are those that differ between
     * the base and the last commit; without a base or a commit there are none, and git is not asked.
     */
    public static Optional<PartialWork> buildPartialWork(CycleState state, DiffFileList git) {
        if (state.cycles().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new PartialWork(
                state.phaseId(),
                state.commitIds(),
                state.baseCommitId(),
                filesTouched(state, git),
                state.cycles().size(),
                state.lastFindings()));
    }

    /** The last of the commits, which has all the others in its history; empty when nothing was committed. */
    public Optional<String> lastCommitId() {
        return commitIds.isEmpty() ? Optional.empty() : Optional.of(commitIds.getLast());
    }

    private static Optional<List<String>> filesTouched(CycleState state, DiffFileList git) {
        List<String> commits = state.commitIds();
        if (state.baseCommitId().isEmpty() || commits.isEmpty()) {
            return Optional.of(List.of());
        }
        try {
            return Optional.of(git.diffFileList(state.baseCommitId(), commits.getLast()));
        } catch (DiffUnknown unknown) {
            return Optional.empty();
        }
    }
}
