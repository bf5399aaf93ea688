package dev.kintsugi.models.openai;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.kintsugi.core.model.ModelJson;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks a server for its window. vLLM tells it in {@code /v1/models}, llama.cpp in {@code /props}, Ollama in
 * {@code /api/show} when the model's file sets it and in {@code /api/ps} once the model is loaded. What the weights could
 * take ({@code context_length} in Ollama, {@code n_ctx_train} in llama.cpp) is no window: the server may have less.
 */
final class ServerWindow {
    /** For each question: a server that takes longer is not worth waiting for. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Before the first call and once after one, since Ollama knows more when the model is loaded. */
    private static final int MAX_ASKED = 2;

    private static final Pattern NUM_CTX = Pattern.compile("(?m)^\\s{0,20}num_ctx\\s{1,100}(\\d{3,8})\\s{0,20}$");
    private static final JsonMapper MAPPER = new JsonMapper();

    private final BoundedHttp http;
    private final Endpoint endpoint;
    private final String model;
    private OptionalInt known = OptionalInt.empty();
    private int asked;
    private boolean called;

    ServerWindow(BoundedHttp http, Endpoint endpoint, String model) {
        this.http = http;
        this.endpoint = endpoint;
        this.model = model;
    }

    synchronized OptionalInt tokens() {
        boolean worthAsking = asked == 0 || (called && asked < MAX_ASKED);
        if (known.isEmpty() && worthAsking) {
            asked++;
            known = ask();
        }
        return known;
    }

    synchronized OptionalInt known() {
        return known;
    }

    synchronized void afterCall() {
        called = true;
    }

    private OptionalInt ask() {
        OptionalInt told = fromModels(get(endpoint.models()));
        if (told.isEmpty()) {
            told = number(get(endpoint.root("/props"))
                    .path("default_generation_settings")
                    .path("n_ctx"));
        }
        return told.isPresent() ? told : fromOllama();
    }

    private OptionalInt fromModels(JsonNode models) {
        for (JsonNode one : models.path("data")) {
            if (one.path("id").asText("").equals(model)) {
                OptionalInt window = number(one.path("max_model_len"));
                return window.isPresent() ? window : number(one.path("context_length"));
            }
        }
        return OptionalInt.empty();
    }

    private OptionalInt fromOllama() {
        JsonNode show = post(endpoint.root("/api/show"));
        Matcher numCtx = NUM_CTX.matcher(show.path("parameters").asText(""));
        if (numCtx.find()) {
            return OptionalInt.of(Integer.parseInt(numCtx.group(1)));
        }
        if (show.isMissingNode()) {
            return OptionalInt.empty();
        }
        for (JsonNode loaded : get(endpoint.root("/api/ps")).path("models")) {
            String name = loaded.path("name").asText("");
            if (name.equals(model) || name.equals(model + ":latest")) {
                return number(loaded.path("context_length"));
            }
        }
        return OptionalInt.empty();
    }

    private JsonNode get(URI address) {
        return json(http.get(address, PATIENCE));
    }

    private JsonNode post(URI address) {
        return json(http.post(address, ModelJson.line(MAPPER.createObjectNode().put("model", model)), PATIENCE));
    }

    private static JsonNode json(BoundedHttp.Outcome outcome) {
        if (!(outcome instanceof BoundedHttp.Outcome.Arrived arrived) || arrived.status() != 200) {
            return MissingNode.getInstance();
        }
        try {
            return MAPPER.readTree(arrived.body());
        } catch (JacksonException noJson) {
            return MissingNode.getInstance();
        }
    }

    private static OptionalInt number(JsonNode number) {
        return number.isInt() && number.intValue() > 0 ? OptionalInt.of(number.intValue()) : OptionalInt.empty();
    }
}
