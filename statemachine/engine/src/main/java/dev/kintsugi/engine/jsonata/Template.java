package dev.kintsugi.engine.jsonata;

import com.dashjoin.jsonata.JException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A JSON value of a definition in which some strings are expressions, <code>"{% ... %}"</code>. */
public sealed interface Template {

    /** A value without expressions. */
    record Constant(Document value) implements Template {}

    /** A string that is an expression. */
    record Computed(Expression expression) implements Template {}

    /** An array with an expression somewhere in it. */
    record Items(List<Template> items) implements Template {}

    /** An object with an expression somewhere in it. */
    record Fields(Map<String, Template> fields) implements Template {}

    /** Whether a string is an expression: all of it between the signs, without blanks around them. */
    static boolean isExpression(@Nullable Object value) {
        return value instanceof String text && text.length() >= 4 && text.startsWith("{%") && text.endsWith("%}");
    }

    /**
     * Compiles a value. Expressions that do not parse are reported with their field and the parser's message.
     *
     * @param location the field, as errors name it: {@code Output}, {@code Catch[1]/Assign}
     */
    static Template compile(@Nullable Object value, String location, BiConsumer<String, String> problems) {
        return switch (value) {
            case String text
            when isExpression(text) -> {
                try {
                    yield new Computed(Expression.compile(
                            text.substring(2, text.length() - 2).trim(), location));
                } catch (JException e) {
                    problems.accept(location, Objects.requireNonNullElse(e.getMessage(), "not JSONata"));
                    yield new Constant(Document.ofValue(text));
                }
            }
            case List<?> items
            when hasExpression(items) -> {
                List<Template> compiled = new ArrayList<>();
                for (int i = 0; i < items.size(); i++) {
                    compiled.add(compile(items.get(i), location + "[" + i + "]", problems));
                }
                yield new Items(List.copyOf(compiled));
            }
            case Map<?, ?> fields
            when hasExpression(fields) -> {
                Map<String, Template> compiled = new LinkedHashMap<>();
                fields.forEach(
                        (key, field) -> compiled.put((String) key, compile(field, location + "/" + key, problems)));
                yield new Fields(compiled);
            }
            case null, default -> new Constant(Document.ofValue(value));
        };
    }

    private static boolean hasExpression(@Nullable Object value) {
        return switch (value) {
            case String text -> isExpression(text);
            case List<?> items -> items.stream().anyMatch(Template::hasExpression);
            case Map<?, ?> fields -> fields.values().stream().anyMatch(Template::hasExpression);
            case null, default -> false;
        };
    }

    /** Evaluates every expression; the first that fails is a {@link QueryException}. */
    default Document evaluate(Expression.Scope scope) {
        return this instanceof Constant constant ? constant.value() : Document.ofValue(value(scope));
    }

    private @Nullable Object value(Expression.Scope scope) {
        return switch (this) {
            case Constant constant -> constant.value().value();
            case Computed computed -> computed.expression().evaluate(scope);
            case Items array -> {
                List<@Nullable Object> values = new ArrayList<>(array.items().size());
                for (Template item : array.items()) {
                    values.add(item.value(scope));
                }
                yield values;
            }
            case Fields object -> {
                Map<String, @Nullable Object> values = new LinkedHashMap<>();
                object.fields().forEach((name, field) -> values.put(name, field.value(scope)));
                yield values;
            }
        };
    }

    /** Visits every expression in it. */
    default void expressions(Consumer<Expression> visitor) {
        switch (this) {
            case Constant constant -> {}
            case Computed computed -> visitor.accept(computed.expression());
            case Items array -> array.items().forEach(item -> item.expressions(visitor));
            case Fields object -> object.fields().values().forEach(field -> field.expressions(visitor));
        }
    }
}
