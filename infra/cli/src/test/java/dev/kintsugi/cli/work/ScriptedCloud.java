package dev.kintsugi.cli.work;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A cloud that answers what it is told to, over HTTP on loopback; the last answer for a call is given again. */
final class ScriptedCloud implements AutoCloseable {
    private record Answer(int status, String body) {}

    private final HttpServer server;
    private final Map<String, Deque<Answer>> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();

    ScriptedCloud() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    ScriptedCloud on(String call, String body) {
        return on(call, 200, body);
    }

    ScriptedCloud on(String call, int status, String body) {
        answers.computeIfAbsent(call, any -> new ArrayDeque<>()).add(new Answer(status, body));
        return this;
    }

    /** A project with its tasks, in the state that the tasks tell. */
    ScriptedCloud project(String status, String... tasks) {
        String counts = """
                {"total": 2, "created": 0, "pending": 1, "partial": 0, "passed": 1, "failed": 0, "skipped": 0,
                 "cancelled": 0, "text": "Total: 2 | Created: 0 | Pending: 1 | Partial: 0 | Passed: 1 | Failed: 0"}""";
        String overview = """
                {"id": "till-a1b2c3", "name": "Till", "status": "%s", "repository": "/repo", "base": "0123456",
                 "branch": "kintsugi/till-a1b2c3/main", "run": 1, "model": "recorded:x", "reviewer_model": "recorded:x",
                 "caller": "local", "cost_usd": 0.031, "budget_usd": 2.0, "submitted_at": "2026-11-21T00:00:00Z",
                 "waits": [], "counts": %s, "something_newer": true}""".formatted(status, counts);
        return on("GET /projects", "{\"projects\": [" + overview + "]}")
                .on("GET /summary", counts)
                .on("GET /projects/till-a1b2c3", overview)
                .on("GET /projects/till-a1b2c3/tasks", "{\"tasks\": [" + String.join(",", tasks) + "]}");
    }

    static String task(String id, String status, int cycle, String more) {
        return """
                {"id": "%s", "job": "till-a1b2c3.%s", "title": "Do %s", "status": "%s", "marks": [], "blocked_by": [],
                 "cycle": %d, "max_cycles": 3, "attempt": 1, "cost_usd": 0.012, "budget_usd": 0.5, "depends_on": []%s}""".formatted(id, id, id, status, cycle, more);
    }

    static String job(String task, String... cycles) {
        return """
                {"task": %s, "project": "till-a1b2c3", "branch": "kintsugi/till-a1b2c3/task/sum",
                 "base": "0123456789abcdef", "cycles": [%s]}""".formatted(task, String.join(",", cycles));
    }

    List<String> asked() {
        return List.copyOf(asked);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(call + (body.isEmpty() ? "" : " " + body));
        Deque<Answer> script = answers.getOrDefault(call, new ArrayDeque<>());
        Answer answer = script.size() > 1
                ? script.poll()
                : script.isEmpty()
                        ? new Answer(
                                404,
                                "{\"status\": 404, \"title\": \"Not found\", \"detail\": \"there is no %s\"}"
                                        .formatted(call))
                        : script.peek();
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
