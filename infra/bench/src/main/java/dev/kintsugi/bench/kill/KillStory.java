package dev.kintsugi.bench.kill;

import dev.kintsugi.core.workspace.Signature;
import dev.kintsugi.git.UserRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is lived through: a folder as those under {@code statemachine/scenarios}, with a project, its repository and the
 * replies of its models.
 */
record KillStory(Path folder) {
    private static final Signature SOMEBODY = new Signature("Somebody", "somebody@example.org", Instant.EPOCH);
    private static final String REPOSITORY = "repository";

    KillStory {
        folder = folder.toAbsolutePath().normalize();
        if (!Files.isDirectory(folder.resolve("project"))) {
            throw new IllegalArgumentException(folder + " is no scenario: it has no folder \"project\"");
        }
    }

    String name() {
        return String.valueOf(folder.getFileName());
    }

    Path replies() {
        return folder.resolve("replies");
    }

    /** The plan's files by name. */
    Map<String, String> plan() throws IOException {
        Map<String, String> plan = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder.resolve("project"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                plan.put(String.valueOf(file.getFileName()), Files.readString(file));
            }
        }
        return plan;
    }

    /** Makes the repository in a new folder; it is the same to the byte each time. */
    void repositoryIn(Path target) throws IOException {
        Path from = folder.resolve("project").resolve(REPOSITORY);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = target.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        UserRepository.create(target, SOMEBODY, "What was there");
    }
}
