package dev.kintsugi.engine.definition;

import dev.kintsugi.engine.EngineLimits;
import dev.kintsugi.engine.jsonata.JsonSyntaxException;
import dev.kintsugi.engine.jsonata.JsonText;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a definition and finds everything that is wrong with it. A definition without errors is ready to run; whatever
 * this engine does not do is an error here, never a surprise later.
 */
public final class DefinitionReader {
    private static final Set<String> TOP_FIELDS =
            Set.of("Comment", "StartAt", "States", "TimeoutSeconds", "Version", "QueryLanguage");
    private static final Set<String> LANGUAGES = Set.of("JSONPath", "JSONata");
    private static final Set<String> BRANCH_FIELDS = Set.of("Comment", "StartAt", "States");
    private static final Set<String> PROCESSOR_FIELDS = Set.of("Comment", "StartAt", "States", "ProcessorConfig");
    private static final Pattern FORBIDDEN_NAME_CHARACTERS = Pattern.compile("[\\p{Cntrl}]");

    private final KnownResources resources;
    private final Problems problems = new Problems();
    private final Set<String> names = new HashSet<>();
    private boolean jsonata;

    private DefinitionReader(KnownResources resources) {
        this.resources = resources;
    }

    /** What was read: the definition if it has no errors, and every problem. */
    public record Result(@Nullable Definition definition, List<Diagnostic> diagnostics) {
        /** The errors as CreateStateMachine words them. */
        public String invalidDefinition() {
            return diagnostics.stream()
                    .filter(problem -> problem.severity() == Diagnostic.Severity.ERROR)
                    .map(Result::withPlace)
                    .collect(Collectors.joining(", ", "Invalid State Machine Definition: '", "'"));
        }

        /** A parser's message says itself where it stopped; AWS writes null for what stands nowhere. */
        private static String withPlace(Diagnostic problem) {
            String place = problem.location().isEmpty() ? "null" : problem.location();
            String told = problem.message().endsWith(place) ? "" : " at " + place;
            return problem.code() + ": " + problem.message() + told;
        }
    }

    /** Reads a definition that may be anything. */
    public static Result read(String text, KnownResources resources) {
        DefinitionReader reader = new DefinitionReader(resources);
        Definition definition = reader.definition(text);
        return new Result(reader.problems.hasErrors() ? null : definition, reader.problems.found());
    }

    private @Nullable Definition definition(String text) {
        Object value;
        try {
            value = text.isBlank() ? null : JsonText.readStrictly(text);
        } catch (JsonSyntaxException e) {
            problems.error("INVALID_JSON_DESCRIPTION", e.message(), e.location());
            return null;
        }
        if (!(value instanceof Map<?, ?> object)) {
            problems.schema("Definition must be a valid JSON object", "");
            return null;
        }
        Map<String, @Nullable Object> top = Fields.objectOf(object);
        Fields fields = new Fields(top, "", "", new VariableScope(null, Set.of()), problems);
        fields.allow(TOP_FIELDS);
        fields.text("Comment");
        fields.text("Version");
        jsonata = isJsonata(fields);
        Long timeout = fields.whole("TimeoutSeconds", 1, EngineLimits.LONGEST_SECONDS);
        StatesBlock block = block(top, "", null);
        return block == null ? null : new Definition(block, timeout);
    }

    private boolean isJsonata(Fields top) {
        Object language = top.raw("QueryLanguage");
        if (top.has("QueryLanguage")) {
            checkLanguage(language, "/QueryLanguage");
        }
        return language != null && !"JSONPath".equals(language);
    }

    /** Reads a machine's, a branch's or an item processor's states. */
    @Nullable
    StatesBlock block(Map<String, @Nullable Object> object, String path, @Nullable VariableScope outer) {
        Fields fields = new Fields(object, path, "", new VariableScope(outer, Set.of()), problems);
        List<String> missing = List.of("States", "StartAt").stream()
                .filter(field -> !fields.has(field))
                .toList();
        if (!missing.isEmpty()) {
            problems.schema("These fields are required: " + missing, path.isEmpty() ? "/" : path);
        }
        String startAt = fields.text("StartAt");
        if (!fields.has("States")) {
            return null;
        }
        if (!(fields.raw("States") instanceof Map<?, ?> raw)) {
            problems.schema("Expected value of type [OBJECT]", path + "/States");
            return null;
        }
        if (raw.isEmpty()) {
            problems.schema("Value cannot be empty", path + "/States");
            return null;
        }
        Map<String, State> states = states(raw, path, VariableScope.of(raw, outer, path, problems));
        if (startAt == null) {
            return null;
        }
        StatesBlock block = new StatesBlock(startAt, states);
        if (states.size() == raw.size()) {
            new Transitions(block, raw, path, problems).check();
        }
        return block;
    }

