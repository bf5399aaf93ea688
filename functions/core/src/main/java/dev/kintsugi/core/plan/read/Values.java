package dev.kintsugi.core.plan.read;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a table says for some keys, read once, with what another table says for those it leaves out. */
final class Values {
    static final Values NONE = new Values(Map.of(), null);

    private final Map<Key<?>, Object> values;
    private final @Nullable Values otherwise;

    private Values(Map<Key<?>, Object> values, @Nullable Values otherwise) {
        this.values = values;
        this.otherwise = otherwise;
    }

    static Values of(Fields fields, List<Key<?>> keys, Values otherwise) {
        IdentityHashMap<Key<?>, Object> values = new IdentityHashMap<>();
        for (Key<?> key : keys) {
            Object value = fields.get(key);
            if (value != null) {
                values.put(key, value);
            }
        }
        return new Values(values, otherwise);
    }

    // Safe: a key's value was read by that key's own kind.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    <T> @Nullable T get(Key<T> key) {
        T own = (T) values.get(key);
        return own != null || otherwise == null ? own : otherwise.get(key);
    }

    <T> T get(Key<T> key, T byDefault) {
        T value = get(key);
        return value == null ? byDefault : value;
    }

    <T> List<Located<T>> list(Key<List<Located<T>>> key) {
        return get(key, List.of());
    }

    static <T> List<T> plain(List<Located<T>> items) {
        return items.stream().map(Located::value).toList();
    }
}
