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
        String attributes,
        Status status) {

    /** A deleted machine stays for as long as executions of it run; nothing new begins meanwhile. */
    public enum Status {
        ACTIVE,
        DELETING
    }

    MachineDescription deleting() {
        return new MachineDescription(
                machineArn, name, definition, roleArn, createdAt, updatedAt, revisionId, attributes, Status.DELETING);
    }
}
