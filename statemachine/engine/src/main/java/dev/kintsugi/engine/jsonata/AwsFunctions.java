package dev.kintsugi.engine.jsonata;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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

    private AwsFunctions() {}

    static void bind(Jsonata.Frame frame, Set<String> used, InstantSource clock, EvaluationBounds bounds) {
        for (String name : used) {
            Jsonata.@Nullable JFunction function = named(name, clock, bounds);
            if (function == null) {
                function = BuiltIn.ofLibrary(name);
            }
            if (function != null) {
                frame.bind(name, function);
            }
        }
        if (used.contains("eval")) {
            // Anything that is no function would do, but then the library prints a line of its own.
            frame.bind(
                    "eval",
                    function(
                            "eval",
                            in -> {
                                throw new JException("T1006", -1);
                            },
                            "<x-x?:x>"));
        }
    }

    private static Jsonata.@Nullable JFunction named(String name, InstantSource clock, EvaluationBounds bounds) {
        return switch (name) {
            case "partition" -> function(name, in -> AddedFunctions.partition(in.at(0), in.at(1)), "<a?n?:a>");
            case "range" -> function(name, in -> AddedFunctions.range(in.at(0), in.at(1), in.at(2)), "<nnn?:a>");
            case "hash" -> function(name, in -> AddedFunctions.hash(in.at(0), in.at(1)), "<s?s?:s>");
            case "random" -> function(name, in -> AddedFunctions.random(in.at(0)), "<n?:n>");
            case "uuid" -> function(name, in -> UUID.randomUUID().toString(), "<:s>");
            case "parse" -> function(name, in -> AddedFunctions.parse(in.at(0)), "<s?:x>");
            case "millis" -> function(name, in -> clock.millis(), "<:n>");
            case "now" ->
                function(name, in -> Functions.dateTimeFromMillis(clock.millis(), in.text(0), in.text(1)), "<s?s?:s>");
            case "match" ->
                function(
                        name,
                        in -> Functions.match(
                                TextFunctions.watched(in, bounds), (Pattern) TextFunctions.pattern(in), in.whole(2)),
                        "<s-f<s:o>n?:a<o>>");
            case "contains" ->
                function(
                        name,
                        in -> Functions.contains(TextFunctions.watched(in, bounds), TextFunctions.pattern(in)),
                        "<s-(sf):b>");
            case "split" ->
                function(
                        name,
                        in -> Functions.split(
                                TextFunctions.watched(in, bounds), TextFunctions.pattern(in), in.number(2)),
                        "<s-(sf)n?:a<s>>");
            case "replace" -> function(name, in -> TextFunctions.replace(in, bounds), "<s-(sf)(sf)n?:s>");
            case "join" -> function(name, in -> TextFunctions.join(in.at(0), in.text(1)), "<a<s>s?:s>");
            case "string" ->
                function(
                        name,
                        in -> {
                            EvaluationBounds.checkText(in.at(0));
                            return CheckedFunctions.string(in.at(0), in.at(1));
                        },
                        "<x-b?:s>");
            case "pad" -> function(name, in -> TextFunctions.pad(in), "<s-ns?:s>");
            default -> checked(name);
        };
    }

    private static Jsonata.@Nullable JFunction checked(String name) {
        return switch (name) {
            case "sum" -> ofNumbers(name, Functions::sum);
            case "max" -> ofNumbers(name, Functions::max);
            case "min" -> ofNumbers(name, Functions::min);
            case "average" -> ofNumbers(name, Functions::average);
            case "count" -> function(name, in -> CheckedFunctions.count(in.at(0)), "<x:n>");
            case "merge" -> function(name, in -> CheckedFunctions.merge(in.at(0)), "<a<o>:o>");
            case "number" -> function(name, in -> CheckedFunctions.number(in.at(0)), "<(nsb)-:n>");
            case "toMillis" -> function(name, in -> CheckedFunctions.millis(in.at(0), in.at(1)), "<s-s?:n>");
            case "sort" -> function(name, in -> CheckedFunctions.sort(in.at(0), in.at(1)), "<af?:a>");
            case "formatNumber" ->
                function(name, in -> CheckedFunctions.formatNumber(in.at(0), in.at(1), in.at(2)), "<n-so?:s>");
            case "formatBase" -> function(name, in -> CheckedFunctions.formatBase(in.at(0), in.at(1)), "<n-n?:s>");
            case "parseInteger" -> function(name, in -> CheckedFunctions.parseInteger(in.at(0), in.at(1)), "<s-s:n>");
            default -> {
                UrlFunctions.@Nullable UrlFunction url = UrlFunctions.named(name);
                yield url == null
                        ? null
                        : function(name, in -> in.text(0) == null ? null : url.of(in.text(0)), "<s-:s>");
            }
        };
    }

    private static Jsonata.JFunction ofNumbers(String name, UnaryFunction what) {
        return function(name, in -> CheckedFunctions.ofNumbers(name, in.at(0), what::of), "<a<n>:n>");
    }

    private interface UnaryFunction {
        @Nullable
        Number of(List<Number> numbers);
    }

    private interface Body {
        @Nullable
        Object call(Arguments in) throws Throwable;
    }

    @SuppressWarnings("rawtypes") // the library's interface is raw
    private static Jsonata.JFunction function(String name, Body body, String signature) {
        return new BuiltIn(
                name,
                new Jsonata.JFunction(
                        (Object input, List arguments) -> body.call(new Arguments((List<?>) arguments)), null),
                signature);
    }
}
