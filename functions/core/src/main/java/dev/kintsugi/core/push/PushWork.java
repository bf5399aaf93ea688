package dev.kintsugi.core.push;

import dev.kintsugi.core.workspace.CommitFacts;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.Drift;
import dev.kintsugi.core.workspace.MergeConflict;
import dev.kintsugi.core.workspace.MergeOutcome;
import dev.kintsugi.core.workspace.PushIntent;
import dev.kintsugi.core.workspace.PushOutcome;
import dev.kintsugi.core.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Pushes a job's work to its branch, for the first time or again. Whoever pushed there first keeps what they pushed: both
 * are merged in core, the merge is promised on the record in the place of the refused intent, and then pushed. The
 * overtaken commit is a parent of that merge, so it is never lost; nothing is ever forced.
 */
public final class PushWork {
    /** How often one push merges with what others pushed in the meantime before it gives way. */
    public static final int MAXIMUM_MERGES = 5;

    private final Workspace workspace;
    private final Promises promises;

    public PushWork(Workspace workspace, Promises promises) {
        this.workspace = workspace;
        this.promises = promises;
    }

    /** Pushes an intent that stands on the record. */
    public PushedWork push(PushIntent promised) {
        PushIntent intent = promised;
        List<MergeConflict> conflicts = new ArrayList<>();
        for (int merges = 0; ; merges++) {
            PushOutcome outcome = workspace.push(intent);
            if (!(outcome instanceof PushOutcome.Moved moved)) {
                return ended(outcome, promised, intent, conflicts);
            }
            if (moved.actual().isEmpty()) {
                return new PushedWork.Gone();
            }
            CommitId actual = moved.actual().get();
            if (merges == MAXIMUM_MERGES) {
                return new PushedWork.StillOvertaken(actual);
            }
            if (workspace.fetch(List.of(actual, intent.commit())).contains(intent.commit())) {
                // Another worker's commit, which was never pushed: it must be made again before it can be merged.
                return new PushedWork.NotMade(List.of(intent.commit().hex()));
            }
            if (rewritten(intent, actual) instanceof Drift.Rewritten rewritten) {
                return new PushedWork.Rewritten(actual, rewritten.how());
            }
            MergeOutcome merge = workspace.merge(intent.commit(), actual);
            if (merge instanceof MergeOutcome.Conflicting conflicting) {
                conflicts.addAll(conflicting.conflicts());
            }
            PushIntent next = workspace.intent(intent.branch(), moved.actual(), joined(intent, actual, merge));
            promises.replace(intent, next);
            intent = next;
        }
    }

    private PushedWork ended(
            PushOutcome outcome, PushIntent promised, PushIntent pushed, List<MergeConflict> conflicts) {
        return switch (outcome) {
            case PushOutcome.Accepted accepted -> arrived(promised, pushed, conflicts);
            case PushOutcome.AlreadyThere already -> arrived(promised, pushed, conflicts);
            case PushOutcome.Reachable reachable -> new PushedWork.Arrived(reachable.actual());
            case PushOutcome.NotMade notMade -> new PushedWork.NotMade(notMade.missing());
            case PushOutcome.Declined declined -> new PushedWork.Declined(declined.reason());
            case PushOutcome.Moved moved -> throw new IllegalStateException("merged before: " + moved);
        };
    }

    private PushedWork arrived(PushIntent promised, PushIntent pushed, List<MergeConflict> conflicts) {
        if (pushed.equals(promised)) {
            return new PushedWork.Arrived(pushed.commit());
        }
        CommitId others = pushed.facts().parents().getLast();
        List<MergeConflict> left = workspace.unresolved(pushed.facts().tree(), conflicts);
        return left.isEmpty()
                ? new PushedWork.Merged(pushed.commit(), others)
                : new PushedWork.MergedWithConflicts(pushed.commit(), others, left);
    }

    /** How the branch came to be where it is; a branch that was expected not to exist must share our history. */
    private Drift rewritten(PushIntent intent, CommitId actual) {
        if (intent.expected().isPresent()) {
            return workspace.drift(intent.expected().get(), Optional.of(actual));
        }
        return workspace
                .mergeBase(intent.commit(), actual)
                .<Drift>map(ancestor -> new Drift.Diverged(actual, ancestor))
                .orElseGet(() -> new Drift.Rewritten(actual, "it shares no commit with this project"));
    }

    /** The merge takes author and time from the work, so that any worker who is overtaken alike makes the same commit. */
    private static CommitFacts joined(PushIntent intent, CommitId others, MergeOutcome merge) {
        CommitFacts work = intent.facts();
        String subject = work.message().lines().findFirst().orElse("");
        int colon = subject.indexOf(": ");
        String prefix = colon < 0 ? "" : subject.substring(0, colon + 2);
        return new CommitFacts(
                List.of(intent.commit(), others),
                merge.tree(),
                work.author(),
                prefix + "merge what others pushed to " + intent.branch());
    }
}
