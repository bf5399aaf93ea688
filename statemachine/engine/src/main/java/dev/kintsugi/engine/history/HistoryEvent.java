package dev.kintsugi.engine.history;

import java.time.Instant;

/** One event of an execution's history. Its id is its place in the history, from 1. */
public record HistoryEvent(
        long id, long previousEventId, Instant timestamp, HistoryEventType type, EventDetails details) {}
