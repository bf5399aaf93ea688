package dev.kintsugi.core.plan.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kintsugi.core.plan.PlanLimits;
import dev.kintsugi.core.plan.Problem.Code;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people and accidents put where a plan should be: each a clear error with its place. */
class BadInputTest {
    @TempDir
    private Path folder;

    @Test
    void bytes_that_are_not_utf8_are_told_with_line_and_position() throws IOException {
        write("a.md", "# Title\nsome ".getBytes(StandardCharsets.UTF_8), new byte[] {(byte) 0xC3, 0x28});

        assertThat(onlyError()).contains("a.md:2", "not UTF-8: byte 13 is 0xC3");
    }

    @Test
    void a_cut_character_at_the_end_is_not_utf8_either() throws IOException {
        write("a.md", "# Title ".getBytes(StandardCharsets.UTF_8), new byte[] {(byte) 0xE2, (byte) 0x82});

        assertThat(onlyError()).contains("not UTF-8");
    }

    @Test
    void utf16_is_named() throws IOException {
        write("a.md", "\uFEFF# Title\n".getBytes(StandardCharsets.UTF_16LE));

        assertThat(onlyError()).contains("UTF-16", "save it as UTF-8");
    }

    @Test
    void a_binary_file_is_no_text() throws IOException {
        write("a.md", new byte[] {'#', ' ', 'a', '\n', 0, 1, 2});

        assertThat(onlyError()).contains("a.md:2", "byte 4 is NUL");
    }

