package dev.kintsugi.local.cloud;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.kintsugi.core.queue.Queues;
import dev.kintsugi.engine.Engine;
import dev.kintsugi.engine.InProcessEngine;
import dev.kintsugi.engine.api.StepFunctionsApi;
import dev.kintsugi.engine.http.LoopbackServer;
import dev.kintsugi.engine.log.EventLog;
import dev.kintsugi.engine.task.Builds;
import dev.kintsugi.engine.task.CodeBuild;
import dev.kintsugi.engine.task.Lambda;
import dev.kintsugi.handlers.Ports;
import dev.kintsugi.local.functions.HandlerFactory;
import dev.kintsugi.local.functions.InvokeApi;
import dev.kintsugi.local.functions.LocalFunctions;
import dev.kintsugi.local.template.FunctionSettings;
import dev.kintsugi.local.template.Template;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The template at work: its functions, machines, rules, event sources and API, over whatever ports it is given. The embedded
 * cloud gives SQLite, a test gives the adapters for AWS.
 */
public final class Deployment implements AutoCloseable {
    private final LocalFunctions functions;
    private final ExecutorService callers;
    private final StatusChanges changes;
    private final InProcessEngine engine;
    private final InvokeApi invocations;
    private final LocalApi api;
    private final LoopbackServer server;
    private final QueuePump pump;
    private final Timers timers;

    /**
     * What a deployment stands on.
     *
     * @param files the texts of the files that the template names: the machines, and the API's document
     * @param handlers what answers for each function
     * @param log where the engine keeps its executions
     * @param builds who runs checks
     * @param queues where rules send to and event sources read from
     */
    public record Ground(
            Template template,
            UnaryOperator<String> files,
            HandlerFactory handlers,
            EventLog log,
            Builds builds,
            Queues queues,
            InstantSource clock,
            int port) {}

    private Deployment(Ground ground) throws IOException {
        Template template = ground.template();
        functions = new LocalFunctions(template.functions(), ground.handlers(), ground.clock());
        callers = Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name("caller-", 0).factory());
        changes = new StatusChanges(template.rules(), ground.queues());
        engine = InProcessEngine.builder()
                .log(ground.log())
                .connector(new Lambda(functions, callers))
                .connector(new CodeBuild(ground.builds(), callers))
                .listener(changes::accept)
                .open();
        Machines.deploy(template.machines(ground.files()), engine);
        invocations = new InvokeApi(functions);
        api = new LocalApi(functions, template.routes(ground.files()).getFirst().function());
        server = listen(ground);
        timers = Timers.start(template.timers(), functions, ground.clock());
        pump = QueuePump.start(template.eventSources(), ground.queues(), functions, Stack.LOCAL);
    }

    private LoopbackServer listen(Ground ground) throws IOException {
        try {
            return LoopbackServer.open(
                    ground.port(),
                    List.of(
                            new ForeignOrigins(),
                            new StepFunctionsApi(engine, ground.clock()),
                            invocations,
                            new Page(api),
                            new RestService(api)));
        } catch (IOException taken) {
            engine.close();
            throw taken;
        }
    }

    /** Opens everything; executions that were at work when the log was last written are aborted first. */
    public static Deployment open(Ground ground) throws IOException {
        return new Deployment(ground);
    }

    /** The handlers in this process, over the ports of each function. */
    public static HandlerFactory onPorts(Function<FunctionSettings, Ports> ports) {
        return function -> handler(function, ports.apply(function));
    }

    /** A function's handler, made from its class's name and the ports, as on AWS it is made from its environment. */
    private static RequestStreamHandler handler(FunctionSettings function, Ports ports) {
        try {
            return Class.forName(function.handler())
                    .asSubclass(RequestStreamHandler.class)
                    .getConstructor(Ports.class)
                    .newInstance(ports);
        } catch (ReflectiveOperationException unfit) {
            throw new IllegalStateException(
                    "the function %s names the handler %s, which cannot be made from ports"
                            .formatted(function.name(), function.handler()),
                    unfit);
        }
    }

    /** Waits until the stops that were found when this opened stand on the record: whoever asks then sees them. */
    void awaitStopsRecorded() {
        try {
            changes.awaitDelivered();
            pump.awaitDrained();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    public Engine engine() {
        return engine;
    }

    public LocalFunctions functions() {
        return functions;
    }

    public LocalApi api() {
        return api;
    }

    public URI endpoint() {
        return server.address();
    }

    /**
     * Stops. The engine ends first, so that what is under way stays in its log as it is: the next opening finds it cut off, and
     * not failed by this.
     */
    @Override
    public void close() {
        server.close();
        timers.close();
        pump.close();
        invocations.close();
        engine.close();
        callers.shutdownNow();
        functions.close();
        changes.close();
    }
}
