package dev.kintsugi.core.model;

import java.util.ArrayList;
import java.util.List;

/** Retells a conversation that used tools in plain text, for servers that refuse tools. */
final class ToollessTalk {
    private ToollessTalk() {}

    static List<Message> of(List<Message> messages, Toolbox toolbox) {
        List<Message> told = new ArrayList<>(messages.size());
        for (Message message : messages) {
            told.add(
                    switch (message) {
                        case Message.FromUser user -> user;
                        case Message.FromModel model -> new Message.FromModel(textOf(model), List.of());
                        case Message.FromTools tools -> Message.FromUser.saying("results", textOf(tools));
                    });
        }
        if (!toolbox.otherwise().isEmpty()) {
            told.set(0, withNote((Message.FromUser) told.getFirst(), toolbox.otherwise()));
        }
        return told;
    }

    private static Message.FromUser withNote(Message.FromUser first, String otherwise) {
        List<Passage> passages = new ArrayList<>(first.passages());
        passages.add(Passage.needed("how to answer without tools", otherwise));
        return new Message.FromUser(passages);
    }

    private static String textOf(Message.FromModel model) {
        StringBuilder text = new StringBuilder(model.text());
        for (ToolCall call : model.calls()) {
            text.append("\n[called ").append(call.wholeText()).append("]\n");
        }
        // A provider refuses an empty message.
        return text.isEmpty() ? "(nothing)" : text.toString();
    }

    private static String textOf(Message.FromTools tools) {
        StringBuilder text = new StringBuilder();
        for (ToolResult result : tools.results()) {
            text.append(result.failed() ? "[failed] " : "[done] ")
                    .append(result.text())
                    .append('\n');
        }
        return text.toString();
    }
}
