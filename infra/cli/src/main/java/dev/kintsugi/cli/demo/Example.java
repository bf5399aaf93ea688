package dev.kintsugi.cli.demo;

import dev.kintsugi.core.workspace.Signature;
import dev.kintsugi.git.UserRepository;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The example project laid out in a folder: a git repository of one commit, a plan, recorded replies.
 *
 * @param repository where the work is done
 * @param plan what is to be done
 * @param replies what the coder and the reviewer said
 */
public record Example(Path repository, Path plan, Path replies) {
    private static final String NAME = "till";

    /** The same on every machine, so that everybody sees the same commit ids. */
    private static final Signature AUTHOR =
            new Signature("Tea Shop", "shop@example.com", Instant.parse("2026-01-01T09:00:00Z"));

    /** Lays it out; the folder must be empty or missing. */
    public static Example in(Path folder) throws IOException {
        Example example = new Example(folder.resolve(NAME), folder.resolve("plan"), folder.resolve("replies"));
        try (Source source = Source.open()) {
            copy(source.root().resolve("repository"), example.repository);
            copy(source.root().resolve("plan"), example.plan);
            copy(source.root().resolve("replies"), example.replies);
        }
        for (String script : List.of("till.sh", "check.sh")) {
            if (!example.repository.resolve(script).toFile().setExecutable(true)) {
                throw new IOException(example.repository.resolve(script) + " cannot be made executable");
            }
        }
        UserRepository.create(example.repository, AUTHOR, "A till for a tea shop");
        return example;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    /** The folder in this program, which is a jar, or a folder of classes while it is built. */
    private record Source(Path root, FileSystem opened) implements AutoCloseable {
        static Source open() throws IOException {
            URL found = Example.class.getResource(NAME);
            if (found == null) {
                throw new IllegalStateException("the program lacks its example " + NAME);
            }
            try {
                URI place = found.toURI();
                if (place.getScheme().equals("jar")) {
                    FileSystem jar = FileSystems.newFileSystem(place, Map.of());
                    return new Source(Path.of(place), jar);
                }
                return new Source(Path.of(place), FileSystems.getDefault());
            } catch (URISyntaxException impossible) {
                throw new IllegalStateException("a class loader names places by URIs: " + found, impossible);
            }
        }

        @Override
        public void close() throws IOException {
            if (!opened.equals(FileSystems.getDefault())) {
                opened.close();
            }
        }
    }
}
