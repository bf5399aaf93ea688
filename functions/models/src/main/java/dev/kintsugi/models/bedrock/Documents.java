package dev.kintsugi.models.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.document.Document;

/** JSON as the SDK has it and as we have it. */
final class Documents {
    private Documents() {}

    static Document of(JsonNode json) {
        return switch (json.getNodeType()) {
            case OBJECT -> {
                Map<String, Document> fields = new LinkedHashMap<>();
                json.properties().forEach(field -> fields.put(field.getKey(), of(field.getValue())));
                yield Document.fromMap(fields);
            }
            case ARRAY -> {
                List<Document> items = new ArrayList<>();
                json.forEach(item -> items.add(of(item)));
                yield Document.fromList(items);
            }
            case BOOLEAN -> Document.fromBoolean(json.booleanValue());
            case NUMBER -> Document.fromNumber(json.decimalValue());
            case STRING -> Document.fromString(json.textValue());
            case NULL, MISSING, BINARY, POJO -> Document.fromNull();
        };
    }

    static JsonNode json(Document document) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (document.isMap()) {
            ObjectNode object = nodes.objectNode();
            document.asMap().forEach((name, value) -> object.set(name, json(value)));
            return object;
        }
        if (document.isList()) {
            ArrayNode array = nodes.arrayNode();
            document.asList().forEach(item -> array.add(json(item)));
            return array;
        }
        if (document.isBoolean()) {
            return nodes.booleanNode(document.asBoolean());
        }
        if (document.isString()) {
            return nodes.textNode(document.asString());
        }
        if (document.isNumber()) {
            return number(document.asNumber().bigDecimalValue());
        }
        return nodes.nullNode();
    }

    private static JsonNode number(BigDecimal number) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        boolean whole = number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
        return whole && number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0
                ? nodes.numberNode(number.longValue())
                : nodes.numberNode(number);
    }
}
