package dev.kintsugi.core.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.core.edit.Edit;
import dev.kintsugi.core.edit.dialect.ReplyReader;
import dev.kintsugi.core.model.Tool;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What prompts tell a coder to write is what the reader of replies reads. */
class WhatIsToldIsUnderstoodTest {
    @Test
    void the_example_of_blocks_is_one_replacement_and_one_new_file() {
        List<Edit> edits = ReplyReader.read(EditFormat.BLOCKS);

        assertThat(edits).hasSize(2);
        assertThat(edits.get(0)).isInstanceOfSatisfying(Edit.Replace.class, replace -> {
            assertThat(replace.path()).isEqualTo("path/from/the/root.ext");
            assertThat(replace.find()).isEqualTo("the lines to replace, copied from the file character by character\n");
            assertThat(replace.replace()).isEqualTo("the lines that take their place\n");
        });
        assertThat(edits.get(1)).isInstanceOfSatisfying(Edit.Write.class, write -> {
            assertThat(write.path()).isEqualTo("path/of/new/file.ext");
            assertThat(write.content()).isEqualTo("the whole content\n");
        });
    }

    @Test
    void the_hint_that_is_told_is_a_hint() {
        String told = "FIND (near line 50):";
        assertThat(EditFormat.BLOCKS).contains(told);

        List<Edit> edits = ReplyReader.read("FILE: a\n" + told + "\nx\nREPLACE:\ny\nEND\n");

        assertThat(edits)
                .singleElement()
                .isInstanceOfSatisfying(
                        Edit.Replace.class,
                        replace -> assertThat(replace.hint().nearLine()).isEqualTo(50));
    }

    @Test
    void the_example_of_whole_files_is_one_file() {
        assertThat(ReplyReader.read(EditFormat.WHOLE_FILES))
                .singleElement()
                .isInstanceOfSatisfying(
                        Edit.Write.class, write -> assertThat(write.path()).isEqualTo("path/from/the/root.ext"));
    }

    @Test
    void every_tool_that_is_offered_is_read_as_the_edit_it_stands_for_or_as_none() {
        for (Tool tool : CoderTools.all()) {
            List<Edit> edits = ReplyReader.read(call(tool));

            switch (tool.name()) {
                case CoderTools.EDIT_FILE ->
                    assertThat(edits).singleElement().isInstanceOfSatisfying(Edit.Replace.class, replace -> {
                        assertThat(replace.path()).isEqualTo("the path");
                        assertThat(replace.find()).isEqualTo("the find");
                        assertThat(replace.replace()).isEqualTo("the replace");
                    });
                case CoderTools.WRITE_FILE ->
                    assertThat(edits)
                            .singleElement()
                            .isInstanceOfSatisfying(
                                    Edit.Write.class,
                                    write -> assertThat(write.content()).isEqualTo("the content"));
                case CoderTools.DELETE_FILE ->
                    assertThat(edits)
                            .singleElement()
                            .isInstanceOfSatisfying(
                                    Edit.Delete.class,
                                    delete -> assertThat(delete.path()).isEqualTo("the path"));
                case CoderTools.LIST_FILES, CoderTools.SEARCH, CoderTools.READ_FILE ->
                    assertThat(edits).describedAs(tool.name()).isEmpty();
                default -> throw new AssertionError("a new tool needs its line here: " + tool.name());
            }
        }
    }

    @Test
    void a_tool_that_deletes_lines_deletes_no_file() {
        assertThat(ReplyReader.read("{\"name\": \"delete_lines\", \"arguments\": {\"path\": \"a\"}}"))
                .isEmpty();
    }

    /** A call with every argument that the tool's schema names. */
    private static String call(Tool tool) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        JsonNode properties = tool.inputSchema().path("properties");
        properties.fieldNames().forEachRemaining(name -> {
            if (properties.path(name).path("type").asText().equals("integer")) {
                arguments.put(name, 1);
            } else {
                arguments.put(name, "the " + name);
            }
        });
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", tool.name())
                .<ObjectNode>set("arguments", arguments)
                .toString();
    }
}
