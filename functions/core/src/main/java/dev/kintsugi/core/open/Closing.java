package dev.kintsugi.core.open;

/** What became of closing a project that is not incomplete. */
public sealed interface Closing {
    /** It is over: every task passed, was skipped or healed, or somebody cancelled it. */
    record Closed() implements Closing {}

    /** Something runs or can run: it is to be opened again. */
    record GoOn() implements Closing {}
}
