package dev.kintsugi.core.model;

import java.util.List;

/** What a model answered. */
public record Reply(String text, List<ToolCall> calls, StopReason stopReason, Usage usage) {
    /** 5 MB of text and call arguments, in characters; what is longer is no work but a flood. */
    public static final int MAX_CHARACTERS = 5_000_000;

    public Reply {
        calls = List.copyOf(calls);
    }

    /** This reply as a message of the conversation that goes on. */
    public Message.FromModel asMessage() {
        return new Message.FromModel(text, calls);
    }

    public boolean isEmpty() {
        return text.isBlank() && calls.isEmpty();
    }
}