    private Map<String, State> states(Map<?, ?> raw, String path, VariableScope scope) {
        Map<String, State> states = new LinkedHashMap<>();
        raw.forEach((key, value) -> {
            String name = (String) key;
            String at = path + "/States/" + name;
            checkName(name, at);
            if (!(value instanceof Map<?, ?> object)) {
                problems.schema("Expected value of type [OBJECT]", at);
                return;
            }
            Fields fields = new Fields(Fields.objectOf(object), at, "", scope, problems);
            if (speaksJsonata(fields, name)) {
                State state = new StateReader(name, fields, this, resources).read();
                if (state != null) {
                    states.put(name, state);
                }
            }
        });
        return states;
    }

    private void checkName(String name, String at) {
        if (!names.add(name)) {
            problems.error("DUPLICATE_STATE_NAME", "Duplicate State name: " + name, at);
        }
        if (name.isEmpty() || name.codePointCount(0, name.length()) > EngineLimits.NAME_CHARACTERS) {
            problems.error(
                    "INVALID_STATE_NAME",
                    "State names must have between 1 and " + EngineLimits.NAME_CHARACTERS + " characters",
                    at);
        } else if (FORBIDDEN_NAME_CHARACTERS.matcher(name).find()) {
            problems.error("INVALID_STATE_NAME", "State names must not contain control characters", at);
        }
    }

    /** Whether to read on: a state that only forgot to name its language shows its other problems too. */
    private boolean speaksJsonata(Fields fields, String name) {
        Object language = fields.raw("QueryLanguage");
        if (!fields.has("QueryLanguage")) {
            if (!jsonata) {
                problems.schema(
                        "State '" + name
                                + "' has no field 'QueryLanguage' and so uses JSONPath, which is not supported."
                                + " Set 'QueryLanguage' to 'JSONata' in the state machine or in the state",
                        fields.at("QueryLanguage"));
            }
            return jsonata || !StateReader.isWrittenInJsonPath(fields);
        }
        checkLanguage(language, fields.at("QueryLanguage"));
        if (!"JSONPath".equals(language)) {
            return true;
        }
        if (jsonata) {
            problems.schema(
                    "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine", fields.path());
        } else {
            problems.schema(
                    "State '" + name + "' sets 'QueryLanguage' to 'JSONPath', which is not supported",
                    fields.at("QueryLanguage"));
        }
        return false;
    }

    /** To AWS whatever is not JSONPath is JSONata, and read on as such once it has been told. */
    private void checkLanguage(@Nullable Object language, String at) {
        if (!(language instanceof String)) {
            problems.schema("Expected value of type [STRING]", at);
        } else if (!LANGUAGES.contains(language)) {
            problems.schema("Value should be one of the following: [JSONPath, JSONata]", at);
        }
    }

    /** A branch of a Parallel state. */
    @Nullable
    StatesBlock branch(Fields branch, VariableScope outer) {
        branch.allow(BRANCH_FIELDS);
        return block(branch.object(), branch.path() + "/" + branch.inner(), outer);
    }

    /** The item processor of a Map state, which runs inline. */
    @Nullable
    StatesBlock processor(Fields processor, VariableScope outer) {
        processor.allow(PROCESSOR_FIELDS);
        if (processor.has("ProcessorConfig")) {
            if (!(processor.raw("ProcessorConfig") instanceof Map<?, ?> config)) {
                problems.schema("Expected value of type [OBJECT]", processor.at("ProcessorConfig"));
            } else {
                Fields fields = processor.inside(Fields.objectOf(config), "ProcessorConfig");
                fields.allow(Set.of("Mode"));
                if (!"INLINE".equals(fields.text("Mode"))) {
                    problems.schema("Only Mode 'INLINE' is supported; distributed Map is not", fields.at("Mode"));
                }
            }
        }
        return block(processor.object(), processor.path() + "/" + processor.inner(), outer);
    }
}
