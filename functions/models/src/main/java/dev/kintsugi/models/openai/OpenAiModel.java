package dev.kintsugi.models.openai;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.kintsugi.core.model.ModelRequest;
import dev.kintsugi.core.model.Reply;
import dev.kintsugi.models.Excerpt;
import dev.kintsugi.models.Provider;
import dev.kintsugi.models.ProviderReply;
import dev.kintsugi.models.Secret;
import dev.kintsugi.models.Timeouts;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A server that speaks OpenAI's chat completions. What it turns out not to know (tools, the name of the output limit) is
 * remembered, so that it is found out once.
 */
public final class OpenAiModel implements Provider {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Endpoint endpoint;
    private final String model;
    private final @Nullable Secret key;
    private final Timeouts timeouts;
    private final BoundedHttp http;
    private final ServerWindow window;
    private final AtomicBoolean refusesTools = new AtomicBoolean();
    private final AtomicBoolean hasOtherLimitName = new AtomicBoolean();

    /**
     * One model of one server.
     *
     * @param key sent as a bearer token, if there is one
     */
    public OpenAiModel(Endpoint endpoint, String model, @Nullable Secret key, Timeouts timeouts) {
        this.endpoint = endpoint;
        this.model = model;
        this.key = key;
        this.timeouts = timeouts;
        this.http = new BoundedHttp(timeouts, key);
        this.window = new ServerWindow(http, endpoint, model);
    }

    @Override
    public String name() {
        return model;
    }

    @Override
    public boolean onThisMachine() {
        return endpoint.isOnThisMachine();
    }

    @Override
    public OptionalInt contextTokens() {
        return window.tokens();
    }

    @Override
    public String windowAdvice() {
        return """
                Raise the server's window: for Ollama start it with OLLAMA_CONTEXT_LENGTH=32768 (or more), or make a \
                model whose Modelfile says PARAMETER num_ctx 32768; llama.cpp takes --ctx-size, vLLM --max-model-len. \
                Then set context_tokens in the project to the same number.""";
    }

    @Override
    public ProviderReply send(ModelRequest request, int part) {
        ModelRequest sent = refusesTools.get() ? request.withoutTools() : request;
        String limitName = hasOtherLimitName.get() ? "max_completion_tokens" : "max_tokens";
        BoundedHttp.Outcome outcome =
                http.post(endpoint.chat(), ChatRequest.of(model, sent, limitName), timeouts.total());
        window.afterCall();
        return switch (outcome) {
            case BoundedHttp.Outcome.NotConnected nobody -> new ProviderReply.Unreachable(nobody.reason());
            case BoundedHttp.Outcome.Broken broken -> new ProviderReply.Lost(broken.reason());
            case BoundedHttp.Outcome.Flooded flooded -> new ProviderReply.Garbled(flooded.reason());
            case BoundedHttp.Outcome.Arrived arrived -> read(arrived, request, sent, part);
        };
    }

    private ProviderReply read(BoundedHttp.Outcome.Arrived arrived, ModelRequest request, ModelRequest sent, int part) {
        JsonNode body = json(arrived.body());
        Optional<String> error = Faults.message(body);
        boolean success = arrived.status() >= 200 && arrived.status() < 300;
        if (success && error.isEmpty()) {
            return reply(arrived, body, sent);
        }
        String message = hidden(error.orElseGet(arrived::body));
        if (mayAskOtherwise(Faults.kind(message), sent)) {
            return send(request, part);
        }
        int status = Faults.status(body, arrived.status());
        if (status >= 200 && status < 300) {
            return switch (Faults.of(endpoint, status, message, Optional.empty())) {
                case ProviderReply.TooLarge large -> large;
                case ProviderReply other ->
                    new ProviderReply.Garbled(
                            "the server answered %d, with an error in it: %s".formatted(status, Excerpt.of(message)));
            };
        }
        return Faults.of(endpoint, status, message, arrived.retryAfter());
    }

    /** Remembers what the server does not know; true when it was not known before, so that asking again makes sense. */
    private boolean mayAskOtherwise(Faults.Fault fault, ModelRequest sent) {
        return switch (fault) {
            case NO_TOOLS -> !sent.toolbox().isEmpty() && !refusesTools.getAndSet(true);
            case OTHER_LIMIT_NAME -> !hasOtherLimitName.getAndSet(true);
            case OTHER -> false;
        };
    }

    private ProviderReply reply(BoundedHttp.Outcome.Arrived arrived, JsonNode body, ModelRequest sent) {
        if (!arrived.utf8() || body.isMissingNode() || !body.has("choices")) {
            return new ProviderReply.Garbled("the server answered %d with no chat completion (%s): %s"
                    .formatted(arrived.status(), arrived.contentType(), Excerpt.of(hidden(arrived.body()))));
        }
        try {
            Reply reply = ChatReply.read(body, sent, window.known());
            return new ProviderReply.Replied(reply, !sent.toolbox().isEmpty());
        } catch (ChatReply.NoReplyException none) {
            return new ProviderReply.Garbled(hidden(String.valueOf(none.getMessage())));
        }
    }

    private static JsonNode json(String body) {
        try {
            return MAPPER.readTree(body);
        } catch (JacksonException noJson) {
            return MissingNode.getInstance();
        }
    }

    private String hidden(String text) {
        return key == null ? text : key.hideIn(text);
    }
}
