package dev.kintsugi.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request's members, read by the service's model. What breaks a constraint is collected, so that one answer tells all
 * of it, as AWS's does; call {@link #check} when everything was read. Members that nobody asks for are ignored.
 */
final class RequestFields {
    private final ObjectNode members;
    private final List<String> violations = new ArrayList<>();

    private RequestFields(ObjectNode members) {
        this.members = members;
    }

    static RequestFields of(byte[] body) {
        if (body.length == 0) {
            return new RequestFields(Json.object());
        }
        try {
            if (Json.read(body) instanceof ObjectNode object) {
                return new RequestFields(object);
            }
        } catch (IOException e) {
            throw ApiException.serialization("The request is not valid JSON");
        }
        throw ApiException.serialization("The request is not a JSON object");
    }

    /** Throws when any member read so far broke its constraint. */
    void check() {
        if (!violations.isEmpty()) {
            throw ApiException.violations(violations);
        }
    }

    String text(String name, int min, int max) {
        return required(name, optionalText(name, min, max));
    }

    @Nullable
    String optionalText(String name, int min, int max) {
        String value = string(name);
        if (value != null && value.length() > max) {
            violate("Value '%s' at '%s'".formatted(value, name), "have length less than or equal to " + max);
        }
        if (value != null && value.length() < min) {
            violate("Value '%s' at '%s'".formatted(value, name), "have length greater than or equal to " + min);
        }
        return value;
    }

    /** Text that AWS marks as sensitive: its value is not repeated in an error. */
    String sensitiveText(String name, int min, int max) {
        return requiredUnseen(name, optionalSensitiveText(name, min, max));
    }

    @Nullable
    String optionalSensitiveText(String name, int min, int max) {
        String value = string(name);
        if (value != null && value.length() > max) {
            violate("Value at '%s'".formatted(name), "have length less than or equal to " + max);
        }
        if (value != null && value.length() < min) {
            violate("Value at '%s'".formatted(name), "have length greater than or equal to " + min);
        }
        return value;
    }

    /** JSON that is measured in bytes. */
    String payload(String name, int bytesMax) {
        return requiredUnseen(name, optionalPayload(name, bytesMax));
    }

    @Nullable
    String optionalPayload(String name, int bytesMax) {
        String value = string(name);
        if (value != null && value.getBytes(StandardCharsets.UTF_8).length > bytesMax) {
            violate(
                    "Value at '%s'".formatted(name),
                    "have size less than or equal to %d bytes in UTF-8 encoding".formatted(bytesMax));
        }
        return value;
    }

    @Nullable
    String optionalPattern(String name, int min, int max, Pattern pattern) {
        String value = optionalText(name, min, max);
        if (value != null && !pattern.matcher(value).matches()) {
            violate(
                    "Value '%s' at '%s'".formatted(value, name),
                    "satisfy regular expression pattern: " + pattern.pattern());
        }
        return value;
    }

    @Nullable
    String optionalOneOf(String name, List<String> allowed) {
        String value = string(name);
        if (value != null && !allowed.contains(value)) {
            violate("Value '%s' at '%s'".formatted(value, name), "satisfy enum value set: " + allowed);
        }
        return value;
    }

    int number(String name, int min, int max, int otherwise) {
        JsonNode value = present(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.isIntegralNumber()) {
            throw wrongType(name, "an integer");
        }
        if (value.bigIntegerValue().bitLength() >= Integer.SIZE || value.intValue() > max) {
            boolean below = value.bigIntegerValue().signum() < 0;
            violate(
                    "Value '%s' at '%s'".formatted(value, name),
                    below ? "have value greater than or equal to " + min : "have value less than or equal to " + max);
            return otherwise;
        }
        if (value.intValue() < min) {
            violate("Value '%s' at '%s'".formatted(value, name), "have value greater than or equal to " + min);
        }
        return value.intValue();
    }

    boolean flag(String name, boolean otherwise) {
        JsonNode value = present(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            throw wrongType(name, "a boolean");
        }
        return value.booleanValue();
    }

    /** A structure inside the request; its violations count with these. */
    @Nullable
    RequestFields structure(String name) {
        JsonNode value = present(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof ObjectNode object)) {
            throw wrongType(name, "an object");
        }
        return new RequestFields(object);
    }

    /** A list of structures, or null when there is none. */
    @Nullable
    List<RequestFields> structures(String name) {
        List<JsonNode> values = list(name);
        if (values == null) {
            return null;
        }
        List<RequestFields> structures = new ArrayList<>();
        for (JsonNode value : values) {
            if (!(value instanceof ObjectNode object)) {
                throw wrongType(name, "a list of objects");
            }
            structures.add(new RequestFields(object));
        }
        return structures;
    }

    /** A list of strings, or null when there is none. */
    @Nullable
    List<String> texts(String name) {
        List<JsonNode> values = list(name);
        if (values == null) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode value : values) {
            if (!value.isTextual()) {
                throw wrongType(name, "a list of strings");
            }
            texts.add(value.textValue());
        }
        return texts;
    }

    /** A required list that is not there. */
    void missing(String name) {
        violate("Value null at '%s'".formatted(name), "not be null");
    }

    /** Counts what another structure of this request broke. */
    void include(RequestFields other) {
        violations.addAll(other.violations);
    }

    private @Nullable List<JsonNode> list(String name) {
        JsonNode value = present(name);
        if (value == null) {
            return null;
        }
        if (!value.isArray()) {
            throw wrongType(name, "a list");
        }
        List<JsonNode> values = new ArrayList<>();
        value.forEach(values::add);
        return values;
    }

    private @Nullable String string(String name) {
        JsonNode value = present(name);
        if (value != null && !value.isTextual()) {
            throw wrongType(name, "a string");
        }
        return value == null ? null : value.textValue();
    }

    private @Nullable JsonNode present(String name) {
        JsonNode value = members.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private String required(String name, @Nullable String value) {
        if (value == null) {
            missing(name);
            return "";
        }
        return value;
    }

    /** As {@link #required}, for a member whose value AWS never repeats, not even that it is null. */
    private String requiredUnseen(String name, @Nullable String value) {
        if (value == null) {
            violate("Value at '%s'".formatted(name), "not be null");
            return "";
        }
        return value;
    }

    private void violate(String where, String must) {
        violations.add("%s failed to satisfy constraint: Member must %s".formatted(where, must));
    }

    private static ApiException wrongType(String name, String expected) {
        return ApiException.serialization("The value of '%s' is not %s".formatted(name, expected));
    }
}
