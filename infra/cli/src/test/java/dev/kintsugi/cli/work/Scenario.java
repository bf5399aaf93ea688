package dev.kintsugi.cli.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A whole journey in a folder: {@code project/} is the plan and, in {@code project/repository/}, what the repository
 * holds; {@code replies/} is what models say; {@code expected.json} is how it ends and what people do meanwhile. The
 * README beside the scenarios names every key.
 */
record Scenario(String name, Path folder, JsonNode expected) {
    static List<Scenario> all(Path folder) {
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(Files::isDirectory)
                    .sorted()
                    .map(Scenario::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Scenario read(Path folder) {
        try {
            return new Scenario(
                    folder.getFileName().toString(),
                    folder,
                    new JsonMapper().readTree(folder.resolve("expected.json").toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(folder + "/expected.json", e);
        }
    }

    Path plan() {
        return folder.resolve("project");
    }

    Path repository() {
        return folder.resolve("project/repository");
    }

    Path replies() {
        return folder.resolve("replies");
    }
}
