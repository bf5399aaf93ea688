package dev.kintsugi.engine.store;

import dev.kintsugi.engine.EngineLimits;
import dev.kintsugi.engine.history.HistoryEvent;
import dev.kintsugi.engine.log.LogEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of a log nobody can ask for any more: those of executions that ended longer ago than executions are
 * kept. A name may have been used several times; each use is a life of its own.
 */
final class Retention {
    private final Instant endedBefore;
    private final Map<String, List<Life>> lives = new HashMap<>();

    /** One use of a name. */
    private static final class Life {
        @Nullable
        Instant endedAt;
    }

    Retention(Instant now) {
        endedBefore = now.minus(EngineLimits.KEPT_PERIOD);
    }

    /** Reads the whole log first, in order. */
    void read(LogEntry entry) {
        switch (entry) {
            case LogEntry.ExecutionStarted start ->
                lives.computeIfAbsent(start.executionArn(), arn -> new ArrayList<>())
                        .add(new Life());
            case LogEntry.Happened happened -> happened(happened.executionArn(), happened.event());
            case LogEntry.Redriven redriven -> {}
            case LogEntry.MachineSaved saved -> {}
            case LogEntry.MachineDeleted deleted -> {}
        }
    }

    private void happened(String executionArn, HistoryEvent event) {
        List<Life> uses = lives.get(executionArn);
        if (uses == null) {
            return;
        }
        switch (event.type()) {
            case EXECUTION_SUCCEEDED, EXECUTION_FAILED, EXECUTION_ABORTED, EXECUTION_TIMED_OUT ->
                uses.getLast().endedAt = event.timestamp();
            case EXECUTION_REDRIVEN -> uses.getLast().endedAt = null;
            default -> {}
        }
    }

    /** Reads the log once more from its beginning and says which entries to keep. */
    Sieve sieve() {
        return new Sieve();
    }

    /** A second reading. What belongs to no execution that began is the rest of a forgotten one. */
    final class Sieve {
        private final Map<String, Integer> current = new HashMap<>();

        boolean keeps(LogEntry entry) {
            return switch (entry) {
                case LogEntry.ExecutionStarted start -> {
                    current.merge(start.executionArn(), 1, Integer::sum);
                    yield isKept(start.executionArn());
                }
                case LogEntry.Happened happened -> isKept(happened.executionArn());
                case LogEntry.Redriven redriven -> isKept(redriven.executionArn());
                case LogEntry.MachineSaved saved -> true;
                case LogEntry.MachineDeleted deleted -> true;
            };
        }

        private boolean isKept(String executionArn) {
            Integer life = current.get(executionArn);
            if (life == null) {
                return false;
            }
            Instant endedAt = lives.getOrDefault(executionArn, List.of()).get(life - 1).endedAt;
            return endedAt == null || !endedAt.isBefore(endedBefore);
        }
    }
}
