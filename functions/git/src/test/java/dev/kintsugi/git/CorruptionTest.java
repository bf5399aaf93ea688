package dev.kintsugi.git;

import static dev.kintsugi.core.workspace.Given.TASK;
import static dev.kintsugi.core.workspace.Given.id;
import static dev.kintsugi.core.workspace.Given.intent;
import static dev.kintsugi.core.workspace.Given.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.Opening;
import dev.kintsugi.core.workspace.SearchFor;
import dev.kintsugi.core.workspace.TreeId;
import dev.kintsugi.core.workspace.Workspace;
import dev.kintsugi.core.workspace.WorkspaceFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository damaged anywhere: it is refused, or a named fault in one line tells, or what was asked needs none of it. */
class CorruptionTest {
    private static final int ROUNDS = 60;

    @TempDir
    Path temporary;

    @Test
    void damage_anywhere_in_a_repository_is_told_in_one_line() throws IOException {
        GitCommand git = GitCommand.init(temporary.resolve("whole"));
        CommitId first =
                id(git.file("a", "one\n").file("dir/b", "two\n".repeat(500)).commitAll("first"));
        git.file("dir/b", "two\n".repeat(499) + "three\n").commitAll("second");
        git.run("gc", "-q");
        CommitId head = id(git.file("c", "loose\n").commitAll("third"));
        for (int round = 0; round < ROUNDS; round++) {
            Path folder = temporary.resolve("damaged" + round);
            copy(git.folder(), folder);
            String damage = damage(folder.resolve(".git"), new Random(round));

            String said = work(folder, first, head);

            assertThat(said).describedAs("round %s: %s", round, damage).doesNotContain("\n");
        }
    }

    /** Everything that a cycle does, each by itself; returns what was said, if anything was. */
    private String work(Path folder, CommitId first, CommitId head) {
        Opening opening = new JGitWorkspaces(folder.resolve("cache"), InstantSource.system(), TokenSource.none())
                .open(folder.toString());
        if (opening instanceof Opening.Refused refused) {
            return refused.message();
        }
        StringBuilder said = new StringBuilder();
        try (Workspace workspace = ((Opening.Opened) opening).workspace()) {
            List<Runnable> asked = List.of(
                    () -> workspace.resolve(""),
                    () -> workspace.fetch(List.of(head)),
                    () -> workspace.contains(head, first),
                    () -> workspace.drift(first, workspace.head(TASK)),
                    () -> {
                        TreeId tree = workspace.treeOf(head);
                        workspace.read(tree, "dir/b");
                        workspace.search(tree, new SearchFor("three", false, path -> true, 5));
                        workspace.diff(workspace.treeOf(first), tree, 10_000);
                    },
                    () -> workspace.merge(head, first),
                    () -> workspace.survives(first, List.of(head), head),
                    () -> workspace.push(intent(workspace, TASK, workspace.head(TASK), head, put("dir/new", "new\n"))),
                    () -> workspace.checkOut(head, folder.resolve("checkout")));
            for (Runnable each : asked) {
                try {
                    each.run();
                } catch (WorkspaceFault fault) {
                    said.append(fault.getMessage()).append(' ');
                }
            }
        }
        return said.toString();
    }

    /** Cuts a file, fills it with something else, flips a bit in it, or takes it away. */
    private static String damage(Path gitFolder, Random random) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(gitFolder)) {
            files = all.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("hooks")
                            && !file.toString().contains("logs"))
                    .sorted()
                    .toList();
        }
        Path file = files.get(random.nextInt(files.size()));
        byte[] content = Files.readAllBytes(file);
        assertThat(file.toFile().setWritable(true)).isTrue();
        int how = random.nextInt(4);
        switch (how) {
            case 0 -> Files.write(file, Arrays.copyOf(content, random.nextInt(content.length + 1)));
            case 1 -> Files.writeString(file, "garbage\n\0" + random.nextInt());
            case 2 -> {
                if (content.length > 0) {
                    content[random.nextInt(content.length)] ^= (byte) (1 << random.nextInt(8));
                }
                Files.write(file, content);
            }
            default -> Files.delete(file);
        }
        return gitFolder.relativize(file) + " "
                + List.of("cut", "replaced", "a bit flipped", "deleted").get(how);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path target = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(each, target);
                }
            }
        }
    }
}
