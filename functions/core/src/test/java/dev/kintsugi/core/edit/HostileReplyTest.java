package dev.kintsugi.core.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.edit.apply.Editor;
import dev.kintsugi.core.edit.apply.Targets;
import dev.kintsugi.core.edit.dialect.ReplyReader;
import dev.kintsugi.core.edit.tree.MemoryTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long replies that would take hours if each line were asked about all the lines after it. */
@Timeout(30)
class HostileReplyTest {
    private static final int LINES = 50_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FILE: a.txt\n",
                "FIND:\n",
                "REPLACE:\n",
                "END\n",
                "FILE: a.txt\nFIND:\n",
                "FIND:\nx\nEND\n",
                "```\n",
                "<<<<<<< SEARCH\n",
                "=======\n",
                ">>>>>>> REPLACE\n",
                "<<<<<<< SEARCH\n=======\n",
                "*** Begin Patch\n",
                "*** Update File: a.txt\n",
                "@@\n",
                "--- a/a.txt\n+++ b/a.txt\n",
                "{\"path\":\n",
                "a.txt\n```\n",
            })
    void one_line_repeated_is_read_in_time(String line) {
        assertThat(ReplyReader.read(line.repeat(LINES))).hasSizeLessThanOrEqualTo(LINES);
    }

    @Test
    void an_end_is_looked_for_once_however_far_it_is() {
        String further = "text\n".repeat(LINES);
        String reply = "FILE: a.txt\nFIND:\none\nREPLACE:\ntwo\nEND\n" + further + "END\n";

        List<Edit> edits = ReplyReader.read(reply);

        assertThat(edits)
                .singleElement()
                .isInstanceOfSatisfying(
                        Edit.Replace.class, edit -> assertThat(edit.replace()).isEqualTo("two\nEND\n" + further));
    }

    @Test
    void a_line_of_a_megabyte_is_a_line_like_any_other() {
        String line = "let numbers = [" + "1, ".repeat(350_000) + "];\n";
        MemoryTree tree = MemoryTree.of(Map.of("a.js", "begin();\n" + line + "end();\n"));
        String reply = "FILE: a.js\nFIND:\n" + line + "end();\nREPLACE:\n" + line + "done();\nEND\n";

        EditReport report = Editor.apply(tree, ReplyReader.read(reply), Targets.ANY);

        assertThat(report.isComplete()).isTrue();
        assertThat(tree.text("a.js")).contains("begin();\n" + line + "done();\n");
    }

    @Test
    void a_mistyped_line_of_a_megabyte_is_answered_in_time() {
        String line = "let numbers = [" + "1, ".repeat(350_000) + "];\n";
        MemoryTree tree = MemoryTree.of(Map.of("a.js", "begin();\n" + line + "middle();\nend();\n"));
        String reply = "FILE: a.js\nFIND:\n" + line.replace("let", "lte").replace("];", "2];") + "middle();\nREPLACE:\n"
                + line + "done();\nEND\n";

        EditReport report = Editor.apply(tree, ReplyReader.read(reply), Targets.ANY);

        assertThat(report.outcomes()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 33, LINES})
    void a_block_has_so_many_dividers_at_most(int dividers) {
        String reply = "a.txt\n<<<<<<< SEARCH\n" + "=======\n".repeat(dividers) + ">>>>>>> REPLACE\n";

        assertThat(ReplyReader.read(reply))
                .singleElement()
                .isInstanceOf(dividers <= 32 ? Edit.Replace.class : Edit.Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<<<<<<< SEARCH\n",
                "a.txt\n<<<<<<< SEARCH\n",
                "FILE: a.txt\nFIND:\nx\nREPLACE:\ny\n",
                "a.txt\n<<<<<<< SEARCH\nx\n=======\ny\n>>>>>>> REPLACE\n"
            })
    void very_many_blocks_are_answered_in_time(String block) {
        MemoryTree tree = MemoryTree.of(Map.of("a.txt", "x\n"));

        EditReport report = Editor.apply(tree, ReplyReader.read(block.repeat(LINES)), Targets.ANY);

        assertThat(report.outcomes()).hasSize(LINES);
    }
}
