package dev.kintsugi.engine.jsonata;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Parser;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says what went wrong in an evaluation as AWS does, which is as JSONata's reference does. The library has the same
 * sentences, but writes Object where they say function, puts every value in quotation marks and names no operator.
 */
final class Wording {
    /** JSONata's code for an error of a function that has words of its own. */
    static final String OWN_WORDS = "D3137";

    private static final Pattern CODE = Pattern.compile("[A-Z]\\d{4}");
    private static final String FIRST = "\uE001";
    private static final String SECOND = "\uE002";

    /** Sentences that the library throws without their code, by how they begin. */
    private static final Map<String, String> CODES = Map.of(
            "Second argument of replace", "D3010",
            "Fourth argument of replace", "D3011",
            "Formatting or parsing an integer", "D3130",
            "In a decimal digit pattern", "D3131",
            "Unknown component specifier", "D3132",
            "The 'name' modifier", "D3133",
            "The timezone integer format", "D3134",
            "No matching closing bracket", "D3135",
            "The date/time picture string", "D3136");

    private Wording() {}

    /**
     * What follows "threw an error during evaluation".
     *
     * @param innermost what was being evaluated; its operator belongs into some sentences
     */
    static String of(RuntimeException thrown, Parser.@Nullable Symbol innermost) {
        if (thrown instanceof EvaluationBounds.Exceeded) {
            return ": " + thrown.getMessage();
        }
        if (!(thrown instanceof JException known)) {
            return ". " + withCode(String.valueOf(thrown.getMessage()));
        }
        String code = known.getError();
        if (code == null || !CODE.matcher(code).matches()) {
            return ". " + withCode(code == null ? String.valueOf(thrown.getMessage()) : code);
        }
        String sentence = JException.msg(code, -1, FIRST, SECOND)
                .replace(" Object", " function")
                .replace("{{token}}", JsonText.write(operator(innermost)))
                .replace('"' + FIRST + '"', json(known.getCurrent()))
                .replace('"' + SECOND + '"', json(known.getExpected()))
                .replace(FIRST, String.valueOf(known.getCurrent()))
                .replace(SECOND, String.valueOf(known.getExpected()));
        return ". " + code + ": " + sentence;
    }

    private static String withCode(String sentence) {
        for (Map.Entry<String, String> coded : CODES.entrySet()) {
            if (sentence.startsWith(coded.getKey())) {
                return coded.getValue() + ": " + sentence;
            }
        }
        return sentence;
    }

    /** The operator that a node of the expression stands for; the library shows it only in the node's text. */
    static String operator(Parser.@Nullable Symbol node) {
        String text = String.valueOf(node);
        return text.substring(text.indexOf("value=") + "value=".length());
    }

    private static String json(@Nullable Object value) {
        return switch (value) {
            case Number number -> JsonText.write(JsonText.simplest(number));
            case String text -> JsonText.write(text);
            case Boolean flag -> JsonText.write(flag);
            case List<?> items -> container(items);
            case Map<?, ?> fields -> container(fields);
            case null -> "null";
            default -> Nulls.isNull(value) ? "null" : String.valueOf(value);
        };
    }

    private static String container(Object value) {
        try {
            return JsonText.write(value);
        } catch (IllegalArgumentException functionInside) {
            return value.toString();
        }
    }
}
