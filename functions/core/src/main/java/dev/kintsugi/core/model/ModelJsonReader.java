package dev.kintsugi.core.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link ModelJson} wrote; a record that is not one is refused with the field that is wrong. */
public final class ModelJsonReader {
    private ModelJsonReader() {}

    public static Exchange exchange(JsonNode json) {
        long version = number(json, "v");
        if (version != ModelJson.VERSION) {
            throw new IllegalArgumentException(
                    "this exchange was written as version %d, and this program reads version %d: use a newer one"
                            .formatted(version, ModelJson.VERSION));
        }
        List<String> leftOut = new ArrayList<>();
        list(json, "leftOut").forEach(name -> leftOut.add(name.asText()));
        return new Exchange(
                turn(field(json, "turn")),
                text(json, "model"),
                text(json, "requestHash"),
                reply(field(json, "reply")),
                number(json, "costMicroDollars"),
                Math.toIntExact(number(json, "calls")),
                flag(json, "withTools"),
                leftOut);
    }

    public static Turn turn(JsonNode json) {
        return new Turn(
                text(json, "task"),
                Role.ofWord(text(json, "role")),
                Math.toIntExact(number(json, "cycle")),
                Math.toIntExact(number(json, "turn")),
                Math.toIntExact(number(json, "order")));
    }

    public static Reply reply(JsonNode json) {
        String stop = text(json, "stop");
        return new Reply(
                text(json, "text"),
                calls(list(json, "calls")),
                StopReason.ofWord(stop)
                        .orElseThrow(() -> new IllegalArgumentException("no stop reason is called '" + stop + "'")),
                usage(field(json, "usage")));
    }

    public static Usage usage(JsonNode json) {
        return new Usage(
                number(json, "input"),
                number(json, "output"),
                number(json, "cacheRead"),
                number(json, "cacheWrite"),
                flag(json, "reported"));
    }

    public static Message message(JsonNode json) {
        String from = text(json, "from");
        return switch (from) {
            case "user" -> new Message.FromUser(passages(list(json, "passages")));
            case "model" -> new Message.FromModel(text(json, "text"), calls(list(json, "calls")));
            case "tools" -> new Message.FromTools(results(list(json, "results")));
            default -> throw new IllegalArgumentException("a message is from user, model or tools, not '" + from + "'");
        };
    }

    private static List<Passage> passages(JsonNode list) {
        List<Passage> passages = new ArrayList<>();
        for (JsonNode one : list) {
            passages.add(new Passage(
                    text(one, "name"), text(one, "text"), Keep.valueOf(text(one, "keep")), flag(one, "cachePoint")));
        }
        return passages;
    }

    private static List<ToolResult> results(JsonNode list) {
        List<ToolResult> results = new ArrayList<>();
        for (JsonNode one : list) {
            results.add(new ToolResult(text(one, "id"), text(one, "text"), flag(one, "failed")));
        }
        return results;
    }

    private static List<ToolCall> calls(JsonNode list) {
        List<ToolCall> calls = new ArrayList<>();
        for (JsonNode one : list) {
            calls.add(
                    one.get("input") instanceof ObjectNode input
                            ? new ToolCall.Usable(text(one, "id"), text(one, "name"), input)
                            : new ToolCall.Unusable(
                                    text(one, "id"), text(one, "name"), text(one, "text"), text(one, "reason")));
        }
        return calls;
    }

    private static JsonNode field(JsonNode json, String name) {
        JsonNode field = json.get(name);
        if (field == null) {
            throw new IllegalArgumentException("the record of an exchange lacks '%s'".formatted(name));
        }
        return field;
    }

    private static JsonNode list(JsonNode json, String name) {
        JsonNode field = field(json, name);
        return field.isArray() ? field : wrong(name, "a list", field);
    }

    private static String text(JsonNode json, String name) {
        JsonNode field = field(json, name);
        return field.isTextual()
                ? field.textValue()
                : wrong(name, "a text", field).asText();
    }

    private static long number(JsonNode json, String name) {
        JsonNode field = field(json, name);
        return field.isIntegralNumber() && field.canConvertToLong()
                ? field.longValue()
                : wrong(name, "a whole number", field).asLong();
    }

    private static boolean flag(JsonNode json, String name) {
        JsonNode field = field(json, name);
        return field.isBoolean()
                ? field.booleanValue()
                : wrong(name, "true or false", field).asBoolean();
    }

    private static JsonNode wrong(String name, String expected, JsonNode found) {
        throw new IllegalArgumentException("'%s' must be %s, not %s".formatted(name, expected, found.getNodeType()));
    }
}
