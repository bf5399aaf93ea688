package dev.kintsugi.engine.store;

import dev.kintsugi.engine.history.HistoryEvent;
import dev.kintsugi.engine.log.LogEntry;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;

/** Where in the log each execution's events stand: eight bytes an event, whatever the event says. */
final class HistoryIndex {
    private static final int FIRST_CAPACITY = 16;

    private final Map<String, Places> byExecution = new ConcurrentHashMap<>();

    void add(LogEntry entry, long position) {
        if (entry instanceof LogEntry.ExecutionStarted start) {
            // A name that is used again begins a history of its own.
            byExecution.remove(start.executionArn());
        } else if (entry instanceof LogEntry.Happened happened) {
            byExecution
                    .computeIfAbsent(happened.executionArn(), arn -> new Places())
                    .add(position);
        }
    }

    /** A view of the events that are there now; each is read when it is looked at. */
    List<HistoryEvent> of(String executionArn, LongFunction<HistoryEvent> read) {
        long[] positions = byExecution.getOrDefault(executionArn, new Places()).now();
        return new AbstractList<>() {
            @Override
            public HistoryEvent get(int index) {
                return read.apply(positions[Objects.checkIndex(index, positions.length)]);
            }

            @Override
            public int size() {
                return positions.length;
            }
        };
    }

    private static final class Places {
        private long[] positions = new long[FIRST_CAPACITY];
        private int count;

        synchronized void add(long position) {
            if (count == positions.length) {
                positions = Arrays.copyOf(positions, count * 2);
            }
            positions[count++] = position;
        }

        synchronized long[] now() {
            return Arrays.copyOf(positions, count);
        }
    }
}
