package dev.kintsugi.engine.execution;

import dev.kintsugi.engine.log.EventLog;
import dev.kintsugi.engine.task.Connectors;
import dev.kintsugi.engine.time.Timeline;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;

/**
 * What every execution of an engine shares. Executions take turns on the executor; tasks run elsewhere. Once
 * closed, nothing is handled any more: what was at work stands in the log as it was.
 */
public record Environment(
        String region,
        Timeline time,
        EventLog log,
        Connectors connectors,
        TaskTokens tokens,
        Executor executor,
        RandomGenerator random,
        AtomicBoolean closed) {}
