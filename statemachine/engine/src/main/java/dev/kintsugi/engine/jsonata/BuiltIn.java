package dev.kintsugi.engine.jsonata;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A function of the language with the arguments that it takes. The library takes null for an argument that was left
 * out, and looks at no argument of a function that another one calls; on AWS, as in JSONata's reference, null is a
 * value and every call is looked at.
 */
@SuppressWarnings("rawtypes") // the library's interface is raw
final class BuiltIn extends Jsonata.JFunction {
    private static final Pattern ONE_OF = Pattern.compile("\\([a-z]+\\)|f<[^>]*>");
    private static final Pattern LIST_OF = Pattern.compile("a<(.)>");
    private static final Pattern SIGNS = Pattern.compile("[<?+-]|:.*|>");

    private static final Map<String, BuiltIn> OF_LIBRARY = new ConcurrentHashMap<>();

    private final String name;
    private final Jsonata.JFunction body;
    private final String signature;

    /**
     * A function by its signature in JSONata's documentation.
     *
     * @param name as expressions call it
     */
    BuiltIn(String name, Jsonata.JFunction body, String signature) {
        // Only this constructor keeps the name, and it wants some method, which is never called.
        super(name, ofAnyList(signature), Runnable.class, null, "run");
        this.name = name;
        this.body = body;
        this.signature = signature;
    }

    /** The body says what is wrong with a list, as the library does so in other words. */
    private static String ofAnyList(String signature) {
        return signature.contains("a<") ? LIST_OF.matcher(signature).replaceAll("a") : signature;
    }

    /** What the library has under a name; null for what needs no look at its arguments. */
    static @Nullable BuiltIn ofLibrary(String name) {
        return OF_LIBRARY.computeIfAbsent(name, known -> {
            String signature = signature(known);
            return signature == null
                    ? null
                    : new BuiltIn(
                            known, Jsonata.function(known, signature, Functions.class, null, method(known)), signature);
        });
    }

    private static String method(String name) {
        return switch (name) {
            case "reduce" -> "foldLeft";
            case "assert" -> "assertFn";
            case "fromMillis" -> "dateTimeFromMillis";
            default -> name;
        };
    }

    private static @Nullable String signature(String name) {
        return switch (name) {
            case "lowercase", "uppercase", "trim", "base64encode", "base64decode" -> "<s-:s>";
            case "length" -> "<s-:n>";
            case "substring" -> "<s-nn?:s>";
            case "substringBefore", "substringAfter" -> "<s-s:s>";
            case "floor", "ceil", "abs", "sqrt" -> "<n-:n>";
            case "round" -> "<n-n?:n>";
            case "power" -> "<n-n:n>";
            case "formatInteger" -> "<n-s:s>";
            case "fromMillis" -> "<n-s?s?:s>";
            case "map", "filter" -> "<af>";
            case "single" -> "<af?>";
            case "reduce" -> "<afj?:j>";
            case "zip" -> "<a+>";
            case "reverse", "shuffle" -> "<a:a>";
            case "each" -> "<o-f:a>";
            case "sift" -> "<o-f?:o>";
            case "lookup" -> "<x-s:x>";
            case "error" -> "<s?:x>";
            case "assert" -> "<bs?:x>";
            default -> null;
        };
    }

    /** Nothing yet: a call looks at its arguments itself, since not every caller asks for it. */
    @Override
    public @Nullable Object validate(@Nullable Object arguments, @Nullable Object context) {
        return arguments;
    }

    @Override
    public @Nullable Object call(@Nullable Object input, @Nullable List arguments) {
        return body.call(input, (List) super.validate(taken(arguments == null ? List.of() : arguments), input));
    }

    @Override
    public int getNumberOfArgs() {
        return parameters().length();
    }

    private List<?> taken(List<?> given) {
        if (given.stream().noneMatch(Nulls::isNull)) {
            return given;
        }
        String parameters = parameters();
        List<@Nullable Object> taken = new ArrayList<>(given);
        for (int at = 0; at < Math.min(taken.size(), parameters.length()); at++) {
            if (Nulls.isNull(taken.get(at))) {
                taken.set(at, ofNull(parameters.charAt(at), at + 1));
            }
        }
        return taken;
    }

    /** One letter for each parameter, a capital for a list of one type. */
    private String parameters() {
        String simple = ONE_OF.matcher(signature).replaceAll("f");
        simple = LIST_OF.matcher(simple).replaceAll(list -> list.group(1).toUpperCase(Locale.ROOT));
        return SIGNS.matcher(simple).replaceAll("");
    }

    private Object ofNull(char parameter, int position) {
        return switch (parameter) {
            case 'x', 'j' -> Jsonata.NULL_VALUE;
            case 'a' -> new ArrayList<>(Arrays.asList(Jsonata.NULL_VALUE));
            case 'N' -> throw noList(name, "numbers");
            case 'S' -> throw noList(name, "strings");
            case 'O' -> throw noList(name, "objects");
            default -> throw new JException("T0410", -1, position, name);
        };
    }

    /** The function wants a list of one type and got something else, in it or instead of it. */
    static JException noList(String function, String types) {
        return new JException(
                "T0412: Argument 1 of function \"" + function + "\" must be an array of \"" + types + "\"");
    }
}
