package dev.kintsugi.models.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.core.model.ModelRequest;
import dev.kintsugi.core.model.Reply;
import dev.kintsugi.core.model.StopReason;
import dev.kintsugi.core.model.TokenEstimate;
import dev.kintsugi.core.model.ToolCall;
import dev.kintsugi.core.model.Usage;
import dev.kintsugi.models.ToolNames;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Reads a chat completion, and says of anything else why it is none. */
final class ChatReply {
    /** The body is no chat completion. */
    static final class NoReplyException extends Exception {
        private static final long serialVersionUID = 1L;

        NoReplyException(String message) {
            super(message);
        }
    }

    /** No model writes or reads more in one exchange; a larger count is a lie. */
    private static final long MAX_COUNT = 100_000_000;

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String THINKING = "<think>";
    private static final String THOUGHT = "</think>";

    private ChatReply() {}

    static Reply read(JsonNode body, ModelRequest sent, OptionalInt window) throws NoReplyException {
        JsonNode choice = body.path("choices").path(0);
        JsonNode message = choice.path("message");
        if (!message.isObject()) {
            throw new NoReplyException("the answer holds no message");
        }
        String text = withoutThoughts(text(message.path("content")));
        List<ToolCall> calls = calls(message);
        Usage usage = usage(body.path("usage"), sent, text, calls);
        boolean refused = message.path("refusal").isTextual() && text.isBlank();
        StopReason stop = refused
                ? StopReason.CONTENT_FILTERED
                : stopReason(choice.path("finish_reason"), usage, window, !calls.isEmpty());
        return new Reply(text, calls, stop, usage);
    }

    private static String text(JsonNode content) {
        if (content.isTextual()) {
            return content.textValue();
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content) {
            text.append(part.path("text").asText(""));
        }
        return text.toString();
    }

    /** Models that reason aloud would otherwise have the edits they only considered applied. */
    private static String withoutThoughts(String text) {
        if (!text.stripLeading().startsWith(THINKING)) {
            return text;
        }
        int end = text.indexOf(THOUGHT);
        return end < 0 ? "" : text.substring(end + THOUGHT.length()).stripLeading();
    }

    private static List<ToolCall> calls(JsonNode message) {
        List<ToolCall> calls = new ArrayList<>();
        for (JsonNode call : message.path("tool_calls")) {
            calls.add(call(call.path("id").asText(""), call.path("function"), calls.size() + 1));
        }
        if (calls.isEmpty() && message.path("function_call").isObject()) {
            calls.add(call("", message.path("function_call"), 1));
        }
        return calls;
    }

    private static ToolCall call(String id, JsonNode function, int place) {
        String callId = id.isEmpty() ? "call_" + place : id;
        String name = ToolNames.clean(function.path("name").asText(""));
        JsonNode arguments = function.path("arguments");
        if (arguments.isObject()) {
            return new ToolCall.Usable(callId, name, (ObjectNode) arguments);
        }
        String text = arguments.asText("");
        try {
            if (text.isBlank()) {
                return new ToolCall.Usable(callId, name, MAPPER.createObjectNode());
            }
            if (MAPPER.readerFor(JsonNode.class)
                            .with(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                            .readValue(text)
                    instanceof ObjectNode input) {
                return new ToolCall.Usable(callId, name, input);
            }
            return new ToolCall.Unusable(callId, name, text, "the arguments must be a JSON object");
        } catch (JsonProcessingException broken) {
            return new ToolCall.Unusable(
                    callId, name, text, "the arguments are no valid JSON: " + broken.getOriginalMessage());
        }
    }

    private static StopReason stopReason(JsonNode reason, Usage usage, OptionalInt window, boolean calls)
            throws NoReplyException {
        return switch (reason.asText("")) {
            case "stop", "eos", "eos_token", "end_turn", "stop_sequence", "tool_calls", "function_call", "tool_use" ->
                calls ? StopReason.TOOL_USE : StopReason.END_TURN;
            case "length", "max_tokens", "model_length" ->
                fillsWindow(usage, window) ? StopReason.MODEL_CONTEXT_WINDOW_EXCEEDED : StopReason.MAX_TOKENS;
            case "content_filter" -> StopReason.CONTENT_FILTERED;
            case "", "null" ->
                throw new NoReplyException("the answer does not say why it ended, so it may be half a reply");
            default ->
                throw new NoReplyException("the answer ended for a reason that is not known: " + reason.asText());
        };
    }

    /** A server that ran out of its window says "length" too, and going on would help nothing. */
    private static boolean fillsWindow(Usage usage, OptionalInt window) {
        long total = usage.prompt() + usage.output();
        if (!usage.reported()) {
            return false;
        }
        return window.isPresent() ? total >= window.getAsInt() : total >= 2_048 && Long.bitCount(total) == 1;
    }

    private static Usage usage(JsonNode usage, ModelRequest sent, String text, List<ToolCall> calls) {
        long prompt = count(usage.path("prompt_tokens"));
        long output = count(usage.path("completion_tokens"));
        String written = text + calls.stream().map(ToolCall::wholeText).reduce("", String::concat);
        // A reply of many words for no tokens is a lie, and a budget would believe it.
        boolean truthful = prompt > 0 && output >= 0 && output * 2 >= TokenEstimate.atLeast(written);
        if (!truthful) {
            return Usage.estimated(TokenEstimate.atMost(sent), TokenEstimate.atMost(written));
        }
        long cached = Math.clamp(count(usage.path("prompt_tokens_details").path("cached_tokens")), 0, prompt);
        return new Usage(prompt - cached, output, cached, 0, true);
    }

    private static long count(JsonNode number) {
        return number.isIntegralNumber() && number.canConvertToLong() && number.longValue() <= MAX_COUNT
                ? number.longValue()
                : -1;
    }
}
