package dev.kintsugi.cli.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * A server that speaks chat completions on loopback, as Ollama and vLLM do, with a script in place of a model. The one
 * word that a run asks for before it begins is answered as it should be.
 */
final class ModelServer implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int PROBE_TOKENS = 16;

    /** What is done with a question. */
    @FunctionalInterface
    interface Answer {
        void give(HttpExchange exchange, Question question) throws IOException;

        static Answer says(String text) {
            return completion(message(text), "stop");
        }

        static Answer calls(String tool, Map<String, ?> input) {
            return calls(tool, JSON.valueToTree(input).toString(), 1);
        }

        /** The same call so many times in one reply, with its arguments as they go over the wire. */
        static Answer calls(String tool, String arguments, int times) {
            ObjectNode message = message("");
            ArrayNode calls = message.putArray("tool_calls");
            for (int call = 1; call <= times; call++) {
                calls.addObject()
                        .put("id", "call_" + call)
                        .put("type", "function")
                        .putObject("function")
                        .put("name", tool)
                        .put("arguments", arguments);
            }
            return completion(message, "tool_calls");
        }

        static Answer ending(String reason, String text) {
            return completion(message(text), reason);
        }

        static Answer counting(String text, JsonNode usage) {
            return (exchange, question) -> send(exchange, 200, "application/json", body(message(text), "stop", usage));
        }

        static Answer status(int status, String body) {
            return (exchange, question) -> send(exchange, status, "application/json", body);
        }

        static Answer page(String html) {
            return (exchange, question) -> send(exchange, 200, "text/html", html);
        }

        /** Promises more than it sends, and goes. */
        static Answer closesHalfway() {
            return (exchange, question) -> {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, 10_000);
                exchange.getResponseBody().write("{\"choices\": [{\"mess".getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                exchange.close();
            };
        }

        private static Answer completion(ObjectNode message, String reason) {
            return (exchange, question) -> send(
                    exchange,
                    200,
                    "application/json",
                    body(
                            message,
                            reason,
                            JSON.createObjectNode()
                                    .put(
                                            "prompt_tokens",
                                            question.body().toString().length() / 4)
                                    .put("completion_tokens", message.toString().length() / 4)));
        }
    }

    /** A question as it came. */
    record Question(JsonNode body) {
        boolean isProbe() {
            return body.path("max_tokens").asInt() == PROBE_TOKENS;
        }

        boolean offers(String tool) {
            return body.path("tools").findValuesAsText("name").contains(tool);
        }

        /** Put to a reviewer, with tools or without. */
        boolean isReview() {
            return offers("submit_review") || text().contains("VERIFICATION:");
        }

        /** All that was said so far. */
        String text() {
            return body.path("messages").toString();
        }

        /** How many replies of the model it holds: the place of the one that is asked for, from 0. */
        int turn() {
            return (int) body.path("messages").findValuesAsText("role").stream()
                    .filter("assistant"::equals)
                    .count();
        }

        /** The answer to the last call that was made. */
        String lastResult() {
            JsonNode messages = body.path("messages");
            return messages.path(messages.size() - 1).path("content").asText();
        }
    }

    private final HttpServer server;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Question> asked = new CopyOnWriteArrayList<>();

    /** Answers by the script; null is no answer at all, for ever. */
    ModelServer(Function<Question, Answer> script) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noSocket) {
            throw new UncheckedIOException(noSocket);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", exchange -> answer(exchange, script));
        server.start();
    }

    /** Such a server without tools says so, and is asked again without any. */
    static Function<Question, Answer> withoutTools(Function<Question, Answer> script) {
        return question -> question.body().has("tools")
                ? Answer.status(400, "{\"error\": {\"message\": \"registry/scripted does not support tools\"}}")
                : script.apply(question);
    }

    /** Holds the line, without a word, until the server closes. */
    Answer hangs() {
        return (exchange, question) -> {
            try {
                closed.await();
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        };
    }

    /** How a command names this server's model. */
    String model() {
        return "openai:http://127.0.0.1:%d/v1#scripted"
                .formatted(server.getAddress().getPort());
    }

    /** The questions after the first word. */
    List<Question> asked() {
        return new ArrayList<>(asked);
    }

    private void answer(HttpExchange exchange, Function<Question, Answer> script) throws IOException {
        Question question = new Question(JSON.readTree(exchange.getRequestBody()));
        if (question.isProbe()) {
            Answer.says("ready").give(exchange, question);
            return;
        }
        asked.add(question);
        script.apply(question).give(exchange, question);
    }

    private static ObjectNode message(String text) {
        return JSON.createObjectNode().put("role", "assistant").put("content", text);
    }

    private static String body(ObjectNode message, String reason, JsonNode usage) {
        ObjectNode body = JSON.createObjectNode().put("object", "chat.completion");
        ObjectNode choice = body.putArray("choices").addObject();
        choice.put("index", 0).put("finish_reason", reason).set("message", message);
        if (!usage.isMissingNode()) {
            body.set("usage", usage);
        }
        return body.toString();
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
