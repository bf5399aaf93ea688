package dev.kintsugi.engine.execution;

import dev.kintsugi.engine.EngineException;
import dev.kintsugi.engine.EngineLimits;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When an execution may be redriven, in AWS's words if not. */
public final class RedriveRules {
    /** How long the same client token means the same redrive. */
    static final Duration CLIENT_TOKEN_PERIOD = Duration.ofMinutes(15);

    /** The reason where the machine was deleted; a description gives it only once that is gone, as on AWS. */
    public static final String MACHINE_DELETED = "State machine is in DELETING status";

    /** Client tokens that an execution remembers; the oldest is forgotten first. */
    static final int CLIENT_TOKENS = 10;

    private static final Duration LONGEST_EXECUTION = Duration.ofDays(365);

    private RedriveRules() {}

    /** The refusal of a redrive: which execution it is about stands before the reason that a description shows. */
    public static EngineException refused(String executionArn, String reason) {
        return new EngineException(
                EngineException.Name.ExecutionNotRedrivable,
                "Execution " + executionArn + " invalid for redrive as: " + reason);
    }

    /** Why it may not be redriven now; null if it may. */
    public static @Nullable String refusal(
            ExecutionStatus status, int events, Instant startedAt, @Nullable Instant stoppedAt, Instant now) {
        if (status == ExecutionStatus.RUNNING || status == ExecutionStatus.SUCCEEDED) {
            return "Execution is " + status + " and cannot be redriven";
        }
        if (events >= EngineLimits.REDRIVABLE_HISTORY_EVENTS) {
            return "Execution has exceeded the maximum history event limit";
        }
        if (!now.isBefore(startedAt.plus(LONGEST_EXECUTION))) {
            return "Execution has exceeded the max execution time";
        }
        if (stoppedAt != null && !now.isBefore(stoppedAt.plus(EngineLimits.REDRIVABLE_PERIOD))) {
            return "Execution redrivable period exceeded";
        }
        return null;
    }
}