    @Test
    void a_file_of_50_megabytes_is_refused_with_the_limit_before_it_is_read() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(folder.resolve("a.md").toFile(), "rw")) {
            file.setLength(50L * 1024 * 1024);
        }

        assertThat(onlyError()).contains("52428800 bytes", String.valueOf(PlanLimits.FILE_BYTES));
    }

    @Test
    void a_file_of_the_largest_size_is_read_and_one_byte_more_is_refused() throws IOException {
        byte[] largest = new byte[PlanLimits.FILE_BYTES];
        Arrays.fill(largest, (byte) 'a');
        write("a.md", largest);
        assertThat(read().isValid()).isTrue();
        assertThat(read().problems()).extracting(problem -> problem.code()).contains(Code.NOT_SUBMITTABLE);

        write("a.md", largest, new byte[] {'a'});
        assertThat(onlyError()).contains("5242881 bytes");
    }

    @Test
    void a_task_beyond_what_the_api_takes_is_a_warning_with_the_limit() {
        String fits = "#".repeat(PlanLimits.SUBMITTED_TASK_BYTES);

        assertThat(Plans.said(Plans.read("a.md", fits))).isEmpty();
        assertThat(Plans.said(Plans.read("a.md", fits + "#")))
                .singleElement()
                .asString()
                .contains("warning", "307201 bytes", "at most 307200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "---\nid: a\n# Title\n",
                "+++\nid = 'a'\n",
                "---",
                "---\n",
                "+++\nid = 'a'\n---\n",
                "---\nid: a\n----\n"
            })
    void front_matter_that_is_never_closed_is_told_at_the_end_with_the_line_it_lacks(String text) {
        assertThat(Plans.errors(Plans.read("a.md", text)))
                .singleElement()
                .asString()
                .contains("a.md:", "never closed", "expected a line " + text.substring(0, 3));
    }

    @Test
    void duplicate_keys_are_told_with_both_lines() {
        assertThat(Plans.errors(Plans.taskReading("id: a", "title: x", "id: b")))
                .singleElement()
                .asString()
                .isEqualTo("task.md:4:1: error: the key id is written twice, first in line 2 (keep one of them)");
        assertThat(Plans.errors(Plans.read("a.md", "+++\nid = 'a'\ntitle = 'x'\nid = 'b'\n+++\n# A\n")))
                .singleElement()
                .asString()
                .isEqualTo("a.md:4:1: error: the key id is written twice, first in line 2 (keep one of them)");
    }

    @Test
    void a_million_aliases_are_refused_at_the_first_too_many() {
        String aliases = "labels: [&a x" + ", *a".repeat(1_000_000) + "]";

        assertThat(Plans.errors(Plans.read("a.md", "---\n" + aliases + "\n---\n# A\n")))
                .singleElement()
                .asString()
                .contains("a.md:2:", "more than 100 aliases");
    }

    @Test
    void a_hundred_aliases_are_taken_and_share_one_value() {
        assertThat(Plans.task("labels: [&a x" + ", *a".repeat(100) + "]").labels())
                .hasSize(101)
                .containsOnly("x");
        assertThat(Plans.errors(Plans.taskReading("labels: [&a x" + ", *a".repeat(101) + "]")))
                .hasSize(1);
    }

    @Test
    void aliases_that_multiply_cost_nothing() {
        StringBuilder bomb = new StringBuilder("---\na0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 11; i++) {
            bomb.append("a%d: &a%d [%s]\n"
                    .formatted(i, i, String.join(", ", java.util.Collections.nCopies(9, "*a" + (i - 1)))));
        }

        assertThat(Plans.errors(Plans.read("a.md", bomb + "labels: *a10\n---\n# A\n")))
                .anyMatch(line -> line.contains("labels: expected text"))
                .anyMatch(line -> line.contains("the key a0 is unknown"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: &x [*x]",
                "a: *nowhere",
                "*a : b",
                "? [a]\n: b",
                "a: !!java.net.URL [x]",
                "a: !x y",
                "- a",
                "just text",
                "[a]"
            })
    void yaml_that_no_plan_needs_is_refused(String yaml) {
        assertThat(Plans.errors(Plans.taskReading(yaml))).isNotEmpty().allMatch(line -> line.startsWith("task.md:2"));
    }

    @Test
    void tabs_in_yaml_are_told_with_what_to_do() {
        assertThat(Plans.errors(Plans.taskReading("context_files:", "\t- a")))
                .singleElement()
                .asString()
                .contains("task.md:3:", "never with tabs");
    }

    @Test
    void a_byte_order_mark_and_windows_line_ends_change_nothing() {
        String plain = "---\nid: x\nlabels: [a]\n---\n# Title\n\n## Acceptance Criteria\n- [ ] one\n";

        assertThat(Plans.project("a.md", "\uFEFF" + plain.replace("\n", "\r\n")).tasks())
                .isEqualTo(Plans.project("a.md", plain).tasks())
                .isEqualTo(Plans.project("a.md", plain.replace('\n', '\r')).tasks());
        assertThat(Plans.errors(Plans.read("a.md", "\uFEFF+++\r\nid = 'x'\r\ntitel = 'y'\r\n+++\r\n# A\r\n")))
                .singleElement()
                .asString()
                .startsWith("a.md:3:1");
    }

    @ParameterizedTest
    @ValueSource(ints = {10_000, 200_000})
    void ten_thousand_levels_of_nesting_are_refused_where_they_get_too_deep(int levels) {
        List<String> heads = List.of(
                "---\nlabels: " + "[".repeat(levels) + "]".repeat(levels) + "\n---\n",
                "---\nlabels: " + "{a: ".repeat(levels) + "\n---\n",
                "---\nlabels:\n" + "- ".repeat(levels) + "a\n---\n",
                "+++\nlabels = " + "[".repeat(levels) + "]".repeat(levels) + "\n+++\n",
                "+++\nlabels = " + "{a=".repeat(levels) + "1" + "}".repeat(levels) + "\n+++\n",
                "+++\na" + ".a".repeat(levels) + " = 1\n+++\n",
                "+++\n[a" + ".a".repeat(levels) + "]\n+++\n");
        for (String head : heads) {
            assertThat(Plans.errors(Plans.read("a.md", head + "# A\n")))
                    .as(head.substring(0, 20))
                    .anyMatch(line -> line.contains("levels") && line.startsWith("a.md:"));
        }
    }

    @Test
    void toml_that_made_a_library_think_for_minutes_is_read_in_one_pass() {
        String blankLines = " \n".repeat(200_000);
        String openTexts = "\"\"\"\n>-\n".repeat(200_000);
        String wordsInOneLine = "&a ".repeat(300_000);

        assertThat(TomlReader.read(blankLines + "id = 'a'\n").faults()).isEmpty();
        assertThat(TomlReader.read(openTexts).faults()).isNotEmpty();
        assertThat(TomlReader.read(wordsInOneLine).faults()).hasSize(1);
    }

    @Test
    void several_syntax_errors_in_toml_are_told_at_once_and_the_other_keys_are_checked() {
        PlanReading reading =
                Plans.read("a.md", "+++\ntitle = \"x\npriority = = 1\nscope = [\"../x\"]\nlabels = @\n+++\n# A\n");

        assertThat(Plans.errors(reading))
                .hasSizeGreaterThanOrEqualTo(4)
                .anyMatch(line -> line.startsWith("a.md:2:"))
                .anyMatch(line -> line.startsWith("a.md:3:"))
                .anyMatch(line -> line.startsWith("a.md:4:") && line.contains("leads out"))
                .anyMatch(line -> line.startsWith("a.md:5:"));
    }

    @Test
    void a_task_whose_front_matter_is_broken_is_no_unknown_dependency() {
        PlanReading reading = Plans.read(
                "a.md", "---\ntitle: [\nid: first\n---\n# A\n", "b.md", "---\ndepends_on: [first]\n---\n# B\n");

        assertThat(Plans.errors(reading)).singleElement().asString().startsWith("a.md:");
    }

    @Test
    void an_empty_folder_is_one_clear_error() {
        assertThat(onlyError()).contains(folder.toString(), "holds no task", "*.md");
    }

    @Test
    void a_folder_with_a_project_file_only_holds_no_task() throws IOException {
        write("project.yaml", "name: x".getBytes(StandardCharsets.UTF_8));

        assertThat(onlyError()).contains("holds no task");
    }

    @Test
    void a_path_that_is_not_there_is_told() {
        assertThat(Plans.errors(PlanReader.strict().readFiles(List.of(folder.resolve("nowhere")))))
                .singleElement()
                .asString()
                .contains("nowhere", "there is no such file or folder");
    }

    @Test
    void a_file_that_may_not_be_read_is_told() throws IOException {
        write("a.md", "# A\n".getBytes(StandardCharsets.UTF_8));
        Files.setPosixFilePermissions(folder.resolve("a.md"), Set.of());
        assumeTrue(!Files.isReadable(folder.resolve("a.md")), "root reads everything");

        assertThat(onlyError()).contains("permission denied");
    }

    @Test
    void what_the_file_system_refuses_is_put_in_words() {
        assertThat(PlanFiles.reason(new AccessDeniedException("a.md"))).isEqualTo("permission denied");
        assertThat(PlanFiles.reason(new FileSystemLoopException("a.md"))).contains("in a circle");
        assertThat(PlanFiles.reason(new NotDirectoryException("a.md"))).contains("no folder");
        assertThat(PlanFiles.reason(new IOException())).contains("gives no reason");
        assertThat(PlanFiles.reason(new IOException("Input/output error"))).isEqualTo("Input/output error");
    }

    @Test
    void symbolic_links_in_a_circle_are_told() throws IOException {
        Files.createSymbolicLink(folder.resolve("a.md"), Path.of("b.md"));
        Files.createSymbolicLink(folder.resolve("b.md"), Path.of("a.md"));

        assertThat(Plans.errors(read())).hasSize(2).allMatch(line -> line.contains("in a circle"));
    }

    @Test
    void a_link_that_leads_nowhere_is_told() throws IOException {
        Files.createSymbolicLink(folder.resolve("a.md"), Path.of("gone.md"));

        assertThat(onlyError()).contains("a.md", "there is no such file");
    }

    @Test
    void a_folder_named_like_a_task_is_told() throws IOException {
        Files.createDirectory(folder.resolve("a.md"));

        assertThat(onlyError()).contains("a.md", "it is a folder");
    }

    @Test
    void a_pipe_is_refused_instead_of_waited_for() throws Exception {
        Process made = new ProcessBuilder("mkfifo", folder.resolve("a.md").toString()).start();
        assumeTrue(made.waitFor() == 0, "no pipes here");

        assertThat(onlyError()).contains("no regular file");
        assertThat(Plans.errors(PlanReader.strict().readFiles(List.of(Path.of("/dev/zero")))))
                .singleElement()
                .asString()
                .contains("no regular file");
    }

    @Test
    void ids_that_differ_in_case_only_are_the_same() {
        assertThat(Plans.errors(Plans.read("a.md", "# A\n", "b.md", "---\nid: A\n---\n# B\n")))
                .singleElement()
                .asString()
                .startsWith("b.md:2:1: error: the id A is used already in a.md as a, and case makes no difference");
    }

    @Test
    void a_message_never_carries_what_a_terminal_would_obey() {
        PlanReading reading = Plans.taskReading("\"\\e[31mred\\a\": x", "mode: \"\\e[2J\"");

        assertThat(Plans.errors(reading))
                .hasSize(2)
                .noneMatch(line -> line.contains("\u001b") || line.contains("\u0007"));
    }

    private String onlyError() {
        List<String> errors = Plans.errors(read());
        assertThat(errors).hasSize(1);
        return errors.getFirst();
    }

    private PlanReading read() {
        return PlanReader.strict().readFiles(List.of(folder));
    }

    private void write(String name, byte[]... parts) throws IOException {
        try (var out = Files.newOutputStream(folder.resolve(name))) {
            for (byte[] part : parts) {
                out.write(part);
            }
        }
    }
}
