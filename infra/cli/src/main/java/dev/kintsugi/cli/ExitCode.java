package dev.kintsugi.cli;

/** What a command's exit says, the same for all of them. */
final class ExitCode {
    /** All is done. */
    static final int DONE = 0;

    /** The work failed, or nothing could be applied. */
    static final int FAILED = 1;

    /** The command could not do its work: bad input, a fault, a wrong call. */
    static final int ERROR = 2;

    /** Some of it is done, and a person can move it on. */
    static final int PARTIAL = 3;

    private ExitCode() {}
}
