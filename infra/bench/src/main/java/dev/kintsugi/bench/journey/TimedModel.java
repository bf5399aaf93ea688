package dev.kintsugi.bench.journey;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that answers as an OpenAI-compatible one does: a coder's question after the task's time, a review at once. */
final class TimedModel implements AutoCloseable {
    private static final Pattern TASK = Pattern.compile("work/\\d{3}/t(\\d{5})\\.txt");
    private static final int MILLIS_PER_SECOND = 1_000;

    private final Workload workload;
    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    TimedModel(Workload workload) throws IOException {
        this.workload = workload;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(workers);
        server.createContext("/v1/chat/completions", this::answer);
        server.start();
    }

    String spec() {
        return "openai:http://127.0.0.1:" + server.getAddress().getPort() + "/v1#timed";
    }

    private void answer(HttpExchange exchange) throws IOException {
        String question = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String answer;
        if (question.contains("submit_review")) {
            answer = """
                    {"role": "assistant", "content": null, "tool_calls": [{"id": "1", "type": "function", "function":
                     {"name": "submit_review",
                      "arguments": "{\\"approved\\": true, \\"findings\\": [], \\"verifications\\": []}"}}]}""";
        } else {
            Matcher task = TASK.matcher(question);
            int number = task.find() ? Integer.parseInt(task.group(1)) : 0;
            pause(workload.seconds().get(number));
            answer = "{\"role\": \"assistant\", \"content\": \"FILE: %1$s\\n```\\n%2$s\\n```\\n\"}"
                    .formatted(Workload.file(number), Workload.id(number));
        }
        byte[] body = """
                {"choices": [{"index": 0, "finish_reason": "stop", "message": %s}],
                 "usage": {"prompt_tokens": %d, "completion_tokens": 20}}""".formatted(answer, question.length() / 3).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void pause(double seconds) {
        try {
            Thread.sleep((long) (seconds * MILLIS_PER_SECOND));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
