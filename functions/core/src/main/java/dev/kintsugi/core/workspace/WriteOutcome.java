package dev.kintsugi.core.workspace;

/** What became of writing a tree: all changes or none. */
public sealed interface WriteOutcome {
    /** The tree with all changes in it; the same as before when they changed nothing. */
    record Written(TreeId tree) implements WriteOutcome {}

    /** A change that must not be made, and why. */
    record Refused(String path, String reason) implements WriteOutcome {}
}
