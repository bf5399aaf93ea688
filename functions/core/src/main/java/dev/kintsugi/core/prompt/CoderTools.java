package dev.kintsugi.core.prompt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.core.model.Tool;
import java.util.List;

/** The tools of a coder: look around, and change files one edit at a time, each answered at once. */
public final class CoderTools {
    public static final String LIST_FILES = "list_files";
    public static final String SEARCH = "search";
    public static final String READ_FILE = "read_file";
    public static final String EDIT_FILE = "edit_file";
    public static final String WRITE_FILE = "write_file";
    public static final String DELETE_FILE = "delete_file";

    private static final JsonMapper MAPPER = new JsonMapper();

    private CoderTools() {}

    public static List<Tool> all() {
        return List.of(
                tool(LIST_FILES, "Lists the files of the repository, or those below a folder.", """
                        {"type": "object", "properties": {"folder": {"type": "string"}}}"""),
                tool(SEARCH, "Finds the lines that contain a text, with their files and numbers.", """
                        {"type": "object", "required": ["text"], "properties": {
                          "text": {"type": "string"}, "folder": {"type": "string"}}}"""),
                tool(READ_FILE, "Reads a file, or the lines from first_line to last_line of it.", """
                        {"type": "object", "required": ["path"], "properties": {"path": {"type": "string"},
                          "first_line": {"type": "integer"}, "last_line": {"type": "integer"}}}"""),
                tool(
                        EDIT_FILE,
                        "Replaces a text that stands exactly once in a file. `find` is copied from the file"
                                + " character by character, with enough lines around it to be the only such place.",
                        """
                        {"type": "object", "required": ["path", "find", "replace"], "properties": {
                          "path": {"type": "string"}, "find": {"type": "string"}, "replace": {"type": "string"}}}"""),
                tool(WRITE_FILE, "Writes a whole file, a new one or in place of the old one.", """
                        {"type": "object", "required": ["path", "content"], "properties": {
                          "path": {"type": "string"}, "content": {"type": "string"}}}"""),
                tool(DELETE_FILE, "Deletes a file.", """
                        {"type": "object", "required": ["path"], "properties": {"path": {"type": "string"}}}"""));
    }

    private static Tool tool(String name, String description, String schema) {
        try {
            return new Tool(name, description, (ObjectNode) MAPPER.readTree(schema));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the schema of %s is valid JSON".formatted(name), impossible);
        }
    }
}
