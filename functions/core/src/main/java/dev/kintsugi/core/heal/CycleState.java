package dev.kintsugi.core.heal;

import dev.kintsugi.core.job.Cycle;
import dev.kintsugi.core.review.Finding;
import dev.kintsugi.core.workspace.CommitId;
import java.util.List;

/**
 * How far a failed task got: what partial work is built from.
 *
 * @param phaseId the failed task
 * @param baseCommitId where its work began; empty when it never did
 * @param cycles every completed cycle, the first one first; those of earlier remediations of the task follow its own
 */
public record CycleState(String phaseId, String baseCommitId, List<Cycle> cycles) {
    public CycleState {
        cycles = List.copyOf(cycles);
    }

    /** Every commit, the last one included. */
    List<String> commitIds() {
        return cycles.stream()
                .flatMap(cycle -> cycle.commits().stream())
                .map(CommitId::hex)
                .distinct()
                .toList();
    }

    /** What was open when it ended. */
    List<Finding> lastFindings() {
        return cycles.isEmpty() ? List.of() : cycles.getLast().findings();
    }
}
