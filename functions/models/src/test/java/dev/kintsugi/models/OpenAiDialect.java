package dev.kintsugi.models;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Chat completions as servers write them. */
final class OpenAiDialect implements ScriptedServer.Dialect {
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public boolean isAsked(ScriptedHttp.Request request) {
        return request.path().equals("/v1/chat/completions");
    }

    @Override
    public ScriptedHttp.Act.Answer reply(Says.Reply reply, long promptTokens) {
        ObjectNode body = JSON.createObjectNode().put("object", "chat.completion");
        ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
        choice.put(
                "finish_reason",
                switch (reply.stop()) {
                    case "end_turn" -> "stop";
                    case "tool_use" -> "tool_calls";
                    case "max_tokens" -> "length";
                    case "content_filtered" -> "content_filter";
                    default -> reply.stop();
                });
        ObjectNode message = choice.putObject("message").put("role", "assistant");
        message.put("content", reply.text().isEmpty() && !reply.calls().isEmpty() ? null : reply.text());
        if (!reply.calls().isEmpty()) {
            ArrayNode calls = message.putArray("tool_calls");
            for (Says.Call call : reply.calls()) {
                calls.addObject()
                        .put("id", "call_" + calls.size())
                        .put("type", "function")
                        .putObject("function")
                        .put("name", call.tool())
                        .put("arguments", call.arguments());
            }
        }
        if (reply.counts() != Says.Counts.MISSING) {
            body.putObject("usage")
                    .put("prompt_tokens", promptTokens)
                    .put("completion_tokens", reply.text().length() / 4 + 9);
        }
        return ScriptedHttp.Act.Answer.json(200, body.toString());
    }

    @Override
    public ScriptedHttp.Act.Answer trouble(Says.Trouble trouble) {
        return switch (trouble) {
            case BUSY ->
                ScriptedHttp.Act.Answer.json(429, "{\"error\": {\"message\": \"Rate limit reached\"}}")
                        .with("Retry-After: 2");
            case ERROR_IN_SUCCESS ->
                ScriptedHttp.Act.Answer.json(200, "{\"error\": {\"message\": \"the model fell over\"}}");
            case TOO_LARGE ->
                ScriptedHttp.Act.Answer.json(
                        400,
                        "{\"object\": \"error\", \"message\": \"This model's maximum context length is 512 tokens."
                                + " However, you requested 9000 tokens\"}");
            case UNKNOWN_MODEL ->
                ScriptedHttp.Act.Answer.json(404, "{\"error\": {\"message\": \"model 'm' not found\"}}");
            case REFUSES_TOOLS ->
                ScriptedHttp.Act.Answer.json(
                        400, "{\"error\": {\"message\": \"registry.ollama.ai/library/m does not support tools\"}}");
            default -> throw new IllegalArgumentException("no error of a server: " + trouble);
        };
    }
}
