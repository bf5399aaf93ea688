package dev.kintsugi.engine.jsonata;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One JSONata expression, parsed once and evaluated often, by any thread. */
public final class Expression {
    /** Begins the names of variables that stand for regular expressions; no name that people give begins so. */
    private static final String REGEX_VARIABLE = "\uE000";

    /** JSONata's code for a number that no JSON number stands for; as a result AWS writes it as a string. */
    private static final String OUT_OF_RANGE = "D1001";

    private final String source;
    private final String location;
    private final Jsonata compiled;
    private final References references;
    /** Its regular expressions, by the names of the variables that stand for them. */
    private final Map<String, Pattern> regexes;

    private Expression(
            String source, String location, Jsonata compiled, References references, Map<String, Pattern> regexes) {
        this.source = source;
        this.location = location;
        this.compiled = compiled;
        this.references = references;
        this.regexes = regexes;
    }

    /**
     * Parses an expression.
     *
     * @param location the field it stands in, as errors name it
     * @throws JException with the parser's message if it is not JSONata
     */
    static Expression compile(String source, String location) {
        Jsonata compiled = parsed(source);
        Map<String, Pattern> regexes = new LinkedHashMap<>();
        String withoutRegexes = Tokens.withoutRegexes(source, literal -> {
            String name = REGEX_VARIABLE + regexes.size();
            regexes.put(name, WatchedRegex.parse(literal));
            return name;
        });
        if (!regexes.isEmpty()) {
            compiled = parsed(withoutRegexes);
        }
        compiled.setOutputConvertNulls(false);
        compiled.setValidateInput(false);
        return new Expression(source, location, compiled, References.of(source), regexes);
    }

    private static Jsonata parsed(String source) {
        try {
            return Jsonata.jsonata(source);
        } catch (JException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            throw new JException("The expression could not be parsed", -1);
        }
    }

    /** Names that stand where AWS has no context item, {@code $$} among them. */
    public List<String> topLevelNames() {
        return references.topLevelNames();
    }

    /** The fields of {@code $states} that it reads. */
    public Set<String> statesFields() {
        return references.statesFields();
    }

    /** The workflow variables that it reads, as they come: what is neither its own, nor a function, nor {@code $states}. */
    public List<String> variables() {
        return references.variables().stream()
                .filter(name -> !name.equals("states") && !AwsFunctions.NAMES.contains(name))
                .toList();
    }

    /** The field it stands in. */
    public String location() {
        return location;
    }

    @Nullable
    Object evaluate(Scope scope) {
        EvaluationBounds bounds = new EvaluationBounds();
        Object result;
        Object plain;
        try {
            Jsonata.Frame frame = compiled.createFrame();
            bounds.watch(frame);
            bind(frame, scope, bounds);
            result = compiled.evaluate(null, frame);
            plain = plain(result, bounds);
        } catch (QueryException e) {
            throw e;
        } catch (JException e) {
            if (OUT_OF_RANGE.equals(e.getError())
                    && bounds.isInLastStep()
                    && e.getCurrent() instanceof Double infinite) {
                return infinite;
            }
            throw failed(Wording.of(e, bounds.innermost()));
        } catch (StackOverflowError e) {
            throw failed(": Stack overflow error: Check for non-terminating recursive function.");
        } catch (RuntimeException e) {
            throw failed(Wording.of(e, bounds.innermost()));
        }
        if (bounds.isIndefinite()) {
            return Double.NaN;
        }
        if (result == null) {
            throw new QueryException(
                    location,
                    "The JSONata expression '" + source + "' specified for the field '" + location
                            + "' returned nothing (undefined).");
        }
        return plain;
    }

    private void bind(Jsonata.Frame frame, Scope scope, EvaluationBounds bounds) {
        regexes.forEach((name, pattern) -> frame.bind(name, new WatchedRegex(pattern, bounds)));
        Set<String> names = references.variables();
        if (names.isEmpty()) {
            return;
        }
        AwsFunctions.bind(frame, names, scope.clock(), bounds);
        for (String name : names) {
            if (name.equals("states")) {
                frame.bind(name, (Object) scope.states(references.statesFields()));
                continue;
            }
            Document variable = scope.variables().apply(name);
            if (variable != null) {
                frame.bind(name, variable.operand());
            }
        }
    }

    private QueryException failed(String detail) {
        return new QueryException(
                location,
                "The JSONata expression '" + source + "' specified for the field '" + location
                        + "' threw an error during evaluation" + detail);
    }

    /** An expression gave something that its field cannot take. */
    public QueryException unexpected(String field, String expected, @Nullable Object actual) {
        return new QueryException(
                field,
                "The JSONata expression '" + source + "' specified for the field '" + field
                        + "' returned an unexpected result type. Expected '" + expected + "', but was '"
                        + typeName(actual) + "' for value: " + JsonText.write(actual));
    }

    private static String typeName(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> "string";
            case Boolean flag -> "boolean";
            case Number number -> "number";
            case List<?> items -> "array";
            default -> "object";
        };
    }

    private @Nullable Object plain(@Nullable Object value, EvaluationBounds bounds) {
        bounds.give(value);
        return switch (value) {
            case null -> null;
            case String text -> text;
            case Boolean flag -> flag;
            case Number number -> JsonText.simplest(number);
            case Map<?, ?> fields -> {
                Map<String, @Nullable Object> copy = LinkedHashMap.newLinkedHashMap(fields.size());
                fields.forEach((key, field) -> copy.put(String.valueOf(key), plain(field, bounds)));
                yield copy;
            }
            case List<?> items -> {
                List<@Nullable Object> copy = new ArrayList<>(items.size());
                for (Object item : items) {
                    copy.add(plain(item, bounds));
                }
                yield copy;
            }
            default -> {
                if (Nulls.isNull(value)) {
                    yield null;
                }
                throw new QueryException(
                        location,
                        "The JSONata expression '" + source + "' specified for the field '" + location
                                + "' returned an unsupported result type.");
            }
        };
    }

    @Override
    public String toString() {
        return source;
    }

    /**
     * What an evaluation can see.
     *
     * @param statesOf makes {@code $states} with the fields that are asked for, of operands; none asked for means all
     * @param variables looks a workflow variable up
     * @param clock what $now and $millis read
     */
    public record Scope(
            Function<Set<String>, Map<String, @Nullable Object>> statesOf,
            Function<String, @Nullable Document> variables,
            InstantSource clock) {

        Map<String, @Nullable Object> states(Set<String> fields) {
            return statesOf.apply(fields);
        }
    }
}
