package dev.kintsugi.models.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder an agent ran in, which goes when it is done. */
final class AgentFolder {
    private AgentFolder() {}

    /** Deletes what can be deleted; links are deleted, never followed, and what stays is the system's to clean. */
    static void delete(Path folder) {
        List<Path> deepestFirst;
        try (Stream<Path> tree = Files.walk(folder)) {
            deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
        } catch (IOException | UncheckedIOException unreadable) {
            return;
        }
        for (Path path : deepestFirst) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException kept) {
                return;
            }
        }
    }
}
