package dev.kintsugi.models.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.core.model.Message;
import dev.kintsugi.core.model.ModelJson;
import dev.kintsugi.core.model.ModelRequest;
import dev.kintsugi.core.model.Passage;
import dev.kintsugi.core.model.Tool;
import dev.kintsugi.core.model.ToolCall;
import java.util.List;
import java.util.stream.Collectors;

/** A request as the body of {@code POST /chat/completions}. Not streamed: whole answers are what every server gets right. */
final class ChatRequest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ChatRequest() {}

    /**
     * The body as one line of JSON.
     *
     * @param limitName {@code max_tokens}, or what newer OpenAI models call it
     */
    static String of(String model, ModelRequest request, String limitName) {
        ObjectNode body = NODES.objectNode();
        body.put("model", model);
        ArrayNode messages = body.putArray("messages");
        if (!request.system().isEmpty()) {
            messages.addObject().put("role", "system").put("content", joined(request.system()));
        }
        request.messages().forEach(message -> add(messages, message));
        if (!request.toolbox().isEmpty()) {
            ArrayNode tools = body.putArray("tools");
            request.toolbox().tools().forEach(tool -> tools.add(of(tool)));
        }
        body.put(limitName, request.maxTokens());
        body.put("stream", false);
        return ModelJson.line(body);
    }

    private static void add(ArrayNode messages, Message message) {
        switch (message) {
            case Message.FromUser user ->
                messages.addObject().put("role", "user").put("content", joined(user.passages()));
            case Message.FromModel model -> {
                ObjectNode json = messages.addObject().put("role", "assistant").put("content", model.text());
                if (!model.calls().isEmpty()) {
                    ArrayNode calls = json.putArray("tool_calls");
                    model.calls().forEach(call -> calls.add(of(call)));
                }
            }
            case Message.FromTools tools ->
                tools.results()
                        .forEach(result -> messages.addObject()
                                .put("role", "tool")
                                .put("tool_call_id", result.callId())
                                .put("content", result.failed() ? "failed: " + result.text() : result.text()));
        }
    }

    private static ObjectNode of(ToolCall call) {
        ObjectNode json = NODES.objectNode().put("id", call.id()).put("type", "function");
        json.putObject("function")
                .put("name", call.name())
                .put(
                        "arguments",
                        switch (call) {
                            case ToolCall.Usable usable -> ModelJson.line(usable.input());
                            // Servers parse what they get back, so broken arguments are not sent again.
                            case ToolCall.Unusable unusable -> "{}";
                        });
        return json;
    }

    private static ObjectNode of(Tool tool) {
        ObjectNode json = NODES.objectNode().put("type", "function");
        json.putObject("function")
                .put("name", tool.name())
                .put("description", tool.description())
                .set("parameters", tool.inputSchema());
        return json;
    }

    private static String joined(List<Passage> passages) {
        return passages.stream().map(Passage::text).collect(Collectors.joining());
    }
}
