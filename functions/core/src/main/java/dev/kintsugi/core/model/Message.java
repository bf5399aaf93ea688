package dev.kintsugi.core.model;

import java.util.List;
import java.util.stream.Collectors;

/** One message of a conversation, oldest first. */
public sealed interface Message {
    /** What we say. */
    record FromUser(List<Passage> passages) implements Message {
        public FromUser {
            passages = List.copyOf(passages);
        }

        public static FromUser saying(String name, String text) {
            return new FromUser(List.of(Passage.needed(name, text)));
        }
    }

    /** What the model said earlier. */
    record FromModel(String text, List<ToolCall> calls) implements Message {
        public FromModel {
            calls = List.copyOf(calls);
        }
    }

    /** What the tools answered, one result for each call of the message before. */
    record FromTools(List<ToolResult> results) implements Message {
        public FromTools {
            results = List.copyOf(results);
        }
    }

    /** Every character of this message that a provider would count. */
    default String wholeText() {
        return switch (this) {
            case FromUser user -> user.passages().stream().map(Passage::text).collect(Collectors.joining());
            case FromModel model ->
                model.text() + model.calls().stream().map(ToolCall::wholeText).collect(Collectors.joining());
            case FromTools tools ->
                tools.results().stream().map(ToolResult::text).collect(Collectors.joining("\n"));
        };
    }
}
