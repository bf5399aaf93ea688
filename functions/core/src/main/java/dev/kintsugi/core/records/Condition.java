package dev.kintsugi.core.records;

import java.util.List;
import java.util.Optional;

/** What must hold of an item for an operation on it. DynamoDB can ask no more than this, so nobody may. */
public sealed interface Condition {
    /** No item stands under the key. */
    record ItemAbsent() implements Condition {}

    record ItemPresent() implements Condition {}

    /** The item, if there is one, has no such attribute. */
    record Absent(String name) implements Condition {}

    record Present(String name) implements Condition {}

    record Equal(String name, Value value) implements Condition {}

    record OneOf(String name, List<Value> values) implements Condition {
        public OneOf {
            values = List.copyOf(values);
            if (values.isEmpty() || values.size() > RecordLimits.ONE_OF_VALUES) {
                throw new IllegalArgumentException("A condition names 1 to %d values for \"%s\", this one %d."
                        .formatted(RecordLimits.ONE_OF_VALUES, name, values.size()));
            }
        }
    }

    /** The attribute is a number and no smaller. There is no arithmetic, so this is all the counting there is. */
    record AtLeast(String name, long least) implements Condition {}

    static Condition itemAbsent() {
        return new ItemAbsent();
    }

    static Condition itemPresent() {
        return new ItemPresent();
    }

    static Condition absent(String name) {
        return new Absent(name);
    }

    static Condition present(String name) {
        return new Present(name);
    }

    static Condition equal(String name, String text) {
        return new Equal(name, Value.of(text));
    }

    static Condition equal(String name, long number) {
        return new Equal(name, Value.of(number));
    }

    static Condition equal(String name, boolean flag) {
        return new Equal(name, Value.of(flag));
    }

    static Condition equal(String name, Value value) {
        return new Equal(name, value);
    }

    static Condition oneOf(String name, String... texts) {
        return new OneOf(name, List.of(texts).stream().map(Value::of).toList());
    }

    static Condition oneOf(String name, List<Value> values) {
        return new OneOf(name, values);
    }

    static Condition atLeast(String name, long least) {
        return new AtLeast(name, least);
    }

    /** Whether this holds of what stands under the key. An attribute of another kind equals nothing. */
    default boolean holdsOf(Optional<Item> item) {
        return switch (this) {
            case ItemAbsent absent -> item.isEmpty();
            case ItemPresent present -> item.isPresent();
            case Absent absent -> valueIn(item, absent.name()).isEmpty();
            case Present present -> valueIn(item, present.name()).isPresent();
            case Equal equal -> valueIn(item, equal.name()).equals(Optional.of(equal.value()));
            case OneOf oneOf ->
                valueIn(item, oneOf.name()).filter(oneOf.values()::contains).isPresent();
            case AtLeast atLeast ->
                valueIn(item, atLeast.name())
                        .filter(value -> value instanceof Value.Whole whole && whole.number() >= atLeast.least())
                        .isPresent();
        };
    }

    private static Optional<Value> valueIn(Optional<Item> item, String name) {
        return item.flatMap(found -> found.find(name));
    }
}
