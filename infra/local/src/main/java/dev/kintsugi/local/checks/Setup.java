package dev.kintsugi.local.checks;

import dev.kintsugi.local.checks.CommandRun.Lane;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Whether a project's setup has to run: the first time in a lane, and again when a file that names dependencies changed. */
final class Setup {
    /** What package managers read and lock, by file name, wherever it stands. */
    private static final Set<String> DEPENDENCY_FILES = Set.of(
            "package.json",
            "package-lock.json",
            "npm-shrinkwrap.json",
            "yarn.lock",
            "pnpm-lock.yaml",
            "bun.lockb",
            "deno.json",
            "deno.lock",
            "pom.xml",
            "build.gradle",
            "build.gradle.kts",
            "settings.gradle",
            "settings.gradle.kts",
            "gradle.properties",
            "gradle.lockfile",
            "libs.versions.toml",
            "requirements.txt",
            "requirements-dev.txt",
            "constraints.txt",
            "pyproject.toml",
            "setup.py",
            "setup.cfg",
            "poetry.lock",
            "uv.lock",
            "Pipfile",
            "Pipfile.lock",
            "environment.yml",
            "go.mod",
            "go.sum",
            "Cargo.toml",
            "Cargo.lock",
            "Gemfile",
            "Gemfile.lock",
            "composer.json",
            "composer.lock",
            "mix.exs",
            "mix.lock",
            "pubspec.yaml",
            "pubspec.lock",
            "Package.swift",
            "Package.resolved",
            "build.sbt",
            "packages.lock.json",
            "Directory.Packages.props",
            "vcpkg.json",
            "conanfile.txt",
            "conanfile.py",
            "flake.nix",
            "flake.lock",
            "rebar.config",
            "stack.yaml");

    private static final String DONE = "setup";

    private Setup() {}

    /** What the setup depends on, as a digest: its command and every dependency file of the commit. */
    static String key(String command, Path tree, List<String> files) throws IOException {
        MessageDigest digest = sha256();
        digest.update(command.getBytes(StandardCharsets.UTF_8));
        List<String> wanted = files.stream()
                .filter(file -> DEPENDENCY_FILES.contains(file.substring(file.lastIndexOf('/') + 1)))
                .sorted()
                .toList();
        for (String file : wanted) {
            Path path = tree.resolve(file);
            if (Files.isRegularFile(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
                digest.update(("\n" + file + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(path));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static boolean isDone(Lane lane, String key) throws IOException {
        try {
            return Files.readString(lane.folder().resolve(DONE), StandardCharsets.UTF_8)
                    .equals(key);
        } catch (NoSuchFileException never) {
            return false;
        }
    }

    static void done(Lane lane, String key) throws IOException {
        Files.writeString(lane.folder().resolve(DONE), key, StandardCharsets.UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }
}
