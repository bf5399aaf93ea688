package dev.kintsugi.cli;

/** What a command's exit says, the same for all of them. */
public final class ExitCode {
    /** All is done. */
    public static final int DONE = 0;

    /** The work failed, or nothing could be applied. */
    public static final int FAILED = 1;

    /** The command could not do its work: bad input, a fault, a wrong call. */
    public static final int ERROR = 2;

    /** Some of it is done, and a person can move it on. */
    public static final int PARTIAL = 3;

    private ExitCode() {}
}
