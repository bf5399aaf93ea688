package dev.kintsugi.core.records;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One record: its key and its attributes. Two items are equal when these are; the id of the write that left it so is
 * told apart, because it says who wrote and not what.
 */
public final class Item implements Attributes {
    /** The attribute by which a table forgets: seconds since 1970, after which the item may vanish. */
    public static final String EXPIRES_AT = "expiresAt";

    /** The attributes that every implementation adds to say where an item stands and which write left it. */
    public static final String PARTITION_KEY = "pk";

    public static final String SORT_KEY = "sk";
    public static final String WRITE_ID = "writeId";

    private static final Set<String> RESERVED = Set.of(PARTITION_KEY, SORT_KEY, WRITE_ID);

    private final Key key;
    private final Map<String, Value> attributes;
    private final @Nullable WriteId writtenBy;

    private Item(Key key, Map<String, Value> attributes, @Nullable WriteId writtenBy) {
        this.key = key;
        this.attributes = attributes;
        this.writtenBy = writtenBy;
    }

    /** An item with what was found in a store. */
    public static Item of(Key key, Map<String, Value> attributes) {
        attributes.forEach(Item::requireAttribute);
        return new Item(key, Collections.unmodifiableMap(new TreeMap<>(attributes)), null);
    }

    /** Begins an item: {@code Item.at(key).with("status", "created").with("version", 1).build()}. */
    public static Builder at(Key key) {
        return new Builder(key, Map.of());
    }

    /** Begins an item that differs from this one in a few attributes. */
    public Builder but() {
        return new Builder(key, attributes);
    }

    public Item writtenBy(WriteId id) {
        return new Item(key, attributes, id);
    }

    public Key key() {
        return key;
    }

    /** Every attribute, in the order of their names. */
    public Map<String, Value> attributes() {
        return attributes;
    }

    /** The write that left this item as it is. */
    public Optional<WriteId> writtenBy() {
        return Optional.ofNullable(writtenBy);
    }

    @Override
    public Optional<Value> find(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    @Override
    public String whereabouts() {
        return key.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Item that && key.equals(that.key) && attributes.equals(that.attributes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, attributes);
    }

    @Override
    public String toString() {
        return key + " " + attributes;
    }

    static void requireAttribute(String name, Value value) {
        Key.requireKeyText("attribute name", name, RecordLimits.ATTRIBUTE_NAME_BYTES);
        if (RESERVED.contains(name)) {
            throw new IllegalArgumentException("The attribute \"" + name + "\" belongs to the store.");
        }
        if (value.levels() > RecordLimits.NESTING_LEVELS) {
            throw new IllegalArgumentException("The attribute \"%s\" nests %d levels deep; at most %d are stored."
                    .formatted(name, value.levels(), RecordLimits.NESTING_LEVELS));
        }
    }

    /** Collects attributes; each name holds what it was last given. */
    public static final class Builder {
        private final Key key;
        private final Map<String, Value> attributes;

        private Builder(Key key, Map<String, Value> attributes) {
            this.key = key;
            this.attributes = new TreeMap<>(attributes);
        }

        public Builder with(String name, Value value) {
            attributes.put(name, value);
            return this;
        }

        public Builder with(String name, String text) {
            return with(name, Value.of(text));
        }

        public Builder with(String name, long number) {
            return with(name, Value.of(number));
        }

        public Builder with(String name, boolean flag) {
            return with(name, Value.of(flag));
        }

        public Builder with(String name, byte[] bytes) {
            return with(name, Value.of(bytes));
        }

        public Builder with(String name, Instant moment) {
            return with(name, Value.of(moment));
        }

        public Builder with(String name, List<? extends Value> values) {
            return with(name, Value.of(values));
        }

        public Builder with(String name, Map<String, Value> values) {
            return with(name, Value.of(values));
        }

        public Builder withTexts(String name, Collection<String> texts) {
            return with(name, Value.ofTexts(texts));
        }

        public Builder without(String name) {
            attributes.remove(name);
            return this;
        }

        /** From then on the item may vanish at any time; until it does it is still answered. */
        public Builder expiring(Instant moment) {
            return with(EXPIRES_AT, Value.of(moment.getEpochSecond()));
        }

        public Item build() {
            return Item.of(key, attributes);
        }
    }
}
