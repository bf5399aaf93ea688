package dev.kintsugi.local.cloud;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real repository that a test works on, asked through git itself. */
final class GitRepository {
    private final Path folder;

    private GitRepository(Path folder) {
        this.folder = folder;
    }

    static GitRepository with(Path folder, String file, String text) throws Exception {
        Files.createDirectories(folder);
        GitRepository repository = new GitRepository(folder);
        repository.git("init", "-q", "-b", "main");
        Files.writeString(folder.resolve(file), text);
        repository.git("add", "-A");
        repository.git(
                "-c",
                "user.name=Somebody",
                "-c",
                "user.email=somebody@example.org",
                "commit",
                "-q",
                "-m",
                "The beginning");
        return repository;
    }

    Path folder() {
        return folder;
    }

    String show(String branch, String file) throws Exception {
        return git("show", branch + ":" + file);
    }

    String git(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output);
        }
        return output;
    }
}
