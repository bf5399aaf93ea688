package dev.kintsugi.core.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells the calls that can be carried out from those that cannot: a tool that was not offered, an input that its schema
 * does not allow. A model gets the reason back as the call's result and usually does better.
 */
public final class ToolCallCheck {
    /** An id or a name as every provider takes it back: in characters at most. */
    private static final int MAX_ID = 64;

    private ToolCallCheck() {}

    /** The calls, each usable or with the reason why not, under ids that differ. */
    public static List<ToolCall> of(Toolbox toolbox, List<ToolCall> calls) {
        List<ToolCall> checked = new ArrayList<>(calls.size());
        Set<String> ids = new HashSet<>();
        for (ToolCall call : calls) {
            String id = freshId(call.id(), checked.size() + 1, ids);
            checked.add(
                    switch (call) {
                        case ToolCall.Unusable unusable ->
                            new ToolCall.Unusable(id, unusable.name(), unusable.text(), unusable.reason());
                        case ToolCall.Usable usable -> checked(toolbox, id, usable);
                    });
        }
        return checked;
    }

    private static ToolCall checked(Toolbox toolbox, String id, ToolCall.Usable call) {
        Optional<String> problem = toolbox.named(call.name())
                .map(tool -> problem(tool.inputSchema(), call.input()))
                .orElseGet(() -> Optional.of(unknown(toolbox, call.name())));
        return problem.<ToolCall>map(
                        reason -> new ToolCall.Unusable(id, call.name(), ModelJson.line(call.input()), reason))
                .orElseGet(() -> new ToolCall.Usable(id, call.name(), call.input()));
    }

    private static String unknown(Toolbox toolbox, String name) {
        if (toolbox.isEmpty()) {
            return "there is no tool '%s': no tools were offered".formatted(name);
        }
        return "there is no tool '%s'; the tools are %s"
                .formatted(name, toolbox.tools().stream().map(Tool::name).collect(Collectors.joining(", ")));
    }

    /** Required fields and the types of fields: the part of JSON Schema that models get wrong. */
    private static Optional<String> problem(ObjectNode schema, ObjectNode input) {
        for (JsonNode required : schema.path("required")) {
            if (!input.hasNonNull(required.asText())) {
                return Optional.of("the input lacks '%s'".formatted(required.asText()));
            }
        }
        for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
            JsonNode value = input.path(field.getKey());
            String type = field.getValue().path("type").asText();
            if (!value.isMissingNode() && !value.isNull() && !isOfType(value, type)) {
                return Optional.of("'%s' must be of type %s, not %s"
                        .formatted(
                                field.getKey(),
                                type,
                                value.getNodeType().toString().toLowerCase(Locale.ROOT)));
            }
        }
        return Optional.empty();
    }

    private static boolean isOfType(JsonNode value, String type) {
        return switch (type) {
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            default -> true;
        };
    }

    private static String freshId(String id, int place, Set<String> taken) {
        String clean = id.replaceAll("[^A-Za-z0-9_-]", "_");
        String fresh = clean.isEmpty() || clean.length() > MAX_ID ? "call_" + place : clean;
        while (!taken.add(fresh)) {
            fresh = "call_" + place + "_" + taken.size();
        }
        return fresh;
    }
}
