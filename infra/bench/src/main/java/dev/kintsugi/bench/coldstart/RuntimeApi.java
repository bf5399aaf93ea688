package dev.kintsugi.bench.coldstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** The part of Lambda's Runtime API that one call needs, and beside it a DynamoDB that knows no item. */
final class RuntimeApi implements AutoCloseable {
    private static final String INVOCATION = "/2018-06-01/runtime/invocation/";

    /** What the client has as an emulated table: every get finds nothing, every query is empty. */
    private static final String NO_ITEM = "{\"Items\":[],\"Count\":0,\"ScannedCount\":0}";

    private final HttpServer server;
    private final String event;
    private final CompletableFuture<Long> asked = new CompletableFuture<>();
    private final CompletableFuture<Long> answered = new CompletableFuture<>();
    private final CompletableFuture<String> answer = new CompletableFuture<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    RuntimeApi(String event) throws IOException {
        this.event = event;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name("runtime-api-", 0).factory()));
        server.createContext("/", this::handle);
        server.start();
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** When the function had started and asked for its first call, in nanoseconds of this JVM's clock. */
    CompletableFuture<Long> asked() {
        return asked;
    }

    /** When it answered that call. */
    CompletableFuture<Long> answered() {
        return answered;
    }

    /** What it answered, or the fault that it told. */
    String answer() {
        return answer.join();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (path.equals(INVOCATION + "next")) {
            next(exchange);
        } else if (path.startsWith("/2018-06-01/")) {
            answered.complete(System.nanoTime());
            answer.complete(new String(body, StandardCharsets.UTF_8));
            reply(exchange, 202, "");
        } else {
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
            reply(exchange, 200, NO_ITEM);
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        if (!asked.complete(System.nanoTime())) {
            try {
                closing.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
            return;
        }
        exchange.getResponseHeaders().add("Lambda-Runtime-Aws-Request-Id", "cold-start");
        exchange.getResponseHeaders()
                .add("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + 60_000));
        exchange.getResponseHeaders()
                .add("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:000000000000:function:cold");
        exchange.getResponseHeaders().add("Lambda-Runtime-Trace-Id", "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700");
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        reply(exchange, 200, event);
    }

    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
