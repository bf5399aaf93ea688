package dev.kintsugi.core.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Exchanges and conversations as JSON. Written by hand, field by field, because records outlive the classes that wrote
 * them: the same exchange must give the same bytes in every version. {@link ModelJsonReader} is the way back.
 */
public final class ModelJson {
    /** Version of the exchange record. */
    static final int VERSION = 1;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = new JsonMapper();

    private ModelJson() {}

    public static ObjectNode of(Exchange exchange) {
        ObjectNode json = NODES.objectNode();
        json.put("v", VERSION);
        json.set("turn", of(exchange.turn()));
        json.put("model", exchange.model());
        json.put("requestHash", exchange.requestHash());
        json.set("reply", of(exchange.reply()));
        json.put("costMicroDollars", exchange.costMicroDollars());
        json.put("calls", exchange.calls());
        json.put("withTools", exchange.withTools());
        ArrayNode leftOut = json.putArray("leftOut");
        exchange.leftOut().forEach(leftOut::add);
        return json;
    }

    public static ObjectNode of(Turn turn) {
        return NODES.objectNode()
                .put("task", turn.task())
                .put("role", turn.role().word())
                .put("cycle", turn.cycle())
                .put("turn", turn.turn())
                .put("order", turn.order());
    }

    public static ObjectNode of(Reply reply) {
        ObjectNode json = NODES.objectNode();
        json.put("text", reply.text());
        json.set("calls", callsOf(reply.calls()));
        json.put("stop", reply.stopReason().word());
        json.set("usage", of(reply.usage()));
        return json;
    }

    public static ObjectNode of(Usage usage) {
        return NODES.objectNode()
                .put("input", usage.input())
                .put("output", usage.output())
                .put("cacheRead", usage.cacheRead())
                .put("cacheWrite", usage.cacheWrite())
                .put("reported", usage.reported());
    }

    public static ObjectNode of(Message message) {
        ObjectNode json = NODES.objectNode();
        switch (message) {
            case Message.FromUser user -> {
                json.put("from", "user");
                ArrayNode passages = json.putArray("passages");
                user.passages().forEach(passage -> passages.add(of(passage)));
            }
            case Message.FromModel model -> {
                json.put("from", "model");
                json.put("text", model.text());
                json.set("calls", callsOf(model.calls()));
            }
            case Message.FromTools tools -> {
                json.put("from", "tools");
                ArrayNode results = json.putArray("results");
                tools.results()
                        .forEach(result -> results.addObject()
                                .put("id", result.callId())
                                .put("text", result.text())
                                .put("failed", result.failed()));
            }
        }
        return json;
    }

    /** One line, the same bytes for the same node. */
    public static String line(JsonNode json) {
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of plain nodes can always be written", impossible);
        }
    }

    /** SHA-256 of all that a model is shown by this request; names of passages and the turn are for us, not for it. */
    public static String hash(ModelRequest request) {
        ObjectNode shown = NODES.objectNode();
        ArrayNode system = shown.putArray("system");
        request.system().forEach(passage -> system.add(passage.text()));
        ArrayNode messages = shown.putArray("messages");
        for (Message message : request.messages()) {
            ObjectNode json = of(message);
            if (message instanceof Message.FromUser) {
                json.remove("passages");
                json.put("text", message.wholeText());
            }
            messages.add(json);
        }
        ArrayNode tools = shown.putArray("tools");
        for (Tool tool : request.toolbox().tools()) {
            tools.addObject()
                    .put("name", tool.name())
                    .put("description", tool.description())
                    .set("input", tool.inputSchema());
        }
        shown.put("otherwise", request.toolbox().otherwise());
        shown.put("maxTokens", request.maxTokens());
        return sha256(line(shown));
    }

    private static ObjectNode of(Passage passage) {
        return NODES.objectNode()
                .put("name", passage.name())
                .put("text", passage.text())
                .put("keep", passage.keep().name())
                .put("cachePoint", passage.cachePoint());
    }

    private static ArrayNode callsOf(Iterable<ToolCall> calls) {
        ArrayNode json = NODES.arrayNode();
        for (ToolCall call : calls) {
            ObjectNode one = json.addObject().put("id", call.id()).put("name", call.name());
            switch (call) {
                case ToolCall.Usable usable -> one.set("input", usable.input());
                case ToolCall.Unusable unusable ->
                    one.put("text", unusable.text()).put("reason", unusable.reason());
            }
        }
        return json;
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
