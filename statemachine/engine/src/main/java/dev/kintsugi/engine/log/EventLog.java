package dev.kintsugi.engine.log;

import dev.kintsugi.engine.history.HistoryEvent;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Where every change goes before its effect is visible. Appends of one thread keep their order. */
public interface EventLog extends AutoCloseable {

    /**
     * Appends entries, all or none. The stage completes when they are safe; the engine shows, answers and sends
     * nothing that rests on them before. Completing it exceptionally means that the log can take no more.
     */
    CompletionStage<Void> append(List<LogEntry> entries);

    /** Hands over every entry ever appended, in order. Called once, before the first append. */
    void replay(Consumer<LogEntry> reader);

    /**
     * An execution's events as they are now, read when they are asked for; empty when this log reads nothing back, so
     * that the engine must keep finished histories itself.
     */
    default Optional<List<HistoryEvent>> history(String executionArn) {
        return Optional.empty();
    }

    @Override
    void close();
}
