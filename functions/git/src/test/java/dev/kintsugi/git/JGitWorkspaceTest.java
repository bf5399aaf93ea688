package dev.kintsugi.git;

import static dev.kintsugi.core.workspace.Given.TASK;
import static dev.kintsugi.core.workspace.Given.TRUNK;
import static dev.kintsugi.core.workspace.Given.commit;
import static dev.kintsugi.core.workspace.Given.facts;
import static dev.kintsugi.core.workspace.Given.id;
import static dev.kintsugi.core.workspace.Given.intent;
import static dev.kintsugi.core.workspace.Given.pushed;
import static dev.kintsugi.core.workspace.Given.put;
import static dev.kintsugi.core.workspace.Given.text;
import static dev.kintsugi.core.workspace.Given.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.workspace.Branch;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.EntryKind;
import dev.kintsugi.core.workspace.FileAt;
import dev.kintsugi.core.workspace.FileChange;
import dev.kintsugi.core.workspace.FileDelta;
import dev.kintsugi.core.workspace.PushIntent;
import dev.kintsugi.core.workspace.PushOutcome;
import dev.kintsugi.core.workspace.Resolution;
import dev.kintsugi.core.workspace.TreeId;
import dev.kintsugi.core.workspace.Workspace;
import dev.kintsugi.core.workspace.WorkspaceContract;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on JGit, and beyond it what only repositories can show that the git command line makes and reads back. */
class JGitWorkspaceTest extends WorkspaceContract {
    @TempDir
    Path temporary;

    private GitCommand git;
    private int workers;

    @Override
    protected CommitId repository() {
        git = GitCommand.init(temporary.resolve("repository"));
        FILES.forEach(git::file);
        return id(git.commitAll("first"));
    }

    @Override
    protected Workspace worker() {
        return Repositories.open(git.folder(), temporary.resolve("cache" + workers++));
    }

    @Override
    protected void set(Branch branch, Optional<CommitId> commit) {
        if (commit.isPresent()) {
            git.run("update-ref", branch.ref(), commit.get().hex());
        } else {
            git.run("update-ref", "-d", branch.ref());
        }
    }

    @AfterEach
    void isStillInOrder() {
        git.fsck();
    }

    @Test
    void reads_what_git_stored() {
        TreeId tree = workspace.treeOf(base);

        assertThat(tree.hex()).isEqualTo(git.run("rev-parse", "HEAD^{tree}"));
        assertThat(text(workspace, tree, "src/main/App.java")).isEqualTo("class App {\n    int one = 1;\n}\n");
        assertThat(workspace.read(tree, "no/such/file")).isEqualTo(new FileAt.Missing());
        assertThat(workspace.read(tree, "src/main")).isEqualTo(new FileAt.NotAFile(EntryKind.FOLDER));
        assertThat(workspace.read(tree, "README.md/below")).isEqualTo(new FileAt.Missing());
    }

    @Test
    void the_default_base_is_where_head_is() {
        assertThat(workspace.resolve("")).isEqualTo(new Resolution.Found(base, "main"));
        git.run("switch", "-q", "--detach");
        assertThat(workspace.resolve("")).isEqualTo(new Resolution.Found(base, "HEAD"));
    }

    @Test
    void a_base_may_be_a_branch_a_tag_or_a_commit_also_when_refs_are_packed() {
        git.run("branch", "release/1");
        git.run("tag", "-m", "annotated", "v1");
        git.run("pack-refs", "--all");

        assertThat(workspace.resolve("release/1")).isEqualTo(new Resolution.Found(base, "release/1"));
        assertThat(workspace.resolve("v1")).isEqualTo(new Resolution.Found(base, "v1"));
        assertThat(workspace.resolve(base.hex())).isEqualTo(new Resolution.Found(base, base.hex()));
        assertThat(workspace.resolve(base.hex().substring(0, 8)))
                .isEqualTo(new Resolution.Found(base, base.hex().substring(0, 8)));
    }

    @Test
    void an_unknown_base_says_what_there_is() {
        assertThat(workspace.resolve("mian"))
                .isEqualTo(new Resolution.Unknown("There is no branch, tag or commit 'mian'; branches: main"));
        assertThat(workspace.resolve("0123456789abcdef0123456789abcdef01234567"))
                .isEqualTo(new Resolution.Unknown("There is no commit '0123456789abcdef0123456789abcdef01234567'"));
    }

    @Test
    void an_unborn_head_asks_for_a_base() {
        git.run("symbolic-ref", "HEAD", "refs/heads/nothing-yet");

        assertThat(workspace.resolve(""))
                .isEqualTo(
                        new Resolution.Unknown("HEAD is at 'nothing-yet', which has no commit yet; name a base: main"));
        git.run("symbolic-ref", "HEAD", "refs/heads/main");
    }

