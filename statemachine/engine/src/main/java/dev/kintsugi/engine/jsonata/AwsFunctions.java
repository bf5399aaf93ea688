package dev.kintsugi.engine.jsonata;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The functions that Step Functions adds to JSONata, and those of JSONata that need a watch: the ones that take regular
 * expressions or a size, and the clock. {@code $eval} does not exist on AWS.
 */
final class AwsFunctions {
    /** Every function name an expression may use without being warned. */
    static final Set<String> NAMES = Set.of(
            "partition",
            "range",
            "hash",
            "random",
            "uuid",
            "parse",
            "sum",
            "count",
            "max",
            "min",
            "average",
            "string",
            "substring",
            "substringBefore",
            "substringAfter",
            "lowercase",
            "uppercase",
            "length",
            "trim",
            "pad",
            "match",
            "contains",
            "replace",
            "split",
            "join",
            "formatNumber",
            "formatBase",
            "formatInteger",
            "parseInteger",
            "number",
            "floor",
            "ceil",
            "round",
            "abs",
            "sqrt",
            "power",
            "boolean",
            "not",
            "map",
            "zip",
            "filter",
            "single",
            "reduce",
            "foldLeft",
            "sift",
            "keys",
            "lookup",
            "append",
            "exists",
            "spread",
            "merge",
            "reverse",
            "each",
            "error",
            "assert",
            "type",
            "sort",
            "shuffle",
            "distinct",
            "base64encode",
            "base64decode",
            "encodeUrlComponent",
            "encodeUrl",
            "decodeUrlComponent",
            "decodeUrl",
            "toMillis",
            "fromMillis",
            "clone",
            "now",
            "millis",
            "eval");
    /** Elements that one $range may give. */
    static final int RANGE_ELEMENTS = 360_145;

    private static final Set<String> HASH_ALGORITHMS = Set.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512");

    private AwsFunctions() {}

    static void bind(Jsonata.Frame frame, Set<String> used, InstantSource clock, EvaluationBounds bounds) {
        for (String name : used) {
            Jsonata.@Nullable JFunction function = named(name, clock, bounds);
            if (function != null) {
                frame.bind(name, function);
            }
        }
        if (used.contains("eval")) {
            frame.bind("eval", (Object) false);
        }
    }

    private static Jsonata.@Nullable JFunction named(String name, InstantSource clock, EvaluationBounds bounds) {
        return switch (name) {
            case "partition" -> function(arguments -> partition(at(arguments, 0), at(arguments, 1)), "<a?n?:a>");
            case "range" ->
                function(arguments -> range(at(arguments, 0), at(arguments, 1), at(arguments, 2)), "<n?n?n?:a>");
            case "hash" -> function(arguments -> hash(at(arguments, 0), at(arguments, 1)), "<s?s?:s>");
            case "random" -> function(arguments -> random(at(arguments, 0)), "<n?:n>");
            case "uuid" -> function(arguments -> UUID.randomUUID().toString(), "<:s>");
            case "parse" -> function(arguments -> parse(at(arguments, 0)), "<s?:x>");
            case "millis" -> function(arguments -> clock.millis(), "<:n>");
            case "now" ->
                function(
                        arguments -> Functions.dateTimeFromMillis(
                                clock.millis(), (String) at(arguments, 0), (String) at(arguments, 1)),
                        "<s?s?:s>");
            case "match" ->
                function(
                        arguments -> Functions.match(
                                watched(arguments, bounds), (Pattern) at(arguments, 1), whole(at(arguments, 2))),
                        "<s-f<s:o>n?:a<o>>");
            case "contains" ->
                function(arguments -> Functions.contains(watched(arguments, bounds), at(arguments, 1)), "<s-(sf):b>");
            case "split" ->
                function(
                        arguments -> Functions.split(
                                watched(arguments, bounds), at(arguments, 1), (Number) at(arguments, 2)),
                        "<s-(sf)n?:a<s>>");
            case "replace" ->
                function(
                        arguments -> Functions.replace(
                                watched(arguments, bounds),
                                at(arguments, 1),
                                at(arguments, 2),
                                whole(at(arguments, 3))),
                        "<s-(sf)(sf)n?:s>");
            case "pad" -> function(arguments -> pad(arguments), "<s-ns?:s>");
            default -> null;
        };
    }

