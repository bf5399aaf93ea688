package dev.kintsugi.core.check;

import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.FileAt;
import dev.kintsugi.core.workspace.Listing;
import dev.kintsugi.core.workspace.TreeId;
import dev.kintsugi.core.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * What a project's setup depends on, as a digest: its command, and every file of a commit that names dependencies. As long as
 * it stays the same, what the setup fetched is good.
 */
public final class SetupKey {
    /** Most files of a commit that are looked at. */
    static final int MAXIMUM_FILES = 1_000;

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

    private SetupKey() {}

    public static String of(String command, Workspace workspace, CommitId commit) {
        MessageDigest digest = sha256();
        digest.update(command.getBytes(StandardCharsets.UTF_8));
        TreeId tree = workspace.treeOf(commit);
        List<String> files = workspace.list(tree, SetupKey::namesDependencies, MAXIMUM_FILES).entries().stream()
                .map(Listing.Entry::path)
                .sorted()
                .toList();
        for (String file : files) {
            if (workspace.read(tree, file) instanceof FileAt.Found found) {
                digest.update(("\n" + file + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(found.content().bytes());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static boolean namesDependencies(String path) {
        return DEPENDENCY_FILES.contains(path.substring(path.lastIndexOf('/') + 1));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }
}
