package dev.kintsugi.core.workspace;

import java.util.Optional;

/**
 * What a push promises, written down before it is made: the branch, the commit it must be at (none: it must not exist
 * yet), the commit it is moved to, and all that makes that commit. So any worker can push it again, and no worker can
 * push anything else.
 *
 * @param recipe what makes the commit's tree of its parents, for a worker that does not have its objects
 */
public record PushIntent(
        Branch branch, Optional<CommitId> expected, CommitId commit, CommitFacts facts, Recipe recipe) {
    /** An intent of which only those workers can make the commit that have its tree. */
    public PushIntent(Branch branch, Optional<CommitId> expected, CommitId commit, CommitFacts facts) {
        this(branch, expected, commit, facts, Recipe.none());
    }

    public PushIntent {
        if (expected.isPresent() && expected.get().equals(commit)) {
            throw new IllegalArgumentException("A push moves its branch: " + branch + " is at " + commit + " already");
        }
    }
}
