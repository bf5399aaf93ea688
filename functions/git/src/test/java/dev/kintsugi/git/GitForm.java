package dev.kintsugi.git;

import static dev.kintsugi.core.workspace.Given.id;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.Workspace;
import dev.kintsugi.git.attributes.AttributeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What git itself writes into a working tree, beside what we write. */
final class GitForm {
    private GitForm() {}

    /** Commits these files untouched, and compares what git, a checkout and an archive make of them. */
    static void compare(Path temporary, String rules, Map<String, byte[]> contents)
            throws IOException, InterruptedException {
        GitCommand git = GitCommand.init(temporary.resolve("repository"));
        Map<String, byte[]> files = new TreeMap<>(contents);
        files.putIfAbsent(AttributeFile.NAME, rules.getBytes(UTF_8));
        StringBuilder index = new StringBuilder();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            String blob = git.pipe(file.getValue(), "hash-object", "-w", "--stdin");
            index.append("100644 ")
                    .append(blob)
                    .append('\t')
                    .append(file.getKey())
                    .append('\0');
        }
        git.pipe(index.toString().getBytes(UTF_8), "update-index", "-z", "--add", "--index-info");
        git.run("commit", "-q", "-m", "as stored");
        CommitId commit = id(git.run("rev-parse", "HEAD"));
        GitCommand.Result checkedOut = git.tryRun(new byte[0], "checkout", "-f", "HEAD", "--", ".");
        Path archive = temporary.resolve("archive.tar.gz");
        Path unpacked = Files.createDirectories(temporary.resolve("unpacked"));
        try (Workspace workspace = Repositories.open(git.folder(), temporary.resolve("cache"))) {
            workspace.checkOut(commit, temporary.resolve("checkout"));
            try (var out = Files.newOutputStream(archive)) {
                workspace.archive(commit, out);
            }
        }
        new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", unpacked.toString())
                .inheritIO()
                .start()
                .waitFor();

        assertThat(checkedOut.exit()).as(checkedOut.output()).isZero();
        Map<String, String> expected = content(git.folder());
        assertThat(content(temporary.resolve("checkout"))).isEqualTo(expected);
        assertThat(content(unpacked)).isEqualTo(expected);
    }

    static String commitRaw(GitCommand git, String path, byte[] content) {
        String blob = git.pipe(content, "hash-object", "-w", "--stdin");
        git.run("-c", "core.autocrlf=false", "add", "--ignore-removal", "--", ".");
        git.run("update-index", "--add", "--cacheinfo", "100644," + blob + "," + path);
        git.run("commit", "-q", "-m", path);
        return git.run("rev-parse", "HEAD");
    }

    private static Map<String, String> content(Path folder) throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                String name = folder.relativize(file).toString();
                if (!name.startsWith(".git/") && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    String text = new String(Files.readAllBytes(file), ISO_8859_1).replace("\r", "<CR>");
                    content.put(name, text.length() < 300 ? text : text.length() + " bytes, #" + text.hashCode());
                }
            }
        }
        return content;
    }
}
