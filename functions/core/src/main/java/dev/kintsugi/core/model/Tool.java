package dev.kintsugi.core.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/**
 * A tool that a model may call.
 *
 * @param inputSchema JSON Schema of the call's input
 */
public record Tool(String name, String description, ObjectNode inputSchema) {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    public Tool {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no tool name: every provider takes [a-zA-Z0-9_-]{1,64}".formatted(name));
        }
        inputSchema = inputSchema.deepCopy();
    }

    @Override
    public ObjectNode inputSchema() {
        return inputSchema.deepCopy();
    }

    String wholeText() {
        return name + "\n" + description + "\n" + inputSchema;
    }
}
