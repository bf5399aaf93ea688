package dev.kintsugi.engine.log;

import dev.kintsugi.engine.history.HistoryEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One change of the engine's state. The whole state is a fold over these, in the order they were appended. */
public sealed interface LogEntry {

    /** A machine was created or changed; {@code attributes} is what the API keeps beside it, JSON the engine does not read. */
    record MachineSaved(
            String machineArn,
            String name,
            String definition,
            String roleArn,
            Instant createdAt,
            Instant updatedAt,
            String revisionId,
            String attributes)
            implements LogEntry {}

    /** A machine was deleted. */
    record MachineDeleted(String machineArn) implements LogEntry {}

    /** An execution began; it keeps the definition of its machine as it was then. */
    record ExecutionStarted(
            String executionArn, String machineArn, String revisionId, String name, String input, Instant startedAt)
            implements LogEntry {}

    /**
     * An event of an execution's history. {@code flow} says which sequence of states it belongs to (0 is the
     * execution itself, branches and iterations count upwards), {@code memo} what a redrive needs beyond the event.
     */
    record Happened(
            String executionArn,
            HistoryEvent event,
            int flow,
            @Nullable String memo) implements LogEntry {}

    /** An execution was redriven; the token is the caller's, empty if none came. */
    record Redriven(String executionArn, Instant redrivenAt, String clientToken) implements LogEntry {}
}
