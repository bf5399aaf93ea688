package dev.kintsugi.engine.definition;

import dev.kintsugi.engine.jsonata.JsonText;
import dev.kintsugi.engine.jsonata.Template;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which workflow variables the expressions of each state read, as DescribeStateMachine lists them: states by name, a
 * state's variables as they come.
 */
public final class VariableReferences {
    private final Map<String, Set<String>> byState = new TreeMap<>();

    private VariableReferences() {}

    /** Of a definition that was found valid: states that read none are left out. */
    public static Map<String, Set<String>> of(String definition) {
        VariableReferences references = new VariableReferences();
        references.block(JsonText.read(definition));
        return references.byState;
    }

    private void block(@Nullable Object block) {
        if (block instanceof Map<?, ?> fields && fields.get("States") instanceof Map<?, ?> states) {
            states.forEach((name, state) -> state(String.valueOf(name), state));
        }
    }

    private void state(String name, @Nullable Object state) {
        if (!(state instanceof Map<?, ?> fields)) {
            return;
        }
        Set<String> read = new LinkedHashSet<>();
        fields.forEach((field, value) -> {
            switch (String.valueOf(field)) {
                case "ItemProcessor" -> block(value);
                case "Branches" -> {
                    if (value instanceof List<?> branches) {
                        branches.forEach(this::block);
                    }
                }
                default ->
                    Template.compile(value, "", (where, message) -> {})
                            .expressions(expression -> read.addAll(expression.variables()));
            }
        });
        if (!read.isEmpty()) {
            byState.put(name, read);
        }
    }
}
