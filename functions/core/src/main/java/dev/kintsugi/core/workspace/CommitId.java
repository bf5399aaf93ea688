package dev.kintsugi.core.workspace;

/** The name of a commit: SHA-1, 40 lower-case hex characters, always written in full. */
public record CommitId(String hex) implements Comparable<CommitId> {
    public CommitId {
        ObjectName.check(hex, "commit id");
    }

    /** Whether a text can be a commit id, so that `base` may be a branch or a commit. */
    public static boolean isCommitId(String text) {
        return ObjectName.isName(text);
    }

    @Override
    public int compareTo(CommitId other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
