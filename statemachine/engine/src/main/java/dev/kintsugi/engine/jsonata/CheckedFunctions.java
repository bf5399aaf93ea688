package dev.kintsugi.engine.jsonata;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * JSONata's own functions where the library refuses an argument with a Java error, accepts what JSONata refuses, or
 * answers in other digits. Each checks as JSONata's reference does and leaves the work to the library.
 */
final class CheckedFunctions {
    /** From here on JavaScript, and so AWS, writes a number with an exponent. */
    private static final double EXPONENT_FROM = 1e21;
    /** From here on the library writes an exponent or cuts the number off. */
    private static final double LONG_END = 0x1p63;

    private CheckedFunctions() {}

    /** A list whose elements all are of a type; the error says which function wanted what. */
    private static List<?> all(List<?> items, Predicate<Object> type, String function, String types) {
        for (Object item : items) {
            if (!type.test(item)) {
                throw BuiltIn.noList(function, types);
            }
        }
        return items;
    }

    @SuppressWarnings("unchecked") // every element has just been looked at
    static @Nullable Number ofNumbers(
            String function, @Nullable Object given, Function<List<Number>, @Nullable Number> what) {
        return given instanceof List<?> items
                ? what.apply((List<Number>) all(items, Number.class::isInstance, function, "numbers"))
                : null;
    }

    /** Null is one value, which the library takes for none. */
    static int count(@Nullable Object given) {
        return given instanceof List<?> items ? items.size() : given == null ? 0 : 1;
    }

    static @Nullable Object merge(@Nullable Object given) {
        return given instanceof List<?> items
                ? Functions.merge(all(items, Map.class::isInstance, "merge", "objects"))
                : null;
    }

    static List<?> texts(List<?> items) {
        return all(items, String.class::isInstance, "join", "strings");
    }

    static @Nullable Object number(@Nullable Object given) throws Throwable {
        try {
            return Functions.number(given);
        } catch (NumberFormatException e) {
            throw new JException("D3030", -1, given);
        }
    }

    static @Nullable Object millis(@Nullable Object text, @Nullable Object picture) throws Throwable {
        try {
            return Functions.dateTimeToMillis((String) text, (String) picture);
        } catch (RuntimeException e) {
            if (e instanceof JException || picture != null) {
                throw e;
            }
            throw new JException("D3110", -1, text);
        }
    }

    static @Nullable Object sort(@Nullable Object given, @Nullable Object comparator) {
        if (!(given instanceof List<?> items)) {
            return null;
        }
        boolean sortable = comparator != null
                || items.size() < 2
                || items.stream().allMatch(Number.class::isInstance)
                || items.stream().allMatch(String.class::isInstance);
        if (!sortable) {
            throw new JException("D3070", -1);
        }
        return Functions.sort(items, comparator);
    }

    static @Nullable String formatNumber(@Nullable Object number, @Nullable Object picture, @Nullable Object options) {
        // Options may give every sign of the picture another meaning, so it is read only without them.
        if (picture instanceof String text && options == null) {
            NumberPicture.check(text);
        }
        return Functions.formatNumber((Number) number, (String) picture, (Map<?, ?>) options);
    }

    static @Nullable String formatBase(@Nullable Object number, @Nullable Object radix) {
        if (radix instanceof Number base
                && (base.intValue() < Character.MIN_RADIX || base.intValue() > Character.MAX_RADIX)) {
            throw new JException("D3100", -1, radix);
        }
        return Functions.formatBase((Number) number, (Number) radix);
    }

    /** What the picture cannot read is no number, which is a value, not nothing. */
    static @Nullable Object parseInteger(@Nullable Object text, @Nullable Object picture) throws Throwable {
        Number parsed = Functions.parseInteger((String) text, (String) picture);
        return parsed == null && text != null ? (Number) Double.NaN : parsed;
    }

    static @Nullable String string(@Nullable Object value, @Nullable Object pretty) {
        if (value instanceof Double number && !Double.isFinite(number)) {
            throw new JException("D3001", -1);
        }
        if (value instanceof Double number && isWrittenInFull(number)) {
            return inFull(number).toPlainString();
        }
        return Functions.string(writable(value), (Boolean) pretty);
    }

    private static boolean isWrittenInFull(double number) {
        return Math.abs(number) >= LONG_END && Math.abs(number) < EXPONENT_FROM;
    }

    /** The shortest digits that read back as the same number, and zeros behind them. */
    private static BigDecimal inFull(double number) {
        return new BigDecimal(Double.toString(number));
    }

    /** The same value with every large number in it in full. */
    private static @Nullable Object writable(@Nullable Object value) {
        return switch (value) {
            case Double number when isWrittenInFull(number) -> inFull(number).toBigInteger();
            case List<?> items
            when items.stream().anyMatch(CheckedFunctions::holdsLarge) -> {
                List<@Nullable Object> copy = new ArrayList<>(items.size());
                items.forEach(item -> copy.add(writable(item)));
                yield copy;
            }
            case Map<?, ?> fields
            when fields.values().stream().anyMatch(CheckedFunctions::holdsLarge) -> {
                Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
                fields.forEach((key, field) -> copy.put(key, writable(field)));
                yield copy;
            }
            case null, default -> value;
        };
    }

    private static boolean holdsLarge(@Nullable Object value) {
        return switch (value) {
            case Double number -> isWrittenInFull(number);
            case List<?> items -> items.stream().anyMatch(CheckedFunctions::holdsLarge);
            case Map<?, ?> fields -> fields.values().stream().anyMatch(CheckedFunctions::holdsLarge);
            case null, default -> false;
        };
    }
}
