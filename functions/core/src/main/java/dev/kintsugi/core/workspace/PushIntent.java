package dev.kintsugi.core.workspace;

import java.util.Optional;

/**
 * What a push promises, written down before it is made: the branch, the commit it must be at (none: it must not exist
 * yet), the commit it is moved to, and all that makes that commit. So any worker can push it again, and no worker can
 * push anything else.
 */
public record PushIntent(Branch branch, Optional<CommitId> expected, CommitId commit, CommitFacts facts) {
    public PushIntent {
        if (expected.isPresent() && expected.get().equals(commit)) {
            throw new IllegalArgumentException("A push moves its branch: " + branch + " is at " + commit + " already");
        }
    }
}
