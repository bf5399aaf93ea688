package dev.kintsugi.git;

import static dev.kintsugi.core.workspace.Given.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.FileChange;
import dev.kintsugi.core.workspace.FileContent;
import dev.kintsugi.core.workspace.Given;
import dev.kintsugi.core.workspace.MergeOutcome;
import dev.kintsugi.core.workspace.PushIntent;
import dev.kintsugi.core.workspace.PushOutcome;
import dev.kintsugi.core.workspace.TreeId;
import dev.kintsugi.core.workspace.Workspace;
import dev.kintsugi.core.workspace.WriteOutcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random trees and edits: written twice, in two stores, they have the same ids, and git has them too. */
class RandomTreesTest {
    private static final int ROUNDS = 40;
    private static final String[] NAMES = {"a", "a.b", "a-b", "A", "b", "é", "lib", "lib.c", "lib0", "z z", "ä\u0308"};

    @TempDir
    Path temporary;

    @Test
    void written_twice_gives_the_same_ids_and_those_of_git() {
        GitCommand git = GitCommand.init(temporary.resolve("repository"));
        CommitId base = id(git.file("start", "start\n").commitAll("start"));
        try (Workspace one = Repositories.open(git.folder(), temporary.resolve("one"));
                Workspace two = Repositories.open(git.folder(), temporary.resolve("two"))) {
            for (long seed = 1; seed <= ROUNDS; seed++) {
                Random random = new Random(seed);
                TreeMap<String, byte[]> files = new TreeMap<>();
                TreeId tree = one.treeOf(base);
                for (int step = 0; step < 4; step++) {
                    List<FileChange> changes = changes(random, files);
                    tree = tree(one.write(tree, changes), seed);
                }
                TreeId again = tree(two.write(two.treeOf(base), all(files)), seed);
                assertThat(again).describedAs("seed %s", seed).isEqualTo(tree);
                CommitId commit = one.commit(Given.facts(tree, "round " + seed, base));
                assertThat(two.commit(Given.facts(again, "round " + seed + "\n\n", base)))
                        .isEqualTo(commit);
            }
            CommitId last = base;
            Optional<CommitId> at = Optional.empty();
            for (long seed = 1; seed <= 5; seed++) {
                TreeMap<String, byte[]> files = new TreeMap<>();
                TreeId tree = tree(one.write(one.treeOf(base), changes(new Random(seed), files)), seed);
                PushIntent intent = one.intent(Given.TASK, at, Given.facts(tree, "push " + seed, last));
                // The other machine has the record alone.
                assertThat(two.push(intent)).isEqualTo(new PushOutcome.Accepted());
                last = intent.commit();
                at = Optional.of(last);
                assertThat(git.run("-c", "core.quotePath=false", "ls-tree", "-r", "--name-only", last.hex())
                                .lines())
                        .describedAs("seed %s", seed)
                        .hasSize(files.size() + 1);
            }
        }
        git.fsck();
    }

    @Test
    void a_merge_of_separate_changes_is_the_same_from_both_sides_and_as_git_makes_it() {
        GitCommand git = GitCommand.init(temporary.resolve("merges"));
        StringBuilder content = new StringBuilder();
        for (int line = 0; line < 60; line++) {
            content.append("line ").append(line).append('\n');
        }
        for (int file = 0; file < 8; file++) {
            git.file("dir" + file % 3 + "/file" + file, content.toString());
        }
        CommitId base = id(git.commitAll("base"));
        int clean = 0;
        try (Workspace workspace = Repositories.open(git.folder(), temporary.resolve("cache"))) {
            for (long seed = 1; seed <= 12; seed++) {
                Random random = new Random(seed);
                CommitId ours = side(workspace, base, random, content.toString(), "ours " + seed);
                CommitId theirs = side(workspace, base, random, content.toString(), "theirs " + seed);
                for (CommitId commit : List.of(ours, theirs)) {
                    PushIntent intent = new PushIntent(
                            dev.kintsugi.core.workspace.Branch.ofTask(
                                    "m", "s" + seed + (commit.equals(ours) ? "o" : "t")),
                            Optional.empty(),
                            commit,
                            Given.facts(
                                    workspace.treeOf(commit),
                                    (commit.equals(ours) ? "ours " : "theirs ") + seed,
                                    base));
                    assertThat(workspace.push(intent)).isEqualTo(new PushOutcome.Accepted());
                }
                MergeOutcome merged = workspace.merge(base, ours, theirs);
                GitCommand.Result git2 =
                        git.tryRun(new byte[0], "merge-tree", "--write-tree", ours.hex(), theirs.hex());
                assertThat(merged instanceof MergeOutcome.Clean)
                        .describedAs("seed %s", seed)
                        .isEqualTo(git2.exit() == 0);
                if (merged instanceof MergeOutcome.Clean) {
                    clean++;
                    assertThat(merged.tree().hex())
                            .describedAs("seed %s", seed)
                            .isEqualTo(git2.output().strip());
                    assertThat(workspace.merge(base, theirs, ours).tree()).isEqualTo(merged.tree());
                }
            }
        }
        assertThat(clean).isPositive();
    }

    private static CommitId side(Workspace workspace, CommitId base, Random random, String content, String message) {
        List<FileChange> changes = new ArrayList<>();
        for (int change = 0; change < 3; change++) {
            int file = random.nextInt(8);
            String[] lines = content.split("\n", -1);
            lines[random.nextInt(60)] = message + " " + change;
            changes.add(Given.put("dir" + file % 3 + "/file" + file, String.join("\n", lines)));
        }
        return workspace.commit(Given.facts(
                Given.written(workspace, workspace.treeOf(base), changes.toArray(FileChange[]::new)), message, base));
    }

    private static List<FileChange> changes(Random random, SortedMap<String, byte[]> files) {
        List<FileChange> changes = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String path = path(random);
            if (files.containsKey(path) && random.nextInt(3) == 0) {
                files.remove(path);
                changes.add(new FileChange.Delete(path));
            } else if (fits(path, files)) {
                byte[] content = new byte[random.nextInt(200)];
                random.nextBytes(content);
                files.put(path, content);
                changes.add(new FileChange.Put(path, FileContent.of(content)));
            }
        }
        return changes;
    }

    private static String path(Random random) {
        StringBuilder path = new StringBuilder(NAMES[random.nextInt(NAMES.length)]);
        for (int depth = random.nextInt(3); depth > 0; depth--) {
            path.append('/').append(NAMES[random.nextInt(NAMES.length)]);
        }
        return path.toString();
    }

    /** Neither a folder of files that are there, nor below a file. */
    private static boolean fits(String path, SortedMap<String, byte[]> files) {
        return files.keySet().stream().noneMatch(other -> other.startsWith(path + "/") || path.startsWith(other + "/"));
    }

    private static List<FileChange> all(SortedMap<String, byte[]> files) {
        List<FileChange> changes = new ArrayList<>();
        files.forEach((path, content) -> changes.add(new FileChange.Put(path, FileContent.of(content))));
        return changes;
    }

    private static TreeId tree(WriteOutcome outcome, long seed) {
        assertThat(outcome).describedAs("seed %s", seed).isInstanceOf(WriteOutcome.Written.class);
        return ((WriteOutcome.Written) outcome).tree();
    }
}
