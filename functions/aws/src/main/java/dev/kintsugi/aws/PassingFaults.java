package dev.kintsugi.aws;

import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Which of a service's errors pass by themselves: it was asked too much, somebody else was in the way, it broke, or no
 * answer came. Whoever asked may have been heard in the last two cases.
 */
final class PassingFaults {
    /** Codes as the services spell them: on the wire, in a cancelled transaction, and with or without the ending. */
    private static final Set<String> CODES = Set.of(
            "Throttling",
            "ThrottlingError",
            "Throttled",
            "ThrottledRequest",
            "RequestThrottled",
            "RequestThrottledError",
            "ProvisionedThroughputExceeded",
            "RequestLimitExceeded",
            "LimitExceeded",
            "TransactionConflict",
            "TransactionInProgress",
            "ReplicatedWriteConflict",
            "InternalServerError",
            "InternalFailure",
            "InternalError",
            "ServiceUnavailable");

    private static final String ENDING = "Exception";
    private static final int FIRST_SERVER_STATUS = 500;
    private static final int TOO_MANY_REQUESTS = 429;

    private PassingFaults() {}

    static boolean isPassing(SdkException failure) {
        if (failure instanceof AwsServiceException service) {
            return service.statusCode() >= FIRST_SERVER_STATUS
                    || service.statusCode() == TOO_MANY_REQUESTS
                    || (service.awsErrorDetails() != null
                            && isPassingCode(service.awsErrorDetails().errorCode()));
        }
        return failure instanceof ApiCallAttemptTimeoutException
                || failure instanceof ApiCallTimeoutException
                || isCausedByInput(failure);
    }

    static boolean isPassingCode(@Nullable String code) {
        if (code == null) {
            return false;
        }
        return CODES.contains(code.endsWith(ENDING) ? code.substring(0, code.length() - ENDING.length()) : code);
    }

    /** The error's name and text, for the log and for whoever gives up. */
    static String inWords(SdkException failure) {
        if (failure instanceof AwsServiceException service && service.awsErrorDetails() != null) {
            return service.awsErrorDetails().errorCode() + ": "
                    + service.awsErrorDetails().errorMessage();
        }
        return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }

    private static boolean isCausedByInput(Throwable failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }
}
