package dev.kintsugi.engine;

import dev.kintsugi.engine.execution.ExecutionStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What DescribeExecution tells. Texts are JSON as they were given or made; what does not exist yet is null. */
public record ExecutionDescription(
        String executionArn,
        String machineArn,
        String name,
        String revisionId,
        ExecutionStatus status,
        Instant startedAt,
        @Nullable Instant stoppedAt,
        String input,
        @Nullable String output,
        @Nullable String error,
        @Nullable String cause,
        int redriveCount,
        @Nullable Instant redrivenAt,
        RedriveStatus redriveStatus,
        @Nullable String redriveStatusReason) {

    /** Whether RedriveExecution would be accepted; if not, the reason stands beside it. */
    public enum RedriveStatus {
        REDRIVABLE,
        NOT_REDRIVABLE
    }
}
