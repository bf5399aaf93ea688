package dev.kintsugi.engine.execution;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What readers are told of an execution: its state when its last durable entry was made. */
public record ExecutionSnapshot(
        ExecutionStatus status,
        @Nullable Instant stoppedAt,
        @Nullable String output,
        @Nullable String error,
        @Nullable String cause,
        int redriveCount,
        @Nullable Instant redrivenAt,
        int events) {}
