package dev.kintsugi.engine;

import java.time.Duration;

/** AWS's limits, each written once. */
public final class EngineLimits {
    /** Bytes in UTF-8 of an execution's input, a state's input or output and a task's result. */
    public static final int PAYLOAD_BYTES = 262_144;
    /** Bytes in UTF-8 of one state's assigned variables. */
    public static final int VARIABLE_BYTES = 262_144;
    /** Bytes in UTF-8 of all variables of an execution. */
    public static final int VARIABLES_TOTAL_BYTES = 10 * 1_048_576;
    /** Events in one execution's history. */
    public static final int HISTORY_EVENTS = 25_000;
    /** Events above which an execution cannot be redriven. */
    public static final int REDRIVABLE_HISTORY_EVENTS = 24_999;
    /** How long after its end an execution can be redriven. */
    public static final Duration REDRIVABLE_PERIOD = Duration.ofDays(14);
    /** How long after its end an execution is kept, and so how long its name stays taken. */
    public static final Duration KEPT_PERIOD = Duration.ofDays(90);
    /** Characters of a state's, a machine's and an execution's name, and of a variable's. */
    public static final int NAME_CHARACTERS = 80;
    /** Bytes in UTF-8 of a definition. */
    public static final int DEFINITION_BYTES = 1_048_576;
    /** Seconds of the longest wait or timeout: one year. */
    public static final long LONGEST_SECONDS = 99_999_999L;
    /** Characters of an error name. */
    public static final int ERROR_CHARACTERS = 256;
    /** Characters of a cause. */
    public static final int CAUSE_CHARACTERS = 32_768;
    /** Characters of a task token. */
    public static final int TOKEN_CHARACTERS = 2_048;

    private EngineLimits() {}
}