    private interface Body {
        @Nullable
        Object call(List<?> arguments) throws Throwable;
    }

    @SuppressWarnings("rawtypes") // the library's interface is raw
    private static Jsonata.JFunction function(Body body, String signature) {
        return new Jsonata.JFunction(
                (Object input, List arguments) -> body.call(arguments == null ? List.of() : (List<?>) arguments),
                signature);
    }

    private static @Nullable Object at(List<?> arguments, int index) {
        return index < arguments.size() ? arguments.get(index) : null;
    }

    private static @Nullable Integer whole(@Nullable Object number) {
        return number == null ? null : ((Number) number).intValue();
    }

    /** Runs the pattern once under watch: what ends then ends again unwatched, as the same search on the same text. */
    private static @Nullable String watched(List<?> arguments, EvaluationBounds bounds) {
        String text = (String) at(arguments, 0);
        if (text != null && at(arguments, 1) instanceof Pattern pattern) {
            var matcher = pattern.matcher(new WatchedText(text, bounds));
            while (matcher.find()) {
                bounds.checkTime();
            }
        }
        return text;
    }

    private static @Nullable String pad(List<?> arguments) {
        Number width = (Number) at(arguments, 1);
        EvaluationBounds.checkSize(width == null ? 0 : Math.abs(width.longValue()));
        return Functions.pad((String) at(arguments, 0), width, (String) at(arguments, 2));
    }

    private static @Nullable Object partition(@Nullable Object array, @Nullable Object size) {
        if (!(array instanceof List<?> items) || !(size instanceof Number number) || items.isEmpty()) {
            return null;
        }
        int chunk = number.intValue();
        if (chunk == 0) {
            return null;
        }
        if (chunk < 0) {
            throw new JException("The second argument of the partition function must be a positive number", -1);
        }
        List<Object> chunks = new ArrayList<>();
        for (int from = 0; from < items.size(); from += chunk) {
            chunks.add(new ArrayList<>(items.subList(from, Math.min(from + chunk, items.size()))));
        }
        return chunks;
    }

    private static @Nullable Object range(@Nullable Object from, @Nullable Object to, @Nullable Object by) {
        if (!(from instanceof Number first) || !(to instanceof Number last) || !(by instanceof Number step)) {
            return null;
        }
        long start = first.longValue();
        long end = last.longValue();
        long stride = step.longValue();
        if (stride == 0 || (stride > 0 ? start > end : start < end)) {
            return null;
        }
        long elements = (end - start) / stride + 1;
        EvaluationBounds.checkSize(elements > RANGE_ELEMENTS ? Long.MAX_VALUE : 0);
        if (elements == 1) {
            return JsonText.simplest((double) start);
        }
        List<Object> values = new ArrayList<>((int) elements);
        for (long i = 0; i < elements; i++) {
            values.add(JsonText.simplest((double) (start + i * stride)));
        }
        return values;
    }

    private static @Nullable String hash(@Nullable Object text, @Nullable Object algorithm) {
        if (text == null || algorithm == null) {
            return null;
        }
        if (!HASH_ALGORITHMS.contains(algorithm)) {
            throw new JException(
                    "The hash algorithm must be one of MD5, SHA-1, SHA-256, SHA-384, SHA-512, but was " + algorithm,
                    -1);
        }
        try {
            byte[] digest = MessageDigest.getInstance((String) algorithm)
                    .digest(((String) text).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has " + algorithm, e);
        }
    }

    private static Number random(@Nullable Object seed) {
        return seed instanceof Number number
                ? new Random(number.longValue()).nextDouble()
                : ThreadLocalRandom.current().nextDouble();
    }

    private static @Nullable Object parse(@Nullable Object text) {
        if (text == null) {
            return null;
        }
        try {
            Object value = JsonText.read((String) text);
            return value == null ? Jsonata.NULL_VALUE : value;
        } catch (JsonSyntaxException e) {
            throw new JException("The argument of the parse function is not JSON: " + e.getMessage(), -1);
        }
    }
}