    @Test
    void what_is_written_is_what_git_would_have_written() {
        TreeId tree = written(
                workspace,
                workspace.treeOf(base),
                put("src/main/App.java", "class App {}\n"),
                put("src/test/AppTest.java", "class AppTest {}\n"),
                new FileChange.Delete("docs/guide.md"),
                put("a-new", "x"),
                new FileChange.SetExecutable("README.md", true));

        git.file("src/main/App.java", "class App {}\n")
                .file("src/test/AppTest.java", "class AppTest {}\n")
                .file("a-new", "x");
        git.run("rm", "-q", "-r", "docs");
        git.run("add", "-A");
        git.run("update-index", "--chmod=+x", "README.md");
        assertThat(tree.hex()).isEqualTo(git.run("write-tree"));
    }

    @Test
    void a_commit_is_the_same_as_the_command_line_makes_from_the_same_facts() {
        CommitId commit =
                workspace.commit(facts(workspace.treeOf(base), "t1/cycle-1: Schöne Grüße  \r\n\r\nBody \n\n\n", base));
        pushAsIs(commit, "t1/cycle-1: Schöne Grüße\n\nBody\n");

        String raw = git.run("cat-file", "commit", commit.hex());
        assertThat(raw.lines().filter(line -> line.startsWith("author")))
                .containsExactly("author Kintsugi <kintsugi@example.com> 1750000000 +0000");
        assertThat(raw).doesNotContain("encoding").doesNotContain("gpgsig");
        assertThat(git.pipe(
                        (git.run("cat-file", "commit", commit.hex()) + "\n")
                                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1),
                        "hash-object",
                        "-t",
                        "commit",
                        "--stdin"))
                .isEqualTo(commit.hex());
    }

    private void pushAsIs(CommitId commit, String message) {
        PushIntent intent =
                new PushIntent(TASK, Optional.empty(), commit, facts(workspace.treeOf(base), message, base));
        assertThat(workspace.push(intent)).isEqualTo(new PushOutcome.Accepted());
    }

    @Test
    void a_push_makes_our_branch_and_touches_nothing_else() {
        git.file("README.md", "changed, not committed\n");
        String before = git.run("status", "--porcelain") + git.run("for-each-ref") + git.run("rev-parse", "HEAD");

        CommitId commit = pushed(workspace, TASK, base, put("README.md", "pushed\n"));

        assertThat(git.run("rev-parse", TASK.ref())).isEqualTo(commit.hex());
        assertThat(git.run("show", TASK.name() + ":README.md")).isEqualTo("pushed");
        git.run("update-ref", "-d", TASK.ref());
        assertThat(git.run("status", "--porcelain") + git.run("for-each-ref") + git.run("rev-parse", "HEAD"))
                .isEqualTo(before);
        git.run("update-ref", TASK.ref(), commit.hex());
    }

    @Test
    void a_branch_that_is_checked_out_is_left_alone() {
        CommitId first = pushed(workspace, TRUNK, base, put("a", "1"));
        git.run("worktree", "add", "-q", temporary.resolve("looking").toString(), TRUNK.name());

        PushOutcome outcome = workspace.push(intent(workspace, TRUNK, Optional.of(first), first, put("a", "2")));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        PushOutcome.Declined.class,
                        declined -> assertThat(declined.reason())
                                .contains("is checked out")
                                .contains("git switch --detach"));
    }

    @Test
    void a_branch_in_the_way_is_named() {
        git.run("branch", "kintsugi");

        PushOutcome outcome = workspace.push(intent(workspace, TASK, Optional.empty(), base, put("a", "1")));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        PushOutcome.Declined.class,
                        declined -> assertThat(declined.reason()).contains("the branch 'kintsugi' stands in the way"));
    }

    @Test
    void changed_files_and_their_diff_are_those_of_git() {
        CommitId commit = commit(
                workspace,
                base,
                "change",
                put("src/main/App.java", "class App {\n    int one = 2;\n}\n"),
                new FileChange.Delete("docs/guide.md"),
                put("docs/manual.md", "# Guide\n"),
                put("new.txt", "new\n"));
        git.run("gc", "-q");

        assertThat(workspace.changedFiles(workspace.treeOf(base), workspace.treeOf(commit)))
                .containsExactlyInAnyOrder(
                        new FileDelta(FileDelta.Kind.RENAMED, "docs/manual.md", Optional.of("docs/guide.md")),
                        new FileDelta(FileDelta.Kind.ADDED, "new.txt", Optional.empty()),
                        new FileDelta(FileDelta.Kind.CHANGED, "src/main/App.java", Optional.empty()));
        String diff = workspace
                .diff(workspace.treeOf(base), workspace.treeOf(commit), 10_000)
                .text();
        assertThat(diff).contains("-    int one = 1;\n+    int one = 2;\n").contains("rename to docs/manual.md");
        assertThat(workspace
                        .diff(workspace.treeOf(base), workspace.treeOf(commit), 10)
                        .leftOut())
                .hasSize(3);
    }
}
