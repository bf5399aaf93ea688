package dev.kintsugi.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Converse's REST-JSON as Bedrock writes it. */
final class BedrockDialect implements ScriptedServer.Dialect {
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public boolean isAsked(ScriptedHttp.Request request) {
        return request.path().endsWith("/converse");
    }

    @Override
    public ScriptedHttp.Act.Answer reply(Says.Reply reply, long promptTokens) {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode content = body.putObject("output")
                .putObject("message")
                .put("role", "assistant")
                .putArray("content");
        if (!reply.text().isEmpty()) {
            content.addObject().put("text", reply.text());
        }
        for (Says.Call call : reply.calls()) {
            ObjectNode use = content.addObject().putObject("toolUse");
            use.put("toolUseId", "tooluse_" + content.size()).put("name", call.tool());
            try {
                use.set("input", JSON.readTree(call.arguments()));
            } catch (JsonProcessingException text) {
                // Converse parses for us; what it could not parse comes as a text.
                use.put("input", call.arguments());
            }
        }
        body.put("stopReason", reply.stop());
        if (reply.counts() != Says.Counts.MISSING) {
            body.putObject("usage")
                    .put("inputTokens", promptTokens)
                    .put("outputTokens", reply.text().length() / 4 + 9)
                    .put("totalTokens", promptTokens + reply.text().length() / 4 + 9);
        }
        return ScriptedHttp.Act.Answer.json(200, body.toString());
    }

    @Override
    public ScriptedHttp.Act.Answer trouble(Says.Trouble trouble) {
        return switch (trouble) {
            case BUSY -> error(429, "ThrottlingException", "Too many requests, please wait before trying again.");
            case ERROR_IN_SUCCESS -> ScriptedHttp.Act.Answer.json(200, "{\"message\": \"the model fell over\"}");
            case TOO_LARGE -> error(400, "ValidationException", "Input is too long for requested model.");
            case UNKNOWN_MODEL -> error(400, "ValidationException", "The provided model identifier is invalid.");
            case REFUSES_TOOLS -> error(400, "ValidationException", "This model doesn't support tool use.");
            default -> throw new IllegalArgumentException("no error of a server: " + trouble);
        };
    }

    private static ScriptedHttp.Act.Answer error(int status, String type, String message) {
        return ScriptedHttp.Act.Answer.json(
                        status, JSON.createObjectNode().put("message", message).toString())
                .with("x-amzn-ErrorType: " + type);
    }
}
