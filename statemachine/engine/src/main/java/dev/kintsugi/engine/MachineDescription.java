package dev.kintsugi.engine;

import java.time.Instant;

/** What DescribeStateMachine tells. {@code attributes} is JSON that the API keeps here and the engine never reads. */
public record MachineDescription(
        String machineArn,
        String name,
        String definition,
        String roleArn,
        Instant createdAt,
        Instant updatedAt,
        String revisionId,
        String attributes) {}
