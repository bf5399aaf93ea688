package dev.kintsugi.bench.engine;

import dev.kintsugi.engine.log.EventLog;
import dev.kintsugi.engine.log.LogEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * A log that keeps nothing but the time of each append. The engine appends after equal numbers of events, so the times
 * say what events cost at any length of a history. Medians over many executions leave out the pauses of the garbage
 * collector, which fall where memory happens to be full, and not where a history is long.
 */
final class BatchTimes implements EventLog {
    private final List<List<Long>> executions = new ArrayList<>();

    @Override
    public synchronized CompletionStage<Void> append(List<LogEntry> entries) {
        if (entries.getFirst() instanceof LogEntry.ExecutionStarted) {
            executions.add(new ArrayList<>());
        }
        if (!executions.isEmpty()) {
            executions.getLast().add(System.nanoTime());
        }
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void replay(Consumer<LogEntry> reader) {}

    @Override
    public void close() {}

    /** Cost of the last tenth of the histories in parts of the cost of the first tenth. */
    synchronized double growth() {
        // The first executions are the virtual machine's, to compile what runs often.
        List<List<Long>> warm = executions.subList(executions.size() / 4, executions.size());
        int batches = warm.getFirst().size() - 1;
        int tenth = batches / 10;
        double first = 0;
        double last = 0;
        for (int i = 0; i < tenth; i++) {
            first += medianNanos(warm, i);
            last += medianNanos(warm, batches - 2 - i);
        }
        return last / first;
    }

    private static long medianNanos(List<List<Long>> executions, int batch) {
        long[] nanos = executions.stream()
                .mapToLong(times -> times.get(batch + 1) - times.get(batch))
                .toArray();
        Arrays.sort(nanos);
        return nanos[nanos.length / 2];
    }
}
