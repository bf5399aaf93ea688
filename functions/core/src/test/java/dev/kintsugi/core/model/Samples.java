package dev.kintsugi.core.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Requests and replies as the tests of this package need them. */
final class Samples {
    private Samples() {}

    static ModelRequest request() {
        return request(Passage.needed("task", "Do it.\n"));
    }

    static ModelRequest request(Passage... user) {
        return ModelRequest.of(
                Turn.first("t1", Role.CODER),
                List.of(Passage.needed("rules", "Be brief.\n")),
                List.of(user),
                Toolbox.NONE);
    }

    static Toolbox toolbox() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        schema.putObject("properties").putObject("path").put("type", "string");
        schema.withObjectProperty("properties").putObject("line").put("type", "integer");
        schema.putArray("required").add("path");
        return new Toolbox(List.of(new Tool("read_file", "Reads.", schema)), "No tools.\n");
    }

    static ToolCall usable(String id, String tool, String key, Object value) {
        return new ToolCall.Usable(
                id,
                tool,
                JsonNodeFactory.instance.objectNode().putPOJO(key, value).put(key, value.toString()));
    }

    static Exchange exchange() {
        Reply reply = new Reply(
                "text ✓\n\"quoted\"",
                List.of(
                        usable("c1", "read_file", "path", "a"),
                        new ToolCall.Unusable("c2", "x", "{\"a", "no valid JSON")),
                StopReason.TOOL_USE,
                new Usage(10, 20, 30, 40, true));
        return new Exchange(
                new Turn("t1", Role.REVIEWER, 2, 3, 7), "some.model", "abc", reply, 123, 2, true, List.of("file x"));
    }
}
