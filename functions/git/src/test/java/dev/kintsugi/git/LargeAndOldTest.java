package dev.kintsugi.git;

import static dev.kintsugi.core.workspace.Given.TASK;
import static dev.kintsugi.core.workspace.Given.id;
import static dev.kintsugi.core.workspace.Given.pushed;
import static dev.kintsugi.core.workspace.Given.put;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.Drift;
import dev.kintsugi.core.workspace.FileChange;
import dev.kintsugi.core.workspace.Given;
import dev.kintsugi.core.workspace.PushOutcome;
import dev.kintsugi.core.workspace.Resolution;
import dev.kintsugi.core.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.RefUpdate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repositories that are large, long, or kept in ways that few are. */
class LargeAndOldTest {
    private static final int FILES = 50_000;
    private static final int COMMITS = 10_000;

    @TempDir
    Path temporary;

    private GitCommand imported(String name, String stream) {
        GitCommand git = GitCommand.init(temporary.resolve(name));
        git.pipe(stream.getBytes(UTF_8), "fast-import", "--quiet", "--force");
        return git;
    }

    @Test
    void fifty_thousand_files_in_one_folder_and_ten_thousand_commits() {
        StringBuilder stream = new StringBuilder();
        stream.append("commit refs/heads/main\ncommitter P <p@example.com> 1700000000 +0000\ndata 1\nc\n");
        for (int file = 0; file < FILES; file++) {
            stream.append("M 644 inline flat/").append(file).append("\ndata 2\nx\n\n");
        }
        for (int commit = 1; commit < COMMITS; commit++) {
            stream.append("commit refs/heads/main\ncommitter P <p@example.com> ");
            stream.append(1_700_000_000 + commit).append(" +0000\ndata 1\nc\n");
        }
        GitCommand git = imported("large", stream.toString());
        CommitId head = id(git.run("rev-parse", "main"));
        CommitId first = id(git.run("rev-list", "--max-parents=0", "main"));
        try (Workspace workspace = Repositories.open(git.folder(), temporary.resolve("cache"))) {
            CommitId commit = pushed(workspace, TASK, head, put("flat/777", "changed\n"), put("flat/new", "new\n"));

            assertThat(workspace
                            .list(workspace.treeOf(commit), path -> true, 2 * FILES)
                            .entries())
                    .hasSize(FILES + 1);
            assertThat(workspace.changedFiles(workspace.treeOf(head), workspace.treeOf(commit)))
                    .hasSize(2);
            assertThat(workspace.contains(commit, first)).isTrue();
            assertThat(workspace.contains(first, commit)).isFalse();
            assertThat(workspace.drift(head, Optional.of(commit))).isEqualTo(new Drift.MovedOn(commit, 1));
        }
        git.fsck();
    }

    @Test
    void a_push_is_one_pack_however_many_files_it_changes() throws IOException {
        GitCommand git = GitCommand.init(temporary.resolve("many"));
        CommitId base = id(git.file("start", "start\n").commitAll("start"));
        try (Workspace workspace = Repositories.open(git.folder(), temporary.resolve("cache"))) {
            pushed(
                    workspace,
                    TASK,
                    base,
                    IntStream.range(0, 50)
                            .mapToObj(n -> put("few/" + n, n + "\n"))
                            .toArray(FileChange[]::new));
            assertThat(packs(git)).isEqualTo(1);
            pushed(
                    workspace,
                    Given.TRUNK,
                    base,
                    IntStream.range(0, 500)
                            .mapToObj(n -> put("many/" + n, n + "!\n"))
                            .toArray(FileChange[]::new));
            assertThat(packs(git)).isEqualTo(2);
        }
        git.fsck();
    }

    private static long packs(GitCommand git) throws IOException {
        try (var files = Files.list(git.folder().resolve(".git/objects/pack"))) {
            return files.filter(file -> file.toString().endsWith(".pack")).count();
        }
    }

    @Test
    void what_was_never_pushed_is_gone_with_its_process_and_made_again() throws IOException {
        GitCommand git = GitCommand.init(temporary.resolve("repository"));
        CommitId base = id(git.commitAll("one"));
        Path cache = temporary.resolve("cache");
        CommitId made;
        try (Workspace workspace = Repositories.open(git.folder(), cache)) {
            made = Given.commit(workspace, base, "never pushed", put("a", "a\n"));
        }
        try (Workspace workspace = Repositories.open(git.folder(), cache)) {
            assertThat(workspace.fetch(java.util.List.of(made))).containsExactly(made);
            assertThat(Given.commit(workspace, base, "never pushed", put("a", "a\n")))
                    .isEqualTo(made);
        }
    }

    @Test
    void a_worktree_that_was_deleted_by_hand_holds_nothing_up() throws IOException {
        GitCommand git = GitCommand.init(temporary.resolve("repository"));
        CommitId base = id(git.commitAll("one"));
        try (Workspace workspace = Repositories.open(git.folder(), temporary.resolve("cache"))) {
            CommitId first = pushed(workspace, TASK, base, put("a", "1\n"));
            Path looking = temporary.resolve("looking");
            git.run("worktree", "add", "-q", looking.toString(), TASK.name());
            var next = Given.intent(workspace, TASK, Optional.of(first), first, put("a", "2\n"));
            assertThat(workspace.push(next)).isInstanceOf(PushOutcome.Declined.class);
            Files.delete(looking.resolve(".git"));

            assertThat(workspace.push(next)).isEqualTo(new PushOutcome.Accepted());
        }
    }

    @Test
    void a_repository_with_reftables_works() throws IOException {
        GitCommand git = GitCommand.init(temporary.resolve("repository"));
        CommitId base = id(git.file("a", "a\n").commitAll("one"));
        QuietSystem.install();
        try (FileRepository repository =
                new FileRepository(git.folder().resolve(".git").toFile())) {
            repository.convertRefStorage("reftable", true, false);
            RefUpdate update = repository.updateRef("refs/heads/again");
            update.setNewObjectId(org.eclipse.jgit.lib.ObjectId.fromString(base.hex()));
            assertThat(update.update()).isEqualTo(RefUpdate.Result.NEW);
        }
        try (Workspace workspace = Repositories.open(git.folder(), temporary.resolve("cache"))) {
            assertThat(workspace.resolve("")).isEqualTo(new Resolution.Found(base, "main"));
            CommitId commit = pushed(workspace, TASK, base, put("a", "b\n"));
            assertThat(workspace.head(TASK)).contains(commit);
        }
    }
}
