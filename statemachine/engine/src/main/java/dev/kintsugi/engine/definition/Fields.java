package dev.kintsugi.engine.definition;

import dev.kintsugi.engine.jsonata.Expression;
import dev.kintsugi.engine.jsonata.Template;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one object of a definition and reports what is wrong with them.
 *
 * @param path where the state stands, {@code /States/A}
 * @param inner where the object stands in the state, {@code Catch[0]}; empty for the state itself
 */
record Fields(Map<String, @Nullable Object> object, String path, String inner, VariableScope scope, Problems problems) {
    private static final Set<String> ALWAYS = Set.of("input", "context");

    /** What an expression may read of {@code $states} beyond input and context. */
    enum Sees {
        INPUT,
        RESULT,
        ERROR
    }

    String at(String field) {
        return path + "/" + within(field);
    }

    String within(String field) {
        return inner.isEmpty() ? field : inner + "/" + field;
    }

    /** Where the object itself stands. */
    String here() {
        return inner.isEmpty() ? path : path + "/" + inner;
    }

    boolean has(String field) {
        return object.containsKey(field);
    }

    @Nullable
    Object raw(String field) {
        return object.get(field);
    }

    /** The same for an object inside this one. */
    Fields inside(Map<String, @Nullable Object> entry, String where) {
        return new Fields(entry, path, within(where), scope, problems);
    }

    void allow(Set<String> allowed) {
        for (String field : object.keySet()) {
            if (!allowed.contains(field)) {
                problems.schema("Field '" + field + "' is not supported", here());
            }
        }
    }

    void require(String... fields) {
        List<String> missing =
                Arrays.stream(fields).filter(field -> !has(field)).toList();
        if (!missing.isEmpty()) {
            problems.schema("These fields are required: " + missing, here());
        }
    }

    /** A text; anything else is reported. Missing is null. */
    @Nullable
    String text(String field) {
        Object value = object.get(field);
        if (has(field) && !(value instanceof String)) {
            problems.schema("Expected value of type [STRING]", at(field));
        }
        return value instanceof String text ? text : null;
    }

    /** A whole number within limits; anything else is reported. Missing is null. */
    @Nullable
    Long whole(String field, long min, long max) {
        if (!has(field)) {
            return null;
        }
        Object value = object.get(field);
        if (!(value instanceof Integer || value instanceof Long)) {
            problems.schema("Expected value of type [INTEGER]", at(field));
            return null;
        }
        long number = ((Number) value).longValue();
        if (number < min) {
            problems.schema("Minimum value is " + min, at(field));
            return null;
        }
        if (number > max) {
            problems.schema("Maximum value is " + max, at(field));
            return null;
        }
        return number;
    }

    /** A whole number within limits or an expression. */
    @Nullable
    Template wholeOrComputed(String field, long min, long max) {
        if (Template.isExpression(object.get(field))) {
            return template(field, Sees.INPUT);
        }
        return whole(field, min, max) == null ? null : template(field, Sees.INPUT);
    }

    /** A text or an expression. */
    @Nullable
    Template textOrComputed(String field) {
        return text(field) == null ? null : template(field, Sees.INPUT);
    }

    /** An RFC 3339 time or an expression. */
    @Nullable
    Template timestamp(String field) {
        String text = text(field);
        if (text == null) {
            return null;
        }
        if (!Template.isExpression(text)) {
            try {
                OffsetDateTime.parse(text);
            } catch (DateTimeException e) {
                problems.schema("Value must be a valid timestamp, as in 2026-08-18T17:33:00Z", at(field));
            }
        }
        return template(field, Sees.INPUT);
    }

    /** A value with expressions in it. Missing is null. */
    @Nullable
    Template template(String field, Sees sees) {
        return has(field) ? compile(object.get(field), within(field), sees) : null;
    }

    /** The variables of Assign. */
    Map<String, Template> assign(Sees sees) {
        Object value = object.get("Assign");
        if (!has("Assign")) {
            return Map.of();
        }
        if (!(value instanceof Map<?, ?> variables)) {
            problems.schema("Expected value of type [OBJECT]", at("Assign"));
            return Map.of();
        }
        Map<String, Template> assign = new LinkedHashMap<>();
        variables.forEach(
                (name, template) -> assign.put((String) name, compile(template, within("Assign/" + name), sees)));
        return assign;
    }

    private Template compile(@Nullable Object value, String location, Sees sees) {
        Template template = Template.compile(
                value,
                location,
                (where, message) -> problems.error("INVALID_JSONATA_EXPRESSION", message, path + "/" + where));
        template.expressions(expression -> check(expression, sees));
        return template;
    }

    private void check(Expression expression, Sees sees) {
        String location = path + "/" + expression.location();
        for (String name : expression.topLevelNames()) {
            problems.error(
                    "UNSUPPORTED_JSONATA_EXPRESSION",
                    name.equals("$$")
                            ? "Reference to '$$' is not supported."
                            : "Reference to '" + name + "' at the top level is not supported.",
                    location);
        }
        for (String field : expression.statesFields()) {
            boolean seen = ALWAYS.contains(field)
                    || (field.equals("result") && sees == Sees.RESULT)
                    || (field.equals("errorOutput") && sees == Sees.ERROR);
            if (!seen) {
                problems.error(
                        "UNSUPPORTED_JSONATA_EXPRESSION", "Field '$states." + field + "' does not exist.", location);
            }
        }
        for (String variable : expression.variables()) {
            if (!scope.has(variable)) {
                problems.warning(
                        "POSSIBLY_UNDEFINED_VARIABLE",
                        "Variable '" + variable + "' is possibly not defined.",
                        location);
            }
        }
    }

    /** The objects of a list, each read in its place; what is no object is reported. */
    List<Fields> entries(String field) {
        if (!has(field)) {
            return List.of();
        }
        if (!(object.get(field) instanceof List<?> list)) {
            problems.schema("Expected value of type [ARRAY]", at(field));
            return List.of();
        }
        List<Fields> entries = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            String where = field + "[" + i + "]";
            if (list.get(i) instanceof Map<?, ?> entry) {
                entries.add(inside(objectOf(entry), where));
            } else {
                problems.schema("Expected value of type [OBJECT]", at(where));
            }
        }
        return entries;
    }

    @SuppressWarnings("unchecked") // made by JsonText, which knows no other keys
    static Map<String, @Nullable Object> objectOf(Map<?, ?> object) {
        return (Map<String, @Nullable Object>) object;
    }
}
