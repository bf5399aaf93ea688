package dev.kintsugi.engine.definition;

import java.util.List;

/** The error names that the language reserves, and which of them a Retry or Catch entry covers. */
public final class StatesErrors {
    public static final String ALL = "States.ALL";
    public static final String TASK_FAILED = "States.TaskFailed";
    public static final String TIMEOUT = "States.Timeout";
    public static final String HEARTBEAT_TIMEOUT = "States.HeartbeatTimeout";
    public static final String RUNTIME = "States.Runtime";
    public static final String DATA_LIMIT_EXCEEDED = "States.DataLimitExceeded";
    public static final String QUERY_EVALUATION_ERROR = "States.QueryEvaluationError";

    private StatesErrors() {}

    /**
     * Whether an entry covers an error. States.ALL covers all but States.Runtime and States.DataLimitExceeded,
     * States.TaskFailed all but timeouts; a missed heartbeat is also a timeout.
     */
    public static boolean matches(List<String> errorEquals, String error) {
        for (String expected : errorEquals) {
            boolean match = switch (expected) {
                case ALL -> !error.equals(RUNTIME) && !error.equals(DATA_LIMIT_EXCEEDED);
                case TASK_FAILED -> !isTimeout(error) && !error.equals(RUNTIME) && !error.equals(DATA_LIMIT_EXCEEDED);
                case TIMEOUT -> isTimeout(error);
                default -> expected.equals(error);
            };
            if (match && !error.equals(RUNTIME)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTimeout(String error) {
        return error.equals(TIMEOUT) || error.equals(HEARTBEAT_TIMEOUT);
    }
}
