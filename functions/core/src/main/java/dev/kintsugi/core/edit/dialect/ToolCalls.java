package dev.kintsugi.core.edit.dialect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kintsugi.core.edit.Dialect;
import dev.kintsugi.core.edit.Edit;
import dev.kintsugi.core.edit.Hint;
import dev.kintsugi.core.edit.Origin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Structured tool calls in JSON, in a fence or by themselves.
 *
 * <pre>
 * call   = [wrapper] object | array of calls
 * object = {path, old text, new text, ["replace_all"]}   replaces text found exactly once
 *        | {path, "edits": [{old text, new text}]}        several in one file
 *        | {path, content}                                 writes a file
 *        | {"command": "delete", path} | {"delete": path}  deletes one
 *        | {path} in a wrapper named "delete_file"       deletes one
 *        | {"patch" | "diff": text}                        holds another dialect
 * wrapper = {"name", "arguments" | "input" | "parameters"} | {"function": ...} | {"tool_calls": [...]}
 * path     = "path" | "file" | "file_path" | "filename" | "filePath" | "target_file"
 * old text = "find" | "search" | "old_string" | "old_str" | "old_text" | "oldText" | "oldString" | "original"
 * new text = "replace" | "new_string" | "new_str" | "new_text" | "newText" | "newString" | "replacement" | "updated"
 * content  = "content" | "contents" | "file_text" | "new_content"
 * </pre>
 *
 * Texts are taken character by character first. What is no call is not an edit; a call that lacks a part is reported.
 */
final class ToolCalls {
    private static final String[] PATHS = {
        "path", "file", "file_path", "filename", "filePath", "target_file", "file_name"
    };
    private static final String[] OLD = {
        "find", "search", "old_string", "old_str", "old_text", "oldText", "oldString", "original", "old"
    };
    private static final String[] NEW = {
        "replace", "new_string", "new_str", "new_text", "newText", "newString", "replacement", "updated", "new"
    };
    private static final String[] CONTENT = {"content", "contents", "file_text", "new_content"};
    private static final String[] WRAPPERS = {"arguments", "input", "parameters", "args", "function", "params"};
    private static final String[] LISTS = {"tool_calls", "calls", "changes", "operations", "files", "tools"};
    private static final String[] NESTED = {"patch", "diff", "input", "patch_text"};

    /** Tools whose name alone says what they do; "delete_lines" must not be one of them. */
    private static final Set<String> DELETING = Set.of("delete_file", "remove_file", "deleteFile", "delete", "rm");

    /** Deepest wrapping that is followed. */
    private static final int MAXIMUM_DEPTH = 6;

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Reply reply;
    private final int line;
    private final int depth;
    private final List<Edit> edits = new ArrayList<>();
    private String tool = "";

    private ToolCalls(Reply reply, int line, int depth) {
        this.reply = reply;
        this.line = line;
        this.depth = depth;
    }

    /** What a value read from JSON asks for; nothing when it is no call. */
    static List<Edit> in(Reply reply, int line, String json) {
        return in(reply, line, json, 0);
    }

    private static List<Edit> in(Reply reply, int line, String json, int depth) {
        ToolCalls calls = new ToolCalls(reply, line, depth);
        try (JsonParser parser = JSON.createParser(json)) {
            while (parser.nextToken() != null) {
                JsonNode node = JSON.readTree(parser);
                if (node == null || !(node.isObject() || node.isArray())) {
                    return calls.edits;
                }
                calls.read(node, "", depth);
            }
        } catch (JsonProcessingException noJson) {
            return calls.edits;
        } catch (IOException impossible) {
            throw new IllegalStateException("a text in memory could not be read", impossible);
        }
        return calls.edits;
    }

    private void read(JsonNode node, String outerPath, int at) {
        if (at > MAXIMUM_DEPTH) {
            return;
        }
        if (node.isArray()) {
            node.forEach(item -> read(item, outerPath, at + 1));
            return;
        }
        if (!node.isObject()) {
            return;
        }
        tool = node.path("name").asText(tool);
        String path = text(node, PATHS).orElse(outerPath);
        if (node.path("edits").isArray()) {
            node.path("edits").forEach(item -> read(item, path, at + 1));
            return;
        }
        if (readCall(node, path)) {
            return;
        }
        for (String list : LISTS) {
            if (node.path(list).isArray()) {
                read(node.path(list), path, at + 1);
                return;
            }
        }
        for (String wrapper : WRAPPERS) {
            JsonNode inner = node.path(wrapper);
            if (inner.isObject()) {
                read(inner, path, at + 1);
                return;
            }
            if (inner.isTextual()) {
                nested(inner.asText(), at);
                return;
            }
        }
        for (String name : NESTED) {
            if (node.path(name).isTextual()) {
                nested(node.path(name).asText(), at);
                return;
            }
        }
    }

    /** A text that is JSON again, or a reply in another dialect. */
    private void nested(String text, int at) {
        if (text.strip().startsWith("{") || text.strip().startsWith("[")) {
            edits.addAll(in(reply, line, text, at + 1));
        } else if (depth < MAXIMUM_DEPTH) {
            edits.addAll(ReplyReader.read(text));
        }
    }

    private boolean readCall(JsonNode node, String path) {
        String command = node.path("command").asText("") + node.path("type").asText("");
        Optional<String> find = text(node, OLD);
        Optional<String> replace = text(node, NEW);
        Optional<String> content = text(node, CONTENT);
        Origin origin = reply.origin(Dialect.TOOL_CALL, line);
        if (node.path("delete").isTextual()) {
            edits.add(new Edit.Delete(origin, node.path("delete").asText(), ""));
        } else if (path.isEmpty()) {
            if (find.isEmpty() || replace.isEmpty()) {
                return false;
            }
            edits.add(new Edit.Unreadable(origin, "", node.toString(), "the call names no file"));
        } else if (find.isPresent() && replace.isPresent()) {
            edits.add(replacement(
                    origin,
                    path,
                    find.get(),
                    replace.get(),
                    node.path("replace_all").asBoolean(false)));
        } else if (find.isPresent()) {
            edits.add(new Edit.Unreadable(origin, path, node.toString(), "the call has an old text and no new one"));
        } else if (content.isPresent() && !command.contains("view")) {
            edits.add(new Edit.Write(origin, path, ended(content.get()), Edit.Existing.OVERWRITE));
        } else if (command.contains("delete") || DELETING.contains(tool)) {
            edits.add(new Edit.Delete(origin, path, ""));
        } else if (command.contains("insert")) {
            edits.add(new Edit.Unreadable(
                    origin, path, node.toString(), "an insertion by line number shows no text to find"));
        } else {
            return false;
        }
        return true;
    }

    private static Edit replacement(Origin origin, String path, String find, String replace, boolean every) {
        if (find.isEmpty()) {
            return new Edit.Write(origin, path, ended(replace), Edit.Existing.REFUSE);
        }
        Edit.Unit unit = every ? Edit.Unit.EVERY_TEXT : Edit.Unit.TEXT;
        String before = find.replace("\r\n", "\n");
        return new Edit.Replace(origin, path, before, replace.replace("\r\n", "\n"), unit, Hint.NONE, List.of());
    }

    private static String ended(String content) {
        return content.replace("\r\n", "\n");
    }

    private static Optional<String> text(JsonNode node, String[] names) {
        for (String name : names) {
            if (node.path(name).isTextual()) {
                return Optional.of(node.path(name).asText());
            }
        }
        return Optional.empty();
    }
}
