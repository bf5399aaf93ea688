package dev.kintsugi.core.model;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A call that a model made in its reply. */
public sealed interface ToolCall {
    /** The id under which its result is sent back. */
    String id();

    String name();

    /** A call of a tool that was offered, with an input that is a JSON object. */
    record Usable(String id, String name, ObjectNode input) implements ToolCall {
        public Usable {
            input = input.deepCopy();
        }

        @Override
        public ObjectNode input() {
            return input.deepCopy();
        }
    }

    /**
     * A call that must not be carried out, kept so that the model can be told why.
     *
     * @param text the arguments as they came
     * @param reason one sentence for the model
     */
    record Unusable(String id, String name, String text, String reason) implements ToolCall {
        /** What is sent back instead of a result. */
        public ToolResult answer() {
            return new ToolResult(id, reason, true);
        }
    }

    default String wholeText() {
        return switch (this) {
            case Usable usable -> usable.name() + " " + usable.input();
            case Unusable unusable -> unusable.name() + " " + unusable.text();
        };
    }
}
