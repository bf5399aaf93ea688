package dev.kintsugi.core.edit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kintsugi.core.edit.apply.Editor;
import dev.kintsugi.core.edit.apply.Targets;
import dev.kintsugi.core.edit.dialect.ReplyReader;
import dev.kintsugi.core.edit.tree.DirectoryTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plays every folder of {@code resources/edit}: {@code reply.txt} applied to {@code before/} gives {@code after/} and
 * {@code outcome.json}. Adding a case is adding a folder. {@code targets.txt} and {@code dialect.txt} are optional.
 */
class ScenarioTest {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @TempDir
    private Path work;

    @TestFactory
    Stream<DynamicTest> scenarios() throws Exception {
        Path all = Path.of(ScenarioTest.class.getResource("/edit").toURI());
        try (Stream<Path> folders = Files.list(all)) {
            return folders.sorted().toList().stream()
                    .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> play(folder)));
        }
    }

    private void play(Path folder) throws IOException {
        Path root = Files.createDirectories(work.resolve(folder.getFileName()));
        Map<String, String> before = contents(folder.resolve("before"));
        for (String path : before.keySet()) {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, Files.readAllBytes(folder.resolve("before").resolve(path)));
        }
        String reply = Files.readString(folder.resolve("reply.txt"));
        Path named = folder.resolve("targets.txt");
        Targets targets = Files.exists(named) ? Targets.of(Files.readAllLines(named)) : Targets.ANY;
        Path spoken = folder.resolve("dialect.txt");
        Optional<Dialect> dialect =
                Files.exists(spoken) ? Dialect.named(Files.readString(spoken).strip()) : Optional.empty();
        List<Edit> edits = ReplyReader.read(reply, dialect, targets.only());
        DirectoryTree tree = DirectoryTree.at(root);

        EditReport foretold = Editor.dryRun(tree, edits, targets);
        assertThat(contents(root)).as("a dry run writes nothing").isEqualTo(before);
        EditReport report = Editor.apply(tree, edits, targets);

        assertThat(report).as("a dry run predicts").isEqualTo(foretold);
        assertThat(contents(root)).isEqualTo(contents(folder.resolve("after")));
        JsonNode told = JSON.valueToTree(report.summary());
        assertThat(JSON.writeValueAsString(told))
                .isEqualTo(JSON.writeValueAsString(JSON.readTree(Files.readString(folder.resolve("outcome.json")))));
    }

    /** Byte for byte, as Latin-1, so that a failure shows what differs. */
    private static Map<String, String> contents(Path root) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        if (!Files.exists(root)) {
            return contents;
        }
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(root.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }
}
