package dev.kintsugi.core.workspace;

import java.util.List;

/** What merging two trees gives: always a tree that holds both sides. */
public sealed interface MergeOutcome {
    /** The merged tree. */
    TreeId tree();

    /** Both sides fit together. */
    record Clean(TreeId tree) implements MergeOutcome {}

    /** They do not; every conflicting file holds both sides, between markers or side by side. */
    record Conflicting(TreeId tree, List<MergeConflict> conflicts) implements MergeOutcome {
        public Conflicting {
            conflicts = List.copyOf(conflicts);
        }
    }
}
