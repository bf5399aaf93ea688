package dev.kintsugi.core.workspace;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The name of a commit: SHA-1, 40 lower-case hex characters, always written in full. */
public record CommitId(@JsonValue String hex) implements Comparable<CommitId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
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
