package dev.kintsugi.engine.log;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Keeps nothing: an engine on it lives as long as its process. */
public final class ForgetfulLog implements EventLog {
    private static final CompletionStage<Void> SAFE = CompletableFuture.completedStage(null);

    @Override
    public CompletionStage<Void> append(List<LogEntry> entries) {
        return SAFE;
    }

    @Override
    public void replay(Consumer<LogEntry> reader) {}

    @Override
    public void close() {}
}
