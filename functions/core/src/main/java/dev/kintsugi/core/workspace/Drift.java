package dev.kintsugi.core.workspace;

/** A branch as recorded, and as it is now. */
public sealed interface Drift {
    /** Nobody touched it. */
    record Same() implements Drift {}

    /** Somebody added commits on top: they are kept and built upon. */
    record MovedOn(CommitId actual, int commits) implements Drift {}

    /** Both sides have commits that the other lacks, on a common ancestor: they are merged. */
    record Diverged(CommitId actual, CommitId ancestor) implements Drift {}

    /** Recorded commits were taken off the branch, replaced by copies, or share nothing with it any more. */
    record Rewritten(CommitId actual, String how) implements Drift {}

    /** The branch is not there. */
    record Gone() implements Drift {}
}
