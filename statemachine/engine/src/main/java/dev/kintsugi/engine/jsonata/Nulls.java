package dev.kintsugi.engine.jsonata;

import com.dashjoin.jsonata.Jsonata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON's null where the library has an object for it, since Java's null is what is undefined. */
final class Nulls {
    private Nulls() {}

    /** The same value with the library's null instead of Java's; what holds none is not copied. */
    static Object asValues(@Nullable Object value) {
        return switch (value) {
            case null -> Jsonata.NULL_VALUE;
            case List<?> items
            when items.stream().anyMatch(Nulls::holdsUndefined) -> {
                List<Object> copy = new ArrayList<>(items.size());
                items.forEach(item -> copy.add(asValues(item)));
                yield copy;
            }
            case Map<?, ?> fields
            when fields.values().stream().anyMatch(Nulls::holdsUndefined) -> {
                Map<Object, Object> copy = LinkedHashMap.newLinkedHashMap(fields.size());
                fields.forEach((key, field) -> copy.put(key, asValues(field)));
                yield copy;
            }
            default -> value;
        };
    }

    static boolean isNull(@Nullable Object value) {
        return value != null && Jsonata.NULL_VALUE.equals(value);
    }

    private static boolean holdsUndefined(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case List<?> items -> items.stream().anyMatch(Nulls::holdsUndefined);
            case Map<?, ?> fields -> fields.values().stream().anyMatch(Nulls::holdsUndefined);
            default -> false;
        };
    }
}
