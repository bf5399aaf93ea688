package dev.kintsugi.git;

import static dev.kintsugi.core.workspace.Given.TASK;
import static dev.kintsugi.core.workspace.Given.id;
import static dev.kintsugi.core.workspace.Given.intent;
import static dev.kintsugi.core.workspace.Given.put;
import static dev.kintsugi.core.workspace.Given.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.PushIntent;
import dev.kintsugi.core.workspace.PushOutcome;
import dev.kintsugi.core.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pushes leave in a repository on this machine: a few packs, whole ones, however many pushes there were. */
class OwnPacksTest {
    @TempDir
    Path temporary;

    private GitCommand git;
    private CommitId base;

    @BeforeEach
    void aRepository() {
        git = GitCommand.init(temporary.resolve("repository"));
        base = id(git.file("a", "0\n").commitAll("first"));
    }

    @AfterEach
    void whole() throws IOException {
        git.fsck();
        try (Stream<Path> files = Files.list(folder())) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith("tmp_"));
        }
    }

    private Path folder() {
        return git.folder().resolve(".git/objects/pack");
    }

    private long packs() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(file -> file.toString().endsWith(".pack")).count();
        }
    }

    private CommitId push(int times) {
        CommitId head = base;
        Optional<CommitId> expected = Optional.empty();
        try (Workspace workspace = Repositories.open(git.folder(), temporary.resolve("cache"))) {
            for (int i = 1; i <= times; i++) {
                PushIntent intent = intent(workspace, TASK, expected, head, put("a", i + "\n"), put("d/" + i, "x\n"));
                assertThat(workspace.push(intent)).isEqualTo(new PushOutcome.Accepted());
                head = intent.commit();
                expected = Optional.of(head);
            }
            assertThat(text(workspace, workspace.treeOf(head), "a")).isEqualTo(times + "\n");
        }
        return head;
    }

    @Test
    void one_less_than_the_limit_stay_apart() throws IOException {
        push(OwnPacks.MERGED_FROM - 1);
        assertThat(packs()).isEqualTo(OwnPacks.MERGED_FROM - 1);
    }

    @Test
    void sixteen_become_one() throws IOException {
        push(OwnPacks.MERGED_FROM);
        assertThat(packs()).isEqualTo(1);
        assertThat(git.run("show", TASK.name() + ":d/1")).isEqualTo("x");
    }

    @Test
    void sixteen_times_sixteen_become_one_and_the_next_stands_beside_it() throws IOException {
        push(OwnPacks.MERGED_FROM * OwnPacks.MERGED_FROM + 1);
        assertThat(packs()).isEqualTo(2);
        assertThat(git.run("rev-list", "--count", TASK.name())).isEqualTo("258");
    }

    @Test
    void packs_that_are_not_ours_or_are_kept_stay() throws IOException {
        git.run("repack", "-q", "-a", "-d");
        push(OwnPacks.MERGED_FROM - 1);
        try (Stream<Path> files = Files.list(folder())) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".pack")).toList()) {
                Files.createFile(Path.of(file.toString().replace(".pack", ".keep")));
            }
        }
        try (Workspace workspace = Repositories.open(git.folder(), temporary.resolve("cache"))) {
            CommitId head = id(git.run("rev-parse", TASK.name()));
            workspace.push(intent(workspace, TASK, Optional.of(head), head, put("a", "more\n")));
        }
        assertThat(packs()).isEqualTo(OwnPacks.MERGED_FROM + 1);
    }

    @Test
    void readers_miss_nothing_while_packs_are_merged() throws InterruptedException {
        AtomicBoolean done = new AtomicBoolean();
        Throwable[] failed = new Throwable[1];
        Thread reader = new Thread(() -> {
            try (Workspace workspace = Repositories.open(git.folder(), temporary.resolve("other"))) {
                while (!done.get()) {
                    Optional<CommitId> head = workspace.head(TASK);
                    if (head.isPresent()) {
                        assertThat(text(workspace, workspace.treeOf(head.get()), "a"))
                                .isNotBlank();
                    }
                    assertThat(git.run("log", "--all", "--stat", "-3")).isNotEmpty();
                }
            } catch (Throwable problem) {
                failed[0] = problem;
            }
        });
        reader.start();
        push(5 * OwnPacks.MERGED_FROM);
        done.set(true);
        reader.join();
        assertThat(failed[0]).isNull();
    }

    @Test
    void a_git_that_packs_at_the_same_time_loses_nothing() throws IOException {
        push(OwnPacks.MERGED_FROM - 1);
        git.run("gc", "-q");
        CommitId head = id(git.run("rev-parse", TASK.name()));
        try (Workspace workspace = Repositories.open(git.folder(), temporary.resolve("cache"))) {
            for (int i = 0; i < OwnPacks.MERGED_FROM; i++) {
                PushIntent next = intent(workspace, TASK, Optional.of(head), head, put("a", "after " + i + "\n"));
                assertThat(workspace.push(next)).isEqualTo(new PushOutcome.Accepted());
                head = next.commit();
            }
        }
        assertThat(packs()).isEqualTo(2);
        assertThat(List.of(git.run("show", TASK.name() + ":a"))).containsExactly("after 15");
    }
}
