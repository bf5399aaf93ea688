package dev.kintsugi.core.push;

import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.MergeConflict;
import java.util.List;

/** What became of pushing a job's work to its branch. */
public sealed interface PushedWork {
    /** The branch has the commit: {@code head} is it, or contains it. */
    record Arrived(CommitId head) implements PushedWork {}

    /** Others had pushed to the branch: their commits and the work were merged, and the branch is at {@code merge}. */
    record Merged(CommitId merge, CommitId others) implements PushedWork {}

    /** As merged, but both changed the same places: there both stand, between markers, until a cycle settles it. */
    record MergedWithConflicts(CommitId merge, CommitId others, List<MergeConflict> conflicts) implements PushedWork {
        public MergedWithConflicts {
            conflicts = List.copyOf(conflicts);
        }
    }

    /** Somebody removed the branch. It is not made again before a person accepts the drift. */
    record Gone() implements PushedWork {}

    /** Somebody took recorded commits off the branch. It is not built upon before a person accepts the drift. */
    record Rewritten(CommitId actual, String how) implements PushedWork {}

    /** Others push faster than this worker merges; nothing was lost, and it can be tried again later. */
    record StillOvertaken(CommitId actual) implements PushedWork {}

    /** The commit is not here and cannot be made from the intent alone: it is made again from the recorded replies. */
    record NotMade(List<String> missing) implements PushedWork {
        public NotMade {
            missing = List.copyOf(missing);
        }
    }

    /** The remote does not take it before a person changes something there. */
    record Declined(String reason) implements PushedWork {}
}
