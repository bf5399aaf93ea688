package dev.kintsugi.core.workspace;

/** What a name given for {@code base} means at the remote. */
public sealed interface Resolution {
    /** A commit, and how it was named there. */
    record Found(CommitId commit, String name) implements Resolution {}

    /** No such branch, tag or commit; the reason says what there is. */
    record Unknown(String reason) implements Resolution {}
}
