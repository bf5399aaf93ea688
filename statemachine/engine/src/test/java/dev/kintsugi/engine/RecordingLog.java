package dev.kintsugi.engine;

import dev.kintsugi.engine.log.EventLog;
import dev.kintsugi.engine.log.LogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A log in memory that can be opened again, be cut off, be slow, and refuse. */
public final class RecordingLog implements EventLog {
    public final List<LogEntry> entries = new ArrayList<>();
    private final List<CompletableFuture<Void>> held = new ArrayList<>();
    public boolean holding;
    public boolean refusing;

    @Override
    public CompletionStage<Void> append(List<LogEntry> batch) {
        if (refusing) {
            return CompletableFuture.failedStage(new IllegalStateException("disk full"));
        }
        entries.addAll(batch);
        if (!holding) {
            return CompletableFuture.completedStage(null);
        }
        CompletableFuture<Void> safe = new CompletableFuture<>();
        held.add(safe);
        return safe;
    }

    /** Everything that is held is on disk now. */
    public void release() {
        List<CompletableFuture<Void>> due = List.copyOf(held);
        held.clear();
        due.forEach(safe -> safe.complete(null));
    }

    /** A log with the first entries of this one, as a crash may leave it. */
    public RecordingLog cut(int length) {
        RecordingLog cut = new RecordingLog();
        cut.entries.addAll(entries.subList(0, length));
        return cut;
    }

    @Override
    public void replay(Consumer<LogEntry> reader) {
        List.copyOf(entries).forEach(reader);
    }

    @Override
    public void close() {}
}
