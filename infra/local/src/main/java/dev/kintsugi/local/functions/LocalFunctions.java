package dev.kintsugi.local.functions;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.engine.task.LambdaFunctions;
import dev.kintsugi.local.template.FunctionSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The functions of the template, called in this process. */
public final class LocalFunctions implements LambdaFunctions, AutoCloseable {
    /** Bytes of a request or an answer: Lambda's 6 MB. */
    public static final int PAYLOAD_BYTES = 6 * 1024 * 1024;

    /** How long closing waits for calls that are under way before it interrupts them. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final Duration END = Duration.ofSeconds(10);
    private static final System.Logger LOG = System.getLogger(LocalFunctions.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, FunctionSettings> functions = new LinkedHashMap<>();
    private final Map<String, RequestStreamHandler> handlers = new ConcurrentHashMap<>();
    private final HandlerFactory factory;
    private final InstantSource clock;
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("function-", 0).factory());

    public LocalFunctions(Collection<FunctionSettings> all, HandlerFactory factory, InstantSource clock) {
        all.forEach(function -> functions.put(function.name(), function));
        this.factory = factory;
        this.clock = clock;
    }

    public Collection<FunctionSettings> all() {
        return functions.values();
    }

    /** A function by its name, its ARN, or either with the qualifier {@code $LATEST}. */
    public Optional<FunctionSettings> find(String nameOrArn) {
        String name = nameOrArn.endsWith(":$LATEST")
                ? nameOrArn.substring(0, nameOrArn.length() - ":$LATEST".length())
                : nameOrArn;
        return Optional.ofNullable(functions.get(name.substring(name.lastIndexOf(':') + 1)))
                .filter(function -> name.equals(function.name()) || name.equals(function.arn()));
    }

    @Override
    public Answer invoke(String function, String payload) throws InterruptedException {
        FunctionSettings settings = find(function).orElseThrow(() -> new NoSuchFunctionException(function));
        byte[] event = payload.getBytes(StandardCharsets.UTF_8);
        if (event.length > PAYLOAD_BYTES) {
            return failed(
                    "Lambda.RequestTooLargeException",
                    "%d byte payload is too large for the RequestResponse invocation type (limit %d bytes)"
                            .formatted(event.length, PAYLOAD_BYTES));
        }
        Future<byte[]> running = threads.submit(() -> call(settings, event));
        try {
            return answer(settings, running.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException tooLong) {
            running.cancel(true);
            return failed(
                    "Sandbox.Timedout",
                    String.format(
                            Locale.ROOT,
                            "Error: Task timed out after %d.00 seconds",
                            settings.timeout().toSeconds()));
        } catch (InterruptedException nobodyWaits) {
            running.cancel(true);
            throw nobodyWaits;
        } catch (ExecutionException thrown) {
            return failure(settings, thrown.getCause() == null ? thrown : thrown.getCause());
        }
    }

    private byte[] call(FunctionSettings settings, byte[] event) throws IOException {
        RequestStreamHandler handler = handlers.computeIfAbsent(settings.name(), name -> factory.make(settings));
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(event), answer, new CallContext(settings, clock));
        return answer.toByteArray();
    }

    private static Answer answer(FunctionSettings settings, byte[] answer) {
        if (answer.length > PAYLOAD_BYTES) {
            return failed(
                    "Function.ResponseSizeTooLarge",
                    "Response payload size exceeded maximum allowed payload size (%d bytes)".formatted(PAYLOAD_BYTES));
        }
        String text = new String(answer, StandardCharsets.UTF_8);
        LOG.log(System.Logger.Level.DEBUG, "{0} answered {1} bytes", settings.name(), answer.length);
        return Answer.returned(text.isEmpty() ? "null" : text);
    }

    /** Lambda's name for what a handler throws is its class, package and all. */
    private static Answer failure(FunctionSettings settings, Throwable thrown) {
        LOG.log(System.Logger.Level.DEBUG, () -> settings.name() + " failed", thrown);
        String type = thrown instanceof ReportedFailure reported
                ? reported.type()
                : thrown.getClass().getName();
        return failed(type, thrown.getMessage());
    }

    private static Answer failed(String type, @Nullable String message) {
        Map<String, @Nullable String> error = new LinkedHashMap<>();
        error.put("errorMessage", message);
        error.put("errorType", type);
        try {
            return Answer.failed(JSON.writeValueAsString(error));
        } catch (IOException impossible) {
            throw new IllegalStateException("texts can be written as JSON", impossible);
        }
    }

    /** Waits a little for calls under way, then interrupts them; what they had not written is as after a crash. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
                threads.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException stopped) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
