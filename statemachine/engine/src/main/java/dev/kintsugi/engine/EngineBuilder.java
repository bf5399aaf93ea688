package dev.kintsugi.engine;

import dev.kintsugi.engine.log.EventLog;
import dev.kintsugi.engine.log.ForgetfulLog;
import dev.kintsugi.engine.task.Connector;
import dev.kintsugi.engine.task.Connectors;
import dev.kintsugi.engine.time.Timeline;
import dev.kintsugi.engine.time.WallTime;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What an engine runs on. Everything has a default: local names, wall time, nothing kept, no services but its own. */
public final class EngineBuilder {
    private final List<Connector> services = new ArrayList<>();

    private EngineSettings settings = EngineSettings.LOCAL;
    private @Nullable Timeline time;
    private EventLog log = new ForgetfulLog();
    private Consumer<StatusChange> listener = change -> {};
    private @Nullable Executor executor;
    private RandomGenerator random = new SecureRandom();

    EngineBuilder() {}

    public EngineBuilder settings(EngineSettings value) {
        settings = value;
        return this;
    }

    public EngineBuilder time(Timeline value) {
        time = value;
        return this;
    }

    public EngineBuilder log(EventLog value) {
        log = value;
        return this;
    }

    /** Adds a service that Task states may call. Nested executions are there already. */
    public EngineBuilder connector(Connector value) {
        services.add(value);
        return this;
    }

    /** Is told of every status change once it is safe, in order for each execution; must be quick. */
    public EngineBuilder listener(Consumer<StatusChange> value) {
        listener = value;
        return this;
    }

    /** Where executions take their turns; must not block. */
    public EngineBuilder executor(Executor value) {
        executor = value;
        return this;
    }

    /** What jitter is drawn from. */
    public EngineBuilder random(RandomGenerator value) {
        random = value;
        return this;
    }

    /** Opens the engine: reads the log, and aborts what was at work when it was last written. */
    public InProcessEngine open() {
        List<Runnable> own = new ArrayList<>();
        InProcessEngine engine = new InProcessEngine(
                settings,
                time == null ? wallTime(own) : time,
                log,
                new Connectors(services),
                executor == null ? threadPerProcessor(own) : executor,
                random,
                listener,
                () -> own.forEach(Runnable::run));
        engine.recover();
        return engine;
    }

    private static Timeline wallTime(List<Runnable> own) {
        WallTime wall = new WallTime();
        own.add(wall::close);
        return wall;
    }

    /** Executions compute and never block, so more threads than processors would only wait for each other. */
    private static Executor threadPerProcessor(List<Runnable> own) {
        ExecutorService threads = Executors.newFixedThreadPool(
                Runtime.getRuntime().availableProcessors(),
                Thread.ofPlatform().daemon().name("engine-", 0).factory());
        own.add(threads::shutdown);
        return threads;
    }
}
