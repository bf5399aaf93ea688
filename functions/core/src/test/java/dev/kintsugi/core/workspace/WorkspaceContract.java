package dev.kintsugi.core.workspace;

import static dev.kintsugi.core.workspace.Given.AUTHOR;
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

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every workspace promises. The ids are written out: they are git's, whoever computes them. */
public abstract class WorkspaceContract {
    /** The files of the first commit. */
    protected static final Map<String, String> FILES = Map.of(
            "README.md", "hello\n",
            "src/main/App.java", "class App {\n    int one = 1;\n}\n",
            "src/main/Other.java", "class Other {}\n",
            "docs/guide.md", "# Guide\n");

    private static final String TREE_OF_FILES = "872ee230b2f77c15da7a1e7588e3859d6f03eef0";

    /** The commit on {@code main} that the tests begin at. */
    protected CommitId base;

    /** A worker. */
    protected Workspace workspace;

    /** Makes a repository of {@link #FILES} with one commit on {@code main}; returns that commit. */
    protected abstract CommitId repository();

    /** A worker on another machine: it shares nothing but the repository. */
    protected abstract Workspace worker();

    /** Somebody puts one of our branches elsewhere, by hand, or removes it. */
    protected abstract void set(Branch branch, Optional<CommitId> commit);

    @BeforeEach
    void aRepositoryWithAFewFiles() {
        base = repository();
        workspace = worker();
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    @Test
    void names_trees_and_commits_as_git_does() {
        TreeId tree = workspace.treeOf(base);
        CommitFacts facts = facts(tree, "t1/cycle-1: Schöne Grüße  \r\n\r\nBody \n\n\n", base);

        assertThat(tree).isEqualTo(new TreeId(TREE_OF_FILES));
        assertThat(workspace.commit(facts)).isEqualTo(facts.id());
        assertThat(workspace.commit(facts(tree, "t1/cycle-1: Schöne Grüße\n\nBody", base)))
                .isEqualTo(facts.id());
        assertThat(workspace.treeOf(facts.id())).isEqualTo(tree);
        assertThat(workspace.parentsOf(facts.id())).containsExactly(base);
        assertThat(workspace.factsOf(facts.id())).contains(facts);
    }

    @Test
    void reads_files_and_tells_what_is_none() {
        TreeId tree = workspace.treeOf(base);

        assertThat(text(workspace, tree, "src/main/App.java")).isEqualTo(FILES.get("src/main/App.java"));
        assertThat(workspace.read(tree, "no/such/file")).isEqualTo(new FileAt.Missing());
        assertThat(workspace.read(tree, "src/main")).isEqualTo(new FileAt.NotAFile(EntryKind.FOLDER));
        assertThat(workspace.read(tree, "README.md/below")).isEqualTo(new FileAt.Missing());
        assertThat(workspace.read(tree, "../README.md")).isEqualTo(new FileAt.Unsafe());
    }

    @Test
    void resolves_the_default_branch_a_branch_and_a_commit() {
        assertThat(workspace.resolve("")).isEqualTo(new Resolution.Found(base, "main"));
        assertThat(workspace.resolve("main")).isEqualTo(new Resolution.Found(base, "main"));
        assertThat(workspace.resolve(base.hex())).isEqualTo(new Resolution.Found(base, base.hex()));
        assertThat(workspace.resolve("mian"))
                .isEqualTo(new Resolution.Unknown("There is no branch, tag or commit 'mian'; branches: main"));
        assertThat(workspace.resolve("0123456789abcdef0123456789abcdef01234567"))
                .isEqualTo(new Resolution.Unknown("There is no commit '0123456789abcdef0123456789abcdef01234567'"));
    }

    @Test
    void a_tree_is_the_same_however_it_came_about() {
        TreeId tree = workspace.treeOf(base);
        TreeId once = written(
                workspace, tree, put("a", "1\n"), put("src/b", "2\n"), new FileChange.SetExecutable("README.md", true));
        TreeId again = written(
                workspace,
                written(workspace, tree, put("src/b", "other\n"), new FileChange.SetExecutable("README.md", true)),
                put("src/b", "2\n"),
                put("a", "1\n"));

        assertThat(again).isEqualTo(once).isNotEqualTo(tree);
        assertThat(written(
                        workspace,
                        once,
                        new FileChange.Delete("a"),
                        new FileChange.Delete("src/b"),
                        new FileChange.SetExecutable("README.md", false)))
                .isEqualTo(tree);
        assertThat(workspace.read(once, "README.md")).isEqualTo(new FileAt.Found(FileContent.of("hello\n"), true));
    }

    @Test
    void refused_changes_say_why_and_write_nothing() {
        TreeId tree = workspace.treeOf(base);

        assertThat(workspace.write(tree, List.of(put("ok", "1"), put("../out", "2"))))
                .isEqualTo(new WriteOutcome.Refused("../out", "outside the repository"));
        assertThat(workspace.write(tree, List.of(put("src", "1"))))
                .isEqualTo(new WriteOutcome.Refused("src", "is a folder"));
        assertThat(workspace.write(tree, List.of(put("README.md/x", "1"))))
                .isEqualTo(new WriteOutcome.Refused("README.md/x", "leads through a file"));
        assertThat(workspace.write(tree, List.of(new FileChange.Delete("nope"))))
                .isEqualTo(new WriteOutcome.Refused("nope", "file not found"));
        assertThat(workspace.write(tree, List.of(new FileChange.Delete("no/pe"))))
                .isEqualTo(new WriteOutcome.Refused("no/pe", "file not found"));
    }

    @Test
    void lists_and_searches_within_limits() {
        TreeId tree = workspace.treeOf(base);

        assertThat(workspace.list(tree, path -> path.endsWith(".java"), 10))
                .isEqualTo(new Listing(
                        List.of(
                                new Listing.Entry("src/main/App.java", EntryKind.FILE),
                                new Listing.Entry("src/main/Other.java", EntryKind.FILE)),
                        true));
        assertThat(workspace.list(tree, path -> true, 3).complete()).isFalse();
        assertThat(workspace.list(tree, path -> true, 4).complete()).isTrue();
        assertThat(workspace.list(tree, path -> true, 5).complete()).isTrue();
        assertThat(workspace.search(tree, new SearchFor("int one", false, path -> true, 5)))
                .isEqualTo(new SearchOutcome.Hits(
                        List.of(new SearchOutcome.Hit("src/main/App.java", 2, "    int one = 1;")), true));
        assertThat(workspace.search(tree, new SearchFor("class \\w+", true, path -> true, 1)))
                .isEqualTo(new SearchOutcome.Hits(
                        List.of(new SearchOutcome.Hit("src/main/App.java", 1, "class App {")), false));
        assertThat(workspace.search(tree, new SearchFor("(", true, path -> true, 1)))
                .isInstanceOf(SearchOutcome.Unusable.class);
    }

    @Test
    void tells_two_trees_apart() {
        CommitId change = commit(
                workspace,
                base,
                "change",
                put("src/main/App.java", "class App {\n    int one = 2;\n}\n"),
                new FileChange.Delete("docs/guide.md"),
                put("docs/manual.md", "# Guide\n"),
                put("new.txt", "new\n"));
        TreeId before = workspace.treeOf(base);
        TreeId after = workspace.treeOf(change);

        assertThat(workspace.changedFiles(before, after))
                .containsExactlyInAnyOrder(
                        new FileDelta(FileDelta.Kind.RENAMED, "docs/manual.md", Optional.of("docs/guide.md")),
                        new FileDelta(FileDelta.Kind.ADDED, "new.txt", Optional.empty()),
                        new FileDelta(FileDelta.Kind.CHANGED, "src/main/App.java", Optional.empty()));
        assertThat(workspace.diff(before, after, 10_000).text())
                .contains("-    int one = 1;\n+    int one = 2;\n")
                .contains("rename to docs/manual.md");
        assertThat(workspace.diff(before, after, 10).leftOut()).hasSize(3);
    }

    @Test
    void a_branch_begins_at_a_commit_that_is_there_and_beginning_again_changes_nothing() {
        assertThat(workspace.begin(TASK, base)).isEqualTo(new PushOutcome.Accepted());
        assertThat(workspace.head(TASK)).contains(base);
        assertThat(workspace.begin(TASK, base)).isEqualTo(new PushOutcome.AlreadyThere());
        CommitId next = pushed(workspace, TASK, base, put("a", "1"));
        assertThat(workspace.begin(TASK, base)).isEqualTo(new PushOutcome.Reachable(next));
        assertThat(workspace.head(TASK)).contains(next);
    }

    @Test
    void a_branch_begins_at_a_commit_that_no_branch_is_at_any_more() {
        CommitId first = pushed(workspace, TASK, base, put("a", "1"));
        pushed(workspace, TASK, first, put("a", "2"));
        try (Workspace other = worker()) {
            assertThat(other.begin(Given.TRUNK, first)).isEqualTo(new PushOutcome.Accepted());
            assertThat(other.head(Given.TRUNK)).contains(first);
        }
    }

    @Test
    void a_branch_does_not_begin_at_a_commit_that_is_nowhere() {
        CommitId nowhere = Given.id("1234567890123456789012345678901234567890");
        assertThat(workspace.begin(TASK, nowhere)).isInstanceOf(PushOutcome.NotMade.class);
        assertThat(workspace.head(TASK)).isEmpty();
    }

    @Test
    void the_same_intent_may_be_pushed_again() {
        PushIntent intent = intent(workspace, TASK, Optional.empty(), base, put("a", "1"));

        assertThat(workspace.push(intent)).isEqualTo(new PushOutcome.Accepted());
        assertThat(workspace.push(intent)).isEqualTo(new PushOutcome.AlreadyThere());
        CommitId next = pushed(workspace, TASK, intent.commit(), put("a", "2"));
        assertThat(workspace.push(intent)).isEqualTo(new PushOutcome.Reachable(next));
    }

    @Test
    void a_branch_that_somebody_moved_is_not_moved_back() {
        CommitId first = pushed(workspace, TASK, base, put("a", "1"));
        PushIntent late = intent(workspace, TASK, Optional.of(first), first, put("a", "late"));
        try (Workspace other = worker()) {
            CommitId theirs = pushed(other, TASK, first, put("a", "theirs"));

            assertThat(workspace.push(late)).isEqualTo(new PushOutcome.Moved(Optional.of(theirs)));
            assertThat(workspace.head(TASK)).contains(theirs);
        }
    }

    @Test
    void a_branch_that_somebody_removed_is_not_made_again_by_itself() {
        CommitId first = pushed(workspace, TASK, base, put("a", "1"));
        PushIntent next = intent(workspace, TASK, Optional.of(first), first, put("a", "2"));
        set(TASK, Optional.empty());

        assertThat(workspace.push(next)).isEqualTo(new PushOutcome.Moved(Optional.empty()));
        assertThat(workspace.head(TASK)).isEmpty();
    }

    @Test
    void what_would_have_to_be_forced_is_declined() {
        CommitId first = pushed(workspace, TASK, base, put("a", "1"));
        PushIntent aside = intent(workspace, TASK, Optional.of(first), base, put("a", "2"));

        assertThat(workspace.push(aside)).isInstanceOf(PushOutcome.Declined.class);
        assertThat(workspace.head(TASK)).contains(first);
    }

    @Test
    void a_worker_on_another_machine_makes_the_commit_again_from_the_intent_alone() {
        PushIntent intent = intent(
                workspace,
                TASK,
                Optional.empty(),
                base,
                put("a/new/file", "1\n"),
                put("src/main/App.java", "class App {\n    int one = 2;\n}\n"),
                new FileChange.Delete("docs/guide.md"),
                new FileChange.SetExecutable("README.md", true));
        try (Workspace other = worker()) {
            assertThat(other.push(intent)).isEqualTo(new PushOutcome.Accepted());
        }
        assertThat(workspace.push(intent)).isEqualTo(new PushOutcome.AlreadyThere());
    }

    @Test
    void a_worker_on_another_machine_makes_a_merge_again() {
        CommitId job = pushed(workspace, TASK, base, put("README.md", "job\n"), put("job", "1\n"));
        CommitId trunk =
                pushed(workspace, TRUNK, base, put("README.md", "trunk\n"), new FileChange.Delete("docs/guide.md"));
        MergeOutcome merge = workspace.merge(trunk, job);
        PushIntent landing = workspace.intent(TRUNK, Optional.of(trunk), facts(merge.tree(), "t1: land", trunk, job));
        try (Workspace other = worker()) {
            assertThat(other.push(landing)).isEqualTo(new PushOutcome.Accepted());
        }
    }

    @Test
    void without_a_recipe_or_with_anothers_it_is_not_made() {
        PushIntent intent = intent(workspace, TASK, Optional.empty(), base, put("a", "1"));
        PushIntent another = intent(workspace, TASK, Optional.empty(), base, put("a", "2"));
        PushIntent bare = new PushIntent(TASK, Optional.empty(), intent.commit(), intent.facts());
        PushIntent wrong = new PushIntent(TASK, Optional.empty(), intent.commit(), intent.facts(), another.recipe());
        PushIntent damaged = new PushIntent(
                TASK, Optional.empty(), intent.commit(), intent.facts(), new Recipe(FileContent.of("no recipe")));
        try (Workspace other = worker()) {
            for (PushIntent unmade : List.of(bare, wrong, damaged)) {
                assertThat(other.push(unmade))
                        .isEqualTo(new PushOutcome.NotMade(
                                List.of(intent.facts().tree().hex())));
            }
            assertThat(written(other, other.treeOf(base), put("a", "1")))
                    .isEqualTo(intent.facts().tree());
            assertThat(other.push(bare)).isEqualTo(new PushOutcome.Accepted());
        }
    }

    @Test
    void changes_in_different_places_are_merged_and_in_the_same_place_marked() {
        CommitId ours = commit(workspace, base, "ours", put("README.md", "ours\n"), put("one", "1\n"));
        CommitId apart = commit(workspace, base, "apart", put("docs/guide.md", "# More\n"));
        CommitId against = commit(workspace, base, "against", put("README.md", "theirs\n"));

        assertThat(workspace.merge(ours, apart))
                .isEqualTo(new MergeOutcome.Clean(written(
                        workspace,
                        workspace.treeOf(base),
                        put("README.md", "ours\n"),
                        put("one", "1\n"),
                        put("docs/guide.md", "# More\n"))));
        assertThat(workspace.merge(base, ours, against))
                .isInstanceOfSatisfying(MergeOutcome.Conflicting.class, conflicting -> {
                    assertThat(conflicting.conflicts())
                            .containsExactly(
                                    new MergeConflict("README.md", MergeConflict.Kind.CONTENT, Optional.empty()));
                    assertThat(text(workspace, conflicting.tree(), "README.md"))
                            .isEqualTo("<<<<<<< ours " + ours.hex().substring(0, 12) + "\nours\n=======\ntheirs\n"
                                    + ">>>>>>> theirs " + against.hex().substring(0, 12) + "\n");
                    assertThat(workspace.unresolved(conflicting.tree(), conflicting.conflicts()))
                            .isEqualTo(conflicting.conflicts());
                    TreeId settled = written(workspace, conflicting.tree(), put("README.md", "both\n"));
                    assertThat(workspace.unresolved(settled, conflicting.conflicts()))
                            .isEmpty();
                });
    }

    @Test
    void follows_ancestors_and_finds_where_branches_parted() {
        CommitId one = commit(workspace, base, "one", put("a", "1"));
        CommitId two = commit(workspace, one, "two", put("a", "2"));
        CommitId aside = commit(workspace, one, "aside", put("b", "1"));

        assertThat(workspace.contains(two, base)).isTrue();
        assertThat(workspace.contains(base, two)).isFalse();
        assertThat(workspace.mergeBase(two, aside)).contains(one);
    }

    @Test
    void tells_how_a_branch_drifted() {
        CommitId one = pushed(workspace, TASK, base, put("a", "1"));
        CommitId two = pushed(workspace, TASK, one, put("a", "2"));
        TreeId another = written(workspace, workspace.treeOf(one), put("b", "1"));
        CommitId aside = workspace.commit(new CommitFacts(
                List.of(one), another, new Signature("Ann", "ann@example.com", AUTHOR.time()), "aside"));

        assertThat(workspace.drift(two, workspace.head(TASK))).isEqualTo(new Drift.Same());
        assertThat(workspace.drift(one, workspace.head(TASK))).isEqualTo(new Drift.MovedOn(two, 1));
        assertThat(workspace.drift(aside, workspace.head(TASK))).isEqualTo(new Drift.Diverged(two, one));
        set(TASK, Optional.of(one));
        assertThat(workspace.drift(two, workspace.head(TASK)))
                .isEqualTo(new Drift.Rewritten(one, "a recorded commit was taken off"));
        set(TASK, Optional.empty());
        assertThat(workspace.drift(two, workspace.head(TASK))).isEqualTo(new Drift.Gone());
    }

    @Test
    void proves_that_work_survived_or_was_undone() {
        CommitId work = commit(workspace, base, "work", put("README.md", "hello\nworld\n"), put("new", "1\n"));
        CommitId kept = commit(workspace, work, "on", put("README.md", "hello\nworld\nmore\n"));
        CommitId undone = commit(workspace, work, "undone", put("README.md", "hello\n"), put("new", "1\n2\n"));

        assertThat(workspace.survives(base, List.of(work), kept).violations(Set.of()))
                .isEmpty();
        assertThat(workspace.survives(base, List.of(work), undone).violations(Set.of()))
                .containsExactly("README.md is back at its content before the work");
        assertThat(workspace.survives(base, List.of(work), undone).violations(Set.of("README.md")))
                .isEmpty();
    }

    @Test
    void a_commit_that_is_not_there_is_named() {
        CommitId nowhere = id("0123456789abcdef0123456789abcdef01234567");

        assertThat(workspace.fetch(List.of(base, nowhere))).containsExactly(nowhere);
    }
}
