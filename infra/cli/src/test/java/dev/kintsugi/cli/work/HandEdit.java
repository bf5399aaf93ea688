package dev.kintsugi.cli.work;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A person's own commits on a branch of ours, made with git beside the user's files. */
final class HandEdit {
    private final Path repository;

    HandEdit(Path repository) {
        this.repository = repository;
    }

    /** Commits files with their content on top of a branch; a file that is null is removed. */
    void commit(String branch, JsonNode files) throws IOException, InterruptedException {
        Path tree = Files.createTempDirectory("hand-edit");
        git("worktree", "add", "--detach", "--force", tree.toString(), branch);
        for (var file : files.properties()) {
            Path path = tree.resolve(file.getKey());
            if (file.getValue().isNull()) {
                Files.delete(path);
            } else {
                Files.writeString(path, file.getValue().asText());
            }
        }
        in(tree, "add", "--all");
        in(tree, "-c", "user.name=Hand", "-c", "user.email=hand@example.org", "commit", "-m", "by hand");
        git("update-ref", "refs/heads/" + branch, in(tree, "rev-parse", "HEAD").strip());
        git("worktree", "remove", "--force", tree.toString());
    }

    /** Sets a branch to another commit, as somebody does who pushes by force. */
    void rewind(String branch, String commit) throws IOException, InterruptedException {
        git("update-ref", "refs/heads/" + branch, commit);
    }

    /** The first lines of commits. */
    List<String> subjects(List<String> commits) throws IOException, InterruptedException {
        List<String> subjects = new ArrayList<>();
        for (String commit : commits) {
            subjects.add(git("show", "-s", "--format=%s", commit).strip());
        }
        return subjects;
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        return in(repository, arguments);
    }

    private static String in(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output);
        }
        return output;
    }
}
