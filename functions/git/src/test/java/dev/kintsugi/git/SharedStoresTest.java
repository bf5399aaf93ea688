package dev.kintsugi.git;

import static dev.kintsugi.core.workspace.Given.TASK;
import static dev.kintsugi.core.workspace.Given.id;
import static dev.kintsugi.core.workspace.Given.pushed;
import static dev.kintsugi.core.workspace.Given.put;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.FileChange;
import dev.kintsugi.core.workspace.Given;
import dev.kintsugi.core.workspace.Opening;
import dev.kintsugi.core.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One process keeps its stores open between visits, and what was made in them in memory. */
class SharedStoresTest {
    private static final int SEVERAL_MEGABYTES = 5 * 1024 * 1024;

    @TempDir
    Path temporary;

    private JGitWorkspaces workspaces;

    @BeforeEach
    void open() {
        workspaces = new JGitWorkspaces(temporary.resolve("cache"), InstantSource.system(), TokenSource.none());
    }

    @AfterEach
    void close() {
        workspaces.close();
    }

    @Test
    void a_later_visit_sees_what_an_earlier_one_made_and_pushes_it() {
        GitCommand git = GitCommand.init(temporary.resolve("repository"));
        CommitId base = id(git.commitAll("one"));
        CommitId made;
        try (Workspace first = visit(git)) {
            made = Given.commit(first, base, "not pushed yet", put("a", "a\n"));
        }
        try (Workspace second = visit(git)) {
            assertThat(second.parentsOf(made)).containsExactly(base);
            CommitId pushed = pushed(second, TASK, made, put("b", "b\n"));
            assertThat(git.run("log", "--format=%H", TASK.name()).lines())
                    .containsExactly(pushed.hex(), made.hex(), base.hex());
        }
        git.fsck();
    }

    @Test
    void what_is_kept_is_found_by_another_process() {
        GitCommand git = GitCommand.init(temporary.resolve("repository"));
        CommitId base = id(git.commitAll("one"));
        CommitId made;
        try (Workspace workspace = visit(git)) {
            made = Given.commit(workspace, base, "to be checked, not pushed", put("a", "a\n"));
            workspace.keep(made);
        }
        try (Workspace another = Repositories.open(git.folder(), temporary.resolve("cache"))) {
            another.checkOut(made, temporary.resolve("checkout"));
        }
        assertThat(temporary.resolve("checkout/a")).hasContent("a\n");
    }

    @Test
    void more_than_memory_should_hold_goes_to_disk_and_is_pushed_from_there() throws IOException {
        GitCommand git = GitCommand.init(temporary.resolve("repository"));
        CommitId base = id(git.commitAll("one"));
        try (Workspace workspace = visit(git)) {
            List<FileChange> large = new ArrayList<>();
            for (char name = 'a'; name <= 'e'; name++) {
                large.add(put("large/" + name, String.valueOf(name).repeat(SEVERAL_MEGABYTES) + "\n"));
            }
            CommitId pushed = pushed(workspace, TASK, base, large.toArray(FileChange[]::new));
            assertThat(git.run("ls-tree", "-r", "--name-only", pushed.hex(), "large")
                            .lines())
                    .hasSize(5);
            assertThat(git.run("cat-file", "-s", pushed.hex() + ":large/a")).isEqualTo("" + (SEVERAL_MEGABYTES + 1));
        }
        assertThat(packsBelow(temporary.resolve("cache"))).isPositive();
        git.fsck();
    }

    @Test
    void a_repository_made_anew_at_the_same_place_is_another_one() throws IOException {
        GitCommand git = GitCommand.init(temporary.resolve("repository"));
        CommitId old = id(git.file("old", "old\n").commitAll("one"));
        try (Workspace workspace = visit(git)) {
            pushed(workspace, TASK, old, put("a", "a\n"));
        }
        try (Stream<Path> files = Files.walk(git.folder())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        GitCommand anew = GitCommand.init(temporary.resolve("repository"));
        CommitId base = id(anew.file("new", "new\n").commitAll("another first"));
        try (Workspace workspace = visit(anew)) {
            assertThat(workspace.head(TASK)).isEmpty();
            assertThat(workspace.fetch(List.of(old, base))).containsExactly(old);
            pushed(workspace, TASK, base, put("a", "a\n"));
        }
        anew.fsck();
    }

    @Test
    void a_visit_goes_on_when_many_other_repositories_are_opened_meanwhile() {
        GitCommand git = GitCommand.init(temporary.resolve("repository"));
        CommitId base = id(git.commitAll("one"));
        try (Workspace workspace = visit(git)) {
            CommitId made = Given.commit(workspace, base, "before", put("a", "a\n"));
            for (int other = 0; other < 10; other++) {
                GitCommand another = GitCommand.init(temporary.resolve("other" + other));
                another.commitAll("one");
                visit(another).close();
            }
            pushed(workspace, TASK, made, put("b", "b\n"));
        }
        git.fsck();
    }

    @Test
    void a_short_name_does_not_depend_on_what_else_is_there() throws IOException {
        try (ObjectStore store = ObjectStore.open(temporary.resolve("store"), Optional.empty())) {
            List<ObjectId> many = new ArrayList<>();
            for (int n = 0; n < 1_000; n++) {
                many.add(store.insert(Constants.OBJ_BLOB, ("blob " + n).getBytes(UTF_8)));
            }
            store.settle();
            try (ObjectReader reader = store.reader()) {
                for (ObjectId id : many) {
                    assertThat(reader.abbreviate(id, 2).name())
                            .isEqualTo(id.name().substring(0, 2));
                }
            }
        }
    }

    private Workspace visit(GitCommand git) {
        return ((Opening.Opened) workspaces.open(git.folder().toString())).workspace();
    }

    private static long packsBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".pack")).count();
        }
    }
}
