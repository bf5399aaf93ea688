package dev.kintsugi.local.emulator;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.kintsugi.local.functions.ReportedFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;

/** Lambda's Runtime API for one process: hands it one call after the other. */
final class RuntimeApi implements AutoCloseable {
    private static final String INVOCATION = "/2018-06-01/runtime/invocation/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final SynchronousQueue<Call> calls = new SynchronousQueue<>();
    private volatile CompletableFuture<byte[]> answer = new CompletableFuture<>();
    private final Process process;

    private record Call(String event, String id, String arn, long deadline) {}

    /** Starts the process that asks at an address. */
    interface Starting {
        Process start(String address) throws IOException;
    }

    private RuntimeApi(Starting starting) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        process = starting.start("127.0.0.1:" + server.getAddress().getPort());
        // Nobody waits for it: whoever has a call there is told.
        CompletableFuture<?> unused = process.onExit()
                .thenRun(() -> answer.completeExceptionally(
                        new ReportedFailure("Runtime.ExitError", "the process ended with " + process.exitValue())));
    }

    static RuntimeApi start(Starting starting) throws IOException {
        return new RuntimeApi(starting);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    byte[] call(byte[] event, Context context) throws InterruptedException {
        CompletableFuture<byte[]> mine = new CompletableFuture<>();
        answer = mine;
        if (!isAlive()) {
            throw new ReportedFailure("Runtime.ExitError", "the process ended");
        }
        try {
            calls.put(new Call(
                    new String(event, StandardCharsets.UTF_8),
                    context.getAwsRequestId(),
                    context.getInvokedFunctionArn(),
                    System.currentTimeMillis() + context.getRemainingTimeInMillis()));
            return mine.get();
        } catch (InterruptedException timedOut) {
            // As Lambda does with a call that takes too long.
            process.destroyForcibly();
            throw timedOut;
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof ReportedFailure reported
                    ? reported
                    : new IllegalStateException(failed.getCause());
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            if (path.equals(INVOCATION + "next")) {
                next(exchange);
                return;
            }
            exchange.sendResponseHeaders(202, -1);
            if (path.endsWith("/response")) {
                answer.complete(body);
            } else {
                JsonNode error = JSON.readTree(body);
                answer.completeExceptionally(new ReportedFailure(
                        error.path("errorType").asText(),
                        error.path("errorMessage").asText()));
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        Call call = calls.take();
        var headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", call.id());
        headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(call.deadline()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", call.arn());
        headers.set("Content-Type", "application/json");
        byte[] event = call.event().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, event.length);
        exchange.getResponseBody().write(event);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        server.stop(0);
    }
}
