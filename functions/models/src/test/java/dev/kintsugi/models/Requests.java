package dev.kintsugi.models;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.core.model.Message;
import dev.kintsugi.core.model.ModelRequest;
import dev.kintsugi.core.model.Passage;
import dev.kintsugi.core.model.Prices;
import dev.kintsugi.core.model.Role;
import dev.kintsugi.core.model.Tool;
import dev.kintsugi.core.model.ToolCall;
import dev.kintsugi.core.model.ToolResult;
import dev.kintsugi.core.model.Toolbox;
import dev.kintsugi.core.model.Turn;
import java.util.List;
import java.util.OptionalInt;

/** Questions as the tests ask them. */
final class Requests {
    /** Three dollars and fifteen per million. */
    static final ModelFacts FACTS =
            new ModelFacts(new Prices(3_000_000, 15_000_000, 300_000, 3_750_000), OptionalInt.empty(), "");

    static final Turn TURN = Turn.first("add-login", Role.CODER);

    private Requests() {}

    static ModelRequest plain() {
        return ModelRequest.of(
                        TURN,
                        List.of(Passage.needed("instructions", "You change code.\n")
                                .withCachePoint()),
                        List.of(Passage.needed(
                                "the task", "Add a login page, and explain what you did in some words.\n")),
                        Toolbox.NONE)
                .withMaxTokens(100_000);
    }

    static ModelRequest secondTurn() {
        ModelRequest plain = plain();
        return new ModelRequest(TURN.next(), plain.system(), plain.messages(), plain.toolbox(), plain.maxTokens(), 0);
    }

    static ModelRequest withTools() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        schema.putObject("properties").putObject("path").put("type", "string");
        schema.putArray("required").add("path");
        Toolbox toolbox = new Toolbox(
                List.of(new Tool("read_file", "Reads a file.", schema)), "There are no tools: answer in plain text.\n");
        return ModelRequest.of(TURN, plain().system(), List.of(Passage.needed("the task", "Read a.txt.\n")), toolbox);
    }

    static ModelRequest conversation() {
        ToolCall call = new ToolCall.Usable(
                "call_1", "read_file", JsonNodeFactory.instance.objectNode().put("path", "a.txt"));
        ToolCall broken = new ToolCall.Unusable("call_2", "read_file", "{\"pa", "no valid JSON");
        ModelRequest first = withTools();
        return new ModelRequest(
                TURN,
                first.system(),
                List.of(
                        first.messages().getFirst(),
                        new Message.FromModel("", List.of(call, broken)),
                        new Message.FromTools(List.of(
                                new ToolResult("call_1", "content of a.txt", false),
                                new ToolResult("call_2", "no valid JSON", true))),
                        Message.FromUser.saying("note", "Two turns are left.\n")),
                first.toolbox(),
                first.maxTokens(),
                first.continuations());
    }

    /** About ten thousand words. */
    static ModelRequest large() {
        return plain().withMessages(
                        List.of(Message.FromUser.saying("the task", "change every word of it ".repeat(2_000))));
    }
}
