package dev.kintsugi.aws;

import dev.kintsugi.core.records.Condition;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Value;
import dev.kintsugi.core.records.WriteId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One operation's expressions, with a placeholder for every name and value: names may be reserved words, values may be
 * anything.
 */
final class DynamoDbExpression {
    private final Map<String, String> placeholders = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();
    private final @Nullable String condition;
    private final @Nullable String update;

    private DynamoDbExpression(List<Condition> conditions, Operation.@Nullable Update update, WriteId id) {
        this.condition = conditions.isEmpty()
                ? null
                : conditions.stream().map(this::spelled).collect(Collectors.joining(" AND "));
        this.update = update == null ? null : spelled(update, id);
    }

    static DynamoDbExpression of(Operation operation, WriteId id) {
        return new DynamoDbExpression(
                operation.conditions(), operation instanceof Operation.Update update ? update : null, id);
    }

    @Nullable
    String condition() {
        return condition;
    }

    @Nullable
    String update() {
        return update;
    }

    /** DynamoDB refuses an empty map, so there is none where nothing is named. */
    @Nullable
    Map<String, String> names() {
        return names.isEmpty() ? null : names;
    }

    @Nullable
    Map<String, AttributeValue> values() {
        return values.isEmpty() ? null : values;
    }

    private String spelled(Condition condition) {
        return switch (condition) {
            case Condition.ItemAbsent absent -> "attribute_not_exists(" + name(Item.PARTITION_KEY) + ")";
            case Condition.ItemPresent present -> "attribute_exists(" + name(Item.PARTITION_KEY) + ")";
            case Condition.Absent absent -> "attribute_not_exists(" + name(absent.name()) + ")";
            case Condition.Present present -> "attribute_exists(" + name(present.name()) + ")";
            case Condition.Equal equal -> name(equal.name()) + " = " + value(equal.value());
            case Condition.OneOf oneOf ->
                name(oneOf.name())
                        + oneOf.values().stream().map(this::value).collect(Collectors.joining(", ", " IN (", ")"));
            case Condition.AtLeast atLeast -> name(atLeast.name()) + " >= " + value(Value.of(atLeast.least()));
        };
    }

    private String spelled(Operation.Update update, WriteId id) {
        List<String> set = new ArrayList<>();
        set.add(name(Item.WRITE_ID) + " = " + value(Value.of(id.text())));
        update.set().forEach((name, value) -> set.add(name(name) + " = " + value(value)));
        List<String> add = new ArrayList<>();
        update.add().forEach((name, number) -> add.add(name(name) + " " + value(Value.of(number))));
        List<String> remove = update.remove().stream().map(this::name).toList();
        return clause("SET", set) + clause(" ADD", add) + clause(" REMOVE", remove);
    }

    private static String clause(String word, List<String> parts) {
        return parts.isEmpty() ? "" : word + " " + String.join(", ", parts);
    }

    private String name(String attribute) {
        return placeholders.computeIfAbsent(attribute, fresh -> {
            String placeholder = "#n" + names.size();
            names.put(placeholder, fresh);
            return placeholder;
        });
    }

    private String value(Value value) {
        String placeholder = ":v" + values.size();
        values.put(placeholder, DynamoDbValues.of(value));
        return placeholder;
    }
}
