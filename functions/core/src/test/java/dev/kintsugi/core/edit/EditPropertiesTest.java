package dev.kintsugi.core.edit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kintsugi.core.edit.apply.Editor;
import dev.kintsugi.core.edit.apply.Targets;
import dev.kintsugi.core.edit.dialect.ReplyReader;
import dev.kintsugi.core.edit.tree.MemoryTree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for any file and any edit; a failure names the seed that shows it. */
class EditPropertiesTest {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final Origin ORIGIN = new Origin(Dialect.FIND_REPLACE, 1, 0);

    static Stream<Integer> seeds() {
        return IntStream.range(0, 300).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void an_edit_made_from_a_unique_region_applies_and_its_inverse_gives_the_file_back(int seed) {
        Random random = new Random(seed);
        List<String> lines = aFile(random);
        int from = random.nextInt(lines.size());
        int to = Math.min(lines.size(), from + 1 + random.nextInt(6));
        List<String> find = lines.subList(from, to);
        List<String> replace = changed(find, random);
        List<String> after = new ArrayList<>(lines.subList(0, from));
        after.addAll(replace);
        after.addAll(lines.subList(to, lines.size()));
        boolean unique = occurrences(lines, find) == 1 && occurrences(after, replace) == 1 && !isBlank(find);
        if (!unique || occurrences(lines, replace) > 0 || occurrences(after, find) > 0) {
            return;
        }
        String end = random.nextBoolean() ? "\n" : "\r\n";
        String before = String.join(end, lines) + (random.nextBoolean() ? end : "");
        MemoryTree tree = MemoryTree.of(Map.of("f", before));

        Editor.apply(tree, List.of(replacement(find, replace)), Targets.ANY);
        assertThat(tree.text("f").orElseThrow()).isEqualTo(joinedLike(before, after, end));
        Editor.apply(tree, List.of(replacement(replace, find)), Targets.ANY);
        assertThat(tree.text("f")).contains(before);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void parsing_never_throws_and_a_dry_run_predicts(int seed) {
        Random random = new Random(seed);
        String reply = aReply(random);
        Map<String, String> files = Map.of("a.py", String.join("\n", aFile(random)), "b/c.md", "x\n=======\ny\n");
        MemoryTree tree = MemoryTree.of(files);

        List<Edit> edits = ReplyReader.read(reply);
        for (Dialect dialect : Dialect.values()) {
            ReplyReader.read(reply, Optional.of(dialect), Optional.of("a.py"));
        }
        EditReport foretold = Editor.dryRun(tree, edits, Targets.ANY);
        assertThat(tree.changes()).isEmpty();
        assertThat(Editor.apply(tree, edits, Targets.ANY)).isEqualTo(foretold);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void outcomes_come_back_from_json_as_they_were(int seed) throws Exception {
        Random random = new Random(seed);
        MemoryTree tree = MemoryTree.of(Map.of("a.py", String.join("\n", aFile(random))));
        EditReport report = Editor.apply(tree, ReplyReader.read(aReply(random)), Targets.ANY);

        String json = JSON.writeValueAsString(report);
        assertThat(JSON.readValue(json, EditReport.class)).isEqualTo(report);
        assertThat(JSON.writeValueAsString(JSON.readValue(json, EditReport.class)))
                .isEqualTo(json);
    }

    @Test
    void a_failed_edit_keeps_its_whole_text() {
        String find = "line that is nowhere\n".repeat(100);
        MemoryTree tree = MemoryTree.of(Map.of("f", "x\n"));

        EditReport report =
                Editor.apply(tree, List.of(Edit.Replace.lines(ORIGIN, "f", find, "y\n", Hint.NONE)), Targets.ANY);

        assertThat(report.failed().get(0).edit())
                .isInstanceOfSatisfying(
                        Edit.Replace.class, edit -> assertThat(edit.find()).isEqualTo(find));
    }

    private static Edit replacement(List<String> find, List<String> replace) {
        return Edit.Replace.lines(ORIGIN, "f", text(find), text(replace), Hint.NONE);
    }

    private static String text(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private static String joinedLike(String before, List<String> lines, String end) {
        return String.join(end, lines) + (before.endsWith(end) && !lines.isEmpty() ? end : "");
    }

    private static boolean isBlank(List<String> lines) {
        return lines.stream().allMatch(String::isBlank);
    }

    private static int occurrences(List<String> lines, List<String> part) {
        List<String> solid = lines.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        List<String> wanted =
                part.stream().map(String::strip).filter(line -> !line.isEmpty()).toList();
        int count = 0;
        for (int at = 0; at + wanted.size() <= solid.size(); at++) {
            count += solid.subList(at, at + wanted.size()).equals(wanted) ? 1 : 0;
        }
        return count;
    }

    private static final List<String> WORDS =
            List.of("alpha", "beta", "gamma", "delta", "return", "if", "x", "y", "call", "value", "}", "{", "");

    private static List<String> aFile(Random random) {
        List<String> lines = new ArrayList<>();
        int size = 3 + random.nextInt(40);
        for (int i = 0; i < size; i++) {
            lines.add(aLine(random));
        }
        // A file's last line is not empty, or it would be no line.
        lines.set(size - 1, "last" + random.nextInt(9));
        return lines;
    }

    private static String aLine(Random random) {
        String word = WORDS.get(random.nextInt(WORDS.size()));
        String other = WORDS.get(random.nextInt(WORDS.size()));
        return word.isEmpty() ? "" : "  ".repeat(random.nextInt(4)) + word + " " + other + random.nextInt(30);
    }

    private static List<String> changed(List<String> lines, Random random) {
        List<String> changed = new ArrayList<>(lines);
        int at = random.nextInt(changed.size());
        switch (random.nextInt(3)) {
            case 0 -> changed.set(at, "changed to " + random.nextInt(1000));
            case 1 -> changed.add(at, "inserted " + random.nextInt(1000));
            default -> {
                if (changed.size() > 1) {
                    changed.remove(at);
                } else {
                    Collections.fill(changed, "other " + random.nextInt(1000));
                }
            }
        }
        return changed;
    }

    private static final List<String> PIECES = List.of(
            "FILE: a.py",
            "FILE:",
            "FIND:",
            "FIND (near line 3):",
            "REPLACE:",
            "END",
            "a.py",
            "```",
            "```python",
            "````",
            "```python a.py",
            "~~~",
            "<<<<<<< SEARCH",
            "=======",
            ">>>>>>> REPLACE",
            "*** Begin Patch",
            "*** End Patch",
            "*** Update File: a.py",
            "*** Add File: n.py",
            "*** Delete File: b/c.md",
            "*** Move to: m.py",
            "@@",
            "@@ x",
            "@@ -1,3 +1,4 @@",
            "--- a/a.py",
            "+++ b/a.py",
            "--- /dev/null",
            "+++ /dev/null",
            "diff --git a/a.py b/a.py",
            "rename from a.py",
            "rename to z.py",
            "{\"path\": \"a.py\", \"find\": \"x\", \"replace\": \"y\"}",
            "{",
            "[{",
            "...",
            "// ... existing code ...",
            "\\ No newline at end of file",
            "",
            "  ",
            "+x",
            "-x",
            " x",
            "\u0000",
            "**`a.py`**",
            "### a.py",
            "File: `a.py`",
            "*** End of File",
            "GIT binary patch");

    private static String aReply(Random random) {
        StringBuilder reply = new StringBuilder();
        int size = random.nextInt(40);
        for (int i = 0; i < size; i++) {
            reply.append(random.nextInt(4) == 0 ? aLine(random) : PIECES.get(random.nextInt(PIECES.size())));
            reply.append(random.nextInt(9) == 0 ? "\r\n" : "\n");
        }
        return reply.toString();
    }
}
