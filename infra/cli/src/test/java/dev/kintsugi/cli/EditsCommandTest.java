package dev.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EditsCommandTest {
    private static final String GOOD = "FILE: a.txt\nFIND:\none\nREPLACE:\n1\nEND\n";
    private static final String BAD = "FILE: a.txt\nFIND:\nnowhere to be seen\nREPLACE:\n1\nEND\n";

    @TempDir
    private Path root;

    @BeforeEach
    void a_file() throws IOException {
        Files.writeString(root.resolve("a.txt"), "one\ntwo\n");
    }

    @Test
    void all_applied_exits_0_and_marks_the_edit() throws IOException {
        CommandRun run = edits("apply", GOOD);

        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains("a.txt")
                .contains("✓ applied at line 1: one")
                .contains("1 applied, 0 failed");
        assertThat(root.resolve("a.txt")).hasContent("1\ntwo\n");
    }

    @Test
    void some_applied_exits_3() throws IOException {
        CommandRun run = edits("apply", GOOD + BAD);

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.out()).contains("✗ failed, not found").contains("include more context");
    }

    @Test
    void none_applied_exits_1() throws IOException {
        assertThat(edits("apply", BAD).exit()).isEqualTo(1);
    }

    @Test
    void an_edit_that_stands_there_already_is_told_as_such() throws IOException {
        CommandRun run = edits("apply", "FILE: a.txt\nFIND:\none\nREPLACE:\none\ntwo\nEND\n");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("= already applied at line 1");
    }

    @Test
    void no_edit_at_all_exits_2_and_quotes_the_reply() throws IOException {
        CommandRun run = edits("apply", "I am sorry.\n\nI cannot do that.\n");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("no edit found").contains("I am sorry. / I cannot do that.");
    }

    @Test
    void a_dry_run_writes_nothing() throws IOException {
        CommandRun run = edits("dry-run", GOOD + BAD);

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.out())
                .contains("✓ will apply at line 1")
                .contains("✗ will fail")
                .contains("1 will apply, 1 will fail");
        assertThat(root.resolve("a.txt")).hasContent("one\ntwo\n");
    }

    @Test
    void json_has_the_documented_shape() throws IOException {
        CommandRun run = edits("apply", GOOD, "--json");

        assertThat(run.out().strip())
                .isEqualTo("{\"applied\":[{\"file\":\"a.txt\",\"tier\":\"exact\",\"line\":1,\"preview\":\"one\"}],"
                        + "\"failed\":[],\"suggestions\":[]}");
    }

    @Test
    void a_target_list_and_a_dialect_are_enforced() throws IOException {
        assertThat(edits("apply", GOOD, "--target", "b.txt").out()).contains("not a target file: a.txt");
        assertThat(edits("apply", GOOD, "--dialect", "unified-diff").exit()).isEqualTo(2);
        assertThat(edits("apply", GOOD, "--dialect", "klingon").err())
                .contains("klingon")
                .contains("find-replace");
    }

    @Test
    void what_cannot_be_read_is_one_clear_error() {
        CommandRun noRoot =
                CommandRun.of("edits", "apply", "--root", root.resolve("none").toString(), "--reply", "-");
        assertThat(noRoot.exit()).isEqualTo(2);
        assertThat(noRoot.err()).contains("is not a directory");

        CommandRun noReply = CommandRun.of(
                "edits",
                "apply",
                "--root",
                root.toString(),
                "--reply",
                root.resolve("none").toString());
        assertThat(noReply.exit()).isEqualTo(2);
        assertThat(noReply.err()).contains("cannot be read");
    }

    @Test
    void the_filter_answers_each_line_and_goes_on_after_a_bad_one() {
        String out = filter("""
                {"id": 1, "files": {"a.txt": "one\\n", "b.txt": null}, "reply": "FILE: a.txt\\nFIND:\\none\\nREPLACE:\\n1\\nEND\\n"}
                no json
                {"id": "x", "files": {"a.txt": "one\\n"}, "reply": "*** Begin Patch\\n*** Delete File: a.txt\\n*** End Patch\\n"}
                {"id": 4, "reply": "a.txt\\n```\\nnew\\n```\\n", "targets": ["b.txt"]}
                {"id": 5, "files": {}, "reply": "nothing"}
                {"id": 6}
                [1]
                {"id": 8, "files": [], "reply": ""}
                {"id": 9, "reply": "", "dialect": "klingon"}
                """);
        assertThat(out.lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains("\"id\":1")
                                .contains("\"files\":{\"a.txt\":\"1\\n\"}")
                                .contains("\"tier\":\"exact\""),
                        line -> assertThat(line).contains("\"error\":\"line 2: no JSON"),
                        line -> assertThat(line).contains("\"id\":\"x\"").contains("\"files\":{\"a.txt\":null}"),
                        line -> assertThat(line)
                                .contains("not a target file: a.txt")
                                .contains("\"files\":{}"),
                        line -> assertThat(line).contains("no edit found"),
                        line -> assertThat(line).contains("line 6").contains("reply"),
                        line -> assertThat(line).contains("line 7"),
                        line -> assertThat(line).contains("line 8").contains("files"),
                        line -> assertThat(line).contains("klingon"));
    }

    private static String filter(String lines) {
        StringWriter out = new StringWriter();
        new CommandLine(new EditsCommand(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8))))
                .setOut(new PrintWriter(out, true))
                .execute("filter");
        return out.toString();
    }

    private CommandRun edits(String command, String reply, String... more) throws IOException {
        Path file = root.resolveSibling(root.getFileName() + "-reply.txt");
        Files.writeString(file, reply);
        String[] arguments = new String[6 + more.length];
        System.arraycopy(
                new String[] {"edits", command, "--root", root.toString(), "--reply", file.toString()},
                0,
                arguments,
                0,
                6);
        System.arraycopy(more, 0, arguments, 6, more.length);
        return CommandRun.of(arguments);
    }
}
