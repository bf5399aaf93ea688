package dev.kintsugi.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A repository as people have it: made and read back by the git command line, with nobody's configuration. */
final class GitCommand {
    private final Path folder;

    private GitCommand(Path folder) {
        this.folder = folder;
    }

    /** A new repository on branch {@code main}. */
    static GitCommand init(Path folder, String... options) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        GitCommand git = new GitCommand(folder);
        List<String> arguments = new ArrayList<>(List.of("init", "-q", "-b", "main"));
        arguments.addAll(List.of(options));
        git.run(arguments.toArray(String[]::new));
        return git;
    }

    static GitCommand in(Path folder) {
        return new GitCommand(folder);
    }

    /** A clone of this one. */
    GitCommand cloneTo(Path target, String... options) {
        List<String> arguments = new ArrayList<>(List.of("clone", "-q"));
        arguments.addAll(List.of(options));
        arguments.add("file://" + folder);
        arguments.add(target.toString());
        run(arguments.toArray(String[]::new));
        return new GitCommand(target);
    }

    Path folder() {
        return folder;
    }

    GitCommand file(String path, String content) {
        return file(path, content.getBytes(UTF_8));
    }

    GitCommand file(String path, byte[] content) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Commits everything and returns the commit's id. */
    String commitAll(String message) {
        run("add", "-A");
        run("commit", "-q", "--allow-empty", "-m", message);
        return run("rev-parse", "HEAD");
    }

    /** Runs a command that must succeed and returns its output without the last line end. */
    String run(String... arguments) {
        Result result = tryRun(new byte[0], arguments);
        if (result.exit() != 0) {
            throw new AssertionError("git " + String.join(" ", arguments) + " failed:\n" + result.output());
        }
        return result.output().stripTrailing();
    }

    /** Runs a command on an input; the output is bytes as characters. */
    String pipe(byte[] input, String... arguments) {
        Result result = tryRun(input, arguments);
        if (result.exit() != 0) {
            throw new AssertionError("git " + String.join(" ", arguments) + " failed:\n" + result.output());
        }
        return result.output().stripTrailing();
    }

    Result tryRun(byte[] input, String... arguments) {
        try {
            List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
            command.addAll(List.of(arguments));
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            Map<String, String> environment = builder.environment();
            environment.keySet().removeIf(name -> name.startsWith("GIT_"));
            environment.put("HOME", folder.toString());
            environment.put("GIT_CONFIG_NOSYSTEM", "1");
            environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
            environment.put("LC_ALL", "C.UTF-8");
            for (String who : List.of("AUTHOR", "COMMITTER")) {
                environment.put("GIT_" + who + "_NAME", "Person");
                environment.put("GIT_" + who + "_EMAIL", "person@example.com");
                environment.put("GIT_" + who + "_DATE", "1700000000 +0000");
            }
            Process process = builder.start();
            process.getOutputStream().write(input);
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), ISO_8859_1);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Everything in order, every object readable, nothing that points nowhere. */
    void fsck() {
        run("fsck", "--strict", "--full", "--no-dangling", "--connectivity-only");
        run("fsck", "--strict", "--full", "--no-dangling");
    }

    record Result(int exit, String output) {}
}
