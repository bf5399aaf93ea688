package dev.kintsugi.engine.definition;

import dev.kintsugi.engine.EngineLimits;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The variables that the states of one block assign. An inner block reads the variables of the blocks around it and may
 * not assign one of the same name.
 */
record VariableScope(@Nullable VariableScope outer, Set<String> names) {

    /** Finds every assignment in a block, before its states are read, because a loop may read ahead of an assignment. */
    static VariableScope of(Map<?, ?> states, @Nullable VariableScope outer, String path, Problems problems) {
        VariableScope scope = new VariableScope(outer, new HashSet<>());
        states.forEach((name, state) -> {
            if (state instanceof Map<?, ?> fields) {
                String at = path + "/States/" + name;
                scope.collect(fields.get("Assign"), at + "/Assign", problems);
                scope.collectEach(fields, "Catch", at, problems);
                scope.collectEach(fields, "Choices", at, problems);
            }
        });
        return scope;
    }

    private void collectEach(Map<?, ?> fields, String list, String at, Problems problems) {
        if (fields.get(list) instanceof List<?> entries) {
            for (int i = 0; i < entries.size(); i++) {
                if (entries.get(i) instanceof Map<?, ?> entry) {
                    collect(entry.get("Assign"), at + "/" + list + "[" + i + "]/Assign", problems);
                }
            }
        }
    }

    private void collect(@Nullable Object assign, String at, Problems problems) {
        if (assign instanceof Map<?, ?> assigned) {
            for (Object key : assigned.keySet()) {
                String name = (String) key;
                if (!isVariableName(name)) {
                    problems.schema("Invalid variable name: '" + name + "'", at + "/" + name);
                } else if (outer != null && outer.has(name)) {
                    problems.error(
                            "DUPLICATE_VARIABLE_NAME",
                            "The variable name '" + name + "' was already defined in a parent scope.",
                            at + "/" + name);
                }
                names.add(name);
            }
        }
    }

    boolean has(String name) {
        return names.contains(name) || (outer != null && outer.has(name));
    }

    /** A Unicode identifier of at most 80 characters; {@code states} is reserved. */
    private static boolean isVariableName(String name) {
        return !name.isEmpty()
                && !name.equals("states")
                && name.codePointCount(0, name.length()) <= EngineLimits.NAME_CHARACTERS
                && Character.isUnicodeIdentifierStart(name.codePointAt(0))
                && name.codePoints()
                        .allMatch(c -> Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c));
    }
}
