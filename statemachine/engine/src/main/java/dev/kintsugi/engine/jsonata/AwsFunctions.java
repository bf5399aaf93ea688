package dev.kintsugi.engine.jsonata;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.math.BigInteger;
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
import java.util.regex.Matcher;
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
            // Anything that is no function would do, but then the library prints a line of its own.
            frame.bind(
                    "eval",
                    function(
                            arguments -> {
                                throw new JException("T1006", -1);
                            },
                            "<x-x?:x>"));
        }
    }

    private static Jsonata.@Nullable JFunction named(String name, InstantSource clock, EvaluationBounds bounds) {
        return switch (name) {
            case "partition" -> function(arguments -> partition(at(arguments, 0), at(arguments, 1)), "<a?n?:a>");
            case "range" ->
                function(arguments -> range(at(arguments, 0), at(arguments, 1), at(arguments, 2)), "<nnn?:a>");
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
                                watched(arguments, bounds), (Pattern) pattern(arguments), whole(at(arguments, 2))),
                        "<s-f<s:o>n?:a<o>>");
            case "contains" ->
                function(arguments -> Functions.contains(watched(arguments, bounds), pattern(arguments)), "<s-(sf):b>");
            case "split" ->
                function(
                        arguments -> Functions.split(
                                watched(arguments, bounds), pattern(arguments), (Number) at(arguments, 2)),
                        "<s-(sf)n?:a<s>>");
            case "replace" -> function(arguments -> replace(arguments, bounds), "<s-(sf)(sf)n?:s>");
            case "join" -> function(arguments -> join(at(arguments, 0), at(arguments, 1)), "<as?:s>");
            case "string" ->
                function(
                        arguments -> {
                            EvaluationBounds.checkText(at(arguments, 0));
                            return CheckedFunctions.string(at(arguments, 0), at(arguments, 1));
                        },
                        "<x-b?:s>");
            case "pad" -> function(arguments -> pad(arguments), "<s-ns?:s>");
            default -> checked(name);
        };
    }

    private static Jsonata.@Nullable JFunction checked(String name) {
        return switch (name) {
            case "sum" -> ofNumbers(name, Functions::sum);
            case "max" -> ofNumbers(name, Functions::max);
            case "min" -> ofNumbers(name, Functions::min);
            case "average" -> ofNumbers(name, Functions::average);
            case "merge" -> function(arguments -> CheckedFunctions.merge(at(arguments, 0)), "<a:o>");
            case "number" -> function(arguments -> CheckedFunctions.number(at(arguments, 0)), "<(nsb)-:n>");
            case "toMillis" ->
                function(arguments -> CheckedFunctions.millis(at(arguments, 0), at(arguments, 1)), "<s-s?:n>");
            case "sort" -> function(arguments -> CheckedFunctions.sort(at(arguments, 0), at(arguments, 1)), "<af?:a>");
            case "formatNumber" ->
                function(
                        arguments ->
                                CheckedFunctions.formatNumber(at(arguments, 0), at(arguments, 1), at(arguments, 2)),
                        "<n-so?:s>");
            case "formatBase" ->
                function(arguments -> CheckedFunctions.formatBase(at(arguments, 0), at(arguments, 1)), "<n-n?:s>");
            case "parseInteger" ->
                function(arguments -> CheckedFunctions.parseInteger(at(arguments, 0), at(arguments, 1)), "<s-s:n>");
            default -> null;
        };
    }

    private static Jsonata.JFunction ofNumbers(String name, UnaryFunction what) {
        return function(arguments -> CheckedFunctions.ofNumbers(name, at(arguments, 0), what::of), "<a:n>");
    }

    private interface UnaryFunction {
        @Nullable
        Number of(List<Number> numbers);
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

    /** The pattern of a regular expression, or what else was given for one. */
    private static @Nullable Object pattern(List<?> arguments) {
        Object given = at(arguments, 1);
        return given instanceof WatchedRegex regex ? regex.pattern() : given;
    }

    /** Runs the pattern once under watch: what ends then ends again unwatched, as the same search on the same text. */
    private static @Nullable String watched(List<?> arguments, EvaluationBounds bounds) {
        String text = (String) at(arguments, 0);
        if (text != null && pattern(arguments) instanceof Pattern pattern) {
            matches(pattern, text, bounds);
        }
        return text;
    }

    private static long matches(Pattern pattern, String text, EvaluationBounds bounds) {
        Matcher matcher = WatchedRegex.matcher(pattern, text, bounds);
        long matches = 0;
        while (matcher.find()) {
            bounds.checkTime();
            matches++;
        }
        return matches;
    }

    private static @Nullable String replace(List<?> arguments, EvaluationBounds bounds) {
        String text = (String) at(arguments, 0);
        Integer limit = whole(at(arguments, 3));
        if (text != null && at(arguments, 2) instanceof String replacement) {
            if (at(arguments, 1) instanceof WatchedRegex regex) {
                // A reference to a group may repeat the whole text.
                long references = replacement.chars().filter(c -> c == '$').count();
                EvaluationBounds.checkSize(matches(regex.pattern(), text, bounds) * replacement.length()
                        + (1 + references) * text.length());
            } else if (at(arguments, 1) instanceof String literal
                    && !literal.isEmpty()
                    && (limit == null || limit >= 0)) {
                return replaceLiteral(text, literal, replacement, limit == null ? Integer.MAX_VALUE : limit);
            }
        }
        return Functions.replace(watched(arguments, bounds), pattern(arguments), at(arguments, 2), limit);
    }

    /** The library takes a text for a regular expression when there is a limit. */
    private static String replaceLiteral(String text, String literal, String replacement, int limit) {
        StringBuilder replaced = new StringBuilder();
        int copied = 0;
        int found = text.indexOf(literal);
        for (int i = 0; i < limit && found >= 0; i++) {
            replaced.append(text, copied, found).append(replacement);
            EvaluationBounds.checkSize(replaced.length());
            copied = found + literal.length();
            found = text.indexOf(literal, copied);
        }
        return replaced.append(text, copied, text.length()).toString();
    }

    private static @Nullable String join(@Nullable Object texts, @Nullable Object separator) {
        if (!(texts instanceof List<?> items)) {
            return null;
        }
        String between = separator == null ? "" : (String) separator;
        long length = (long) between.length() * items.size();
        List<String> parts = new ArrayList<>(items.size());
        for (Object item : CheckedFunctions.texts(items)) {
            String part = (String) item;
            length += part.length();
            parts.add(part);
        }
        EvaluationBounds.checkSize(length);
        return String.join(between, parts);
    }

    /** As JSONata's own, which takes time that grows with the square of the width. */
    private static @Nullable String pad(List<?> arguments) {
        String text = (String) at(arguments, 0);
        Number width = (Number) at(arguments, 1);
        if (text == null || width == null) {
            return text;
        }
        EvaluationBounds.checkSize(Math.abs(width.longValue()));
        String given = (String) at(arguments, 2);
        int[] filling =
                (given == null || given.isEmpty() ? " " : given).codePoints().toArray();
        int missing = Math.abs(width.intValue()) - text.codePointCount(0, text.length());
        StringBuilder padding = new StringBuilder();
        for (int i = 0; i < missing; i++) {
            padding.appendCodePoint(filling[i % filling.length]);
        }
        return width.intValue() > 0 ? text + padding : padding + text;
    }

    private static @Nullable Object partition(@Nullable Object array, @Nullable Object size) {
        if (!(array instanceof List<?> items) || items.isEmpty()) {
            return null;
        }
        int chunk = size instanceof Number number ? number.intValue() : items.size();
        if (chunk == 0) {
            return null;
        }
        if (chunk < 0) {
            throw ownWords("Second argument must be zero or greater");
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
        long elements = elements(start, end, stride);
        if (elements == 1) {
            return JsonText.simplest((double) start);
        }
        List<Object> values = new ArrayList<>((int) elements);
        for (long i = 0; i < elements; i++) {
            values.add(JsonText.simplest((double) (start + i * stride)));
        }
        return values;
    }

    /** The ends of a range may be further apart than a long can tell. */
    private static long elements(long start, long end, long stride) {
        BigInteger apart = BigInteger.valueOf(end).subtract(BigInteger.valueOf(start));
        BigInteger elements = apart.divide(BigInteger.valueOf(stride)).add(BigInteger.ONE);
        EvaluationBounds.checkSize(elements.bitLength() >= Integer.SIZE ? Long.MAX_VALUE : 0);
        EvaluationBounds.checkSize(elements.intValue() > RANGE_ELEMENTS ? Long.MAX_VALUE : 0);
        return elements.longValue();
    }

    private static @Nullable String hash(@Nullable Object text, @Nullable Object algorithm) {
        if (text == null || algorithm == null) {
            return null;
        }
        if (!HASH_ALGORITHMS.contains(algorithm)) {
            throw ownWords("Algorithm must be one of MD5, SHA-1, SHA-256, SHA-384, SHA-512, but was " + algorithm);
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

    private static @Nullable Object parse(@Nullable Object given) {
        if (given == null) {
            return null;
        }
        if (!(given instanceof String text)) {
            throw new JException("T0410", -1, 1, "parse");
        }
        try {
            Object value = JsonText.readStrictly(text);
            if (value instanceof Double number && !Double.isFinite(number)) {
                throw ownWords("Invalid JSON");
            }
            return value == null ? Jsonata.NULL_VALUE : value;
        } catch (JsonSyntaxException e) {
            throw ownWords("Invalid JSON");
        }
    }

    private static JException ownWords(String message) {
        return new JException(Wording.OWN_WORDS, -1, message);
    }
}
