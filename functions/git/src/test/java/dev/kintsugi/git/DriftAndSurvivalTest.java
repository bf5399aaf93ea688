package dev.kintsugi.git;

import static dev.kintsugi.core.workspace.Given.TASK;
import static dev.kintsugi.core.workspace.Given.commit;
import static dev.kintsugi.core.workspace.Given.id;
import static dev.kintsugi.core.workspace.Given.pushed;
import static dev.kintsugi.core.workspace.Given.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.Drift;
import dev.kintsugi.core.workspace.FileChange;
import dev.kintsugi.core.workspace.Survival;
import dev.kintsugi.core.workspace.Survival.FileSurvival;
import dev.kintsugi.core.workspace.Survival.UndoneHunk;
import dev.kintsugi.core.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What became of a branch, and of work that was done earlier. */
class DriftAndSurvivalTest {
    private static final String BASE_TEXT = "a\nb\nc\nd\ne\nf\ng\nh\n";

    @TempDir
    Path temporary;

    private GitCommand git;
    private CommitId base;
    private Workspace workspace;

    @BeforeEach
    void aBranchWithTwoCycles() {
        git = GitCommand.init(temporary.resolve("repository"));
        base = id(git.file("text", BASE_TEXT).file("other", "o\n").commitAll("base"));
        workspace = Repositories.open(git.folder(), temporary.resolve("cache"));
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    private CommitId cycles() {
        CommitId first = pushed(workspace, TASK, base, put("one", "1\n"));
        return pushed(workspace, TASK, first, put("two", "2\n"));
    }

    private String person(String... commands) {
        git.run("switch", "-q", TASK.name());
        for (String command : commands) {
            git.run(command.split(" ", -1));
        }
        String head = git.run("rev-parse", "HEAD");
        git.run("switch", "-q", "main");
        return head;
    }

    private Drift drift(CommitId recorded) {
        return workspace.drift(recorded, workspace.head(TASK));
    }

    @Test
    void nobody_touched_the_branch() {
        assertThat(drift(cycles())).isEqualTo(new Drift.Same());
    }

    @Test
    void a_person_went_on() {
        CommitId recorded = cycles();
        String now = person("commit -q --allow-empty -m by-hand", "commit -q --allow-empty -m again");

        assertThat(drift(recorded)).isEqualTo(new Drift.MovedOn(id(now), 2));
    }

    @Test
    void a_person_went_on_from_an_earlier_commit() {
        CommitId first = pushed(workspace, TASK, base, put("one", "1\n"));
        CommitId recorded = commit(workspace, first, "never pushed", put("two", "2\n"));
        String now = person("commit -q --allow-empty -m by-hand");

        assertThat(drift(recorded)).isEqualTo(new Drift.Diverged(id(now), first));
    }

    @Test
    void a_person_amended_rebased_or_reset() {
        CommitId recorded = cycles();
        String amended = person("commit -q --amend --allow-empty -m amended");
        assertThat(drift(recorded))
                .isInstanceOfSatisfying(
                        Drift.Rewritten.class,
                        rewritten -> assertThat(rewritten)
                                .isEqualTo(
                                        new Drift.Rewritten(id(amended), "a recorded commit was replaced by copies")));

        git.run("update-ref", TASK.ref(), recorded.hex());
        git.commitAll("trunk moved");
        person("rebase -q main");
        assertThat(drift(recorded))
                .isInstanceOfSatisfying(
                        Drift.Rewritten.class,
                        rewritten ->
                                assertThat(rewritten.how()).isEqualTo("2 recorded commits were replaced by copies"));

        git.run("update-ref", TASK.ref(), recorded.hex() + "~1");
        assertThat(drift(recorded))
                .isInstanceOfSatisfying(
                        Drift.Rewritten.class,
                        rewritten -> assertThat(rewritten.how()).isEqualTo("a recorded commit was taken off"));

        String alone = git.run("commit-tree", "-m", "alone", "main^{tree}");
        git.run("update-ref", TASK.ref(), alone);
        assertThat(drift(recorded))
                .isEqualTo(new Drift.Rewritten(id(alone), "it shares no commit with what was recorded"));
    }

    @Test
    void a_person_removed_the_branch() {
        CommitId recorded = cycles();
        git.run("branch", "-D", TASK.name());

        assertThat(drift(recorded)).isEqualTo(new Drift.Gone());
    }

    @Test
    void a_recorded_commit_that_was_thrown_away_is_told() {
        CommitId recorded = id("0123456789abcdef0123456789abcdef01234567");

        assertThat(workspace.drift(recorded, Optional.of(base)))
                .isEqualTo(new Drift.Rewritten(base, "the recorded commit " + recorded + " is nowhere to be found"));
    }

    private Survival after(String worked, FileChange... later) {
        CommitId work = commit(workspace, base, "work", put("text", worked));
        CommitId now = commit(workspace, work, "later", later);
        return workspace.survives(base, List.of(work), now);
    }

    @Test
    void work_that_is_built_upon_survives() {
        Survival survival = after("a\nB\nc\nd\ne\nf\ng\nh\nnew\n", put("text", "a\nB\nc\nd\ne\nf\nG\nh\nnew\nmore\n"));

        assertThat(survival)
                .isEqualTo(new Survival(List.of(), List.of(new FileSurvival("text", 2, 2, false, List.of()))));
        assertThat(survival.violations(Set.of())).isEmpty();
    }

    @Test
    void a_file_back_at_its_base_content_is_told_and_may_be_exempt() {
        Survival survival = after("a\nB\nc\nd\ne\nf\ng\nh\n", put("text", BASE_TEXT));

        assertThat(survival.violations(Set.of())).containsExactly("text is back at its content before the work");
        assertThat(survival.violations(Set.of("text"))).isEmpty();
    }

    @Test
    void a_hunk_that_was_undone_is_told_by_its_lines() {
        Survival survival = after("a\nB\nB2\nc\nd\ne\nf\nG\nh\n", put("text", "a\nb\nc\nd\ne\nf\nG\nh\n"));

        assertThat(survival.files())
                .containsExactly(new FileSurvival("text", 3, 1, false, List.of(new UndoneHunk(2, 2, 1))));
        assertThat(survival.violations(Set.of())).containsExactly("text: the change of lines 2-3 was undone");
    }

    @Test
    void rewriting_an_added_line_or_moving_it_is_no_revert() {
        assertThat(after("a\nB\nc\nd\ne\nf\ng\nh\n", put("text", "a\nbetter\nc\nd\ne\nf\ng\nh\n"))
                        .violations(Set.of()))
                .isEmpty();
        assertThat(after("a\nadded\nb\nc\nd\ne\nf\ng\nh\n", put("text", "a\nb\nc\nd\ne\nf\ng\nadded\nh\n"))
                        .violations(Set.of()))
                .isEmpty();
        assertThat(after("a\nadded\nb\nc\nd\ne\nf\ng\nh\n", put("text", "a\nbetter\nb\nc\nd\ne\nf\ng\nh\n"))
                        .violations(Set.of()))
                .isEmpty();
    }

    @Test
    void an_added_passage_that_is_gone_and_a_removed_one_that_is_back_are_undone() {
        assertThat(after("a\nadded\nb\nc\nd\ne\nf\ng\nH\n", put("text", "a\nb\nc\nd\ne\nf\ng\nH\n"))
                        .violations(Set.of()))
                .containsExactly("text: the change of line 2 was undone");
        assertThat(after("a\nb\nf\ng\nH\n", put("text", "a\nb\nc\nd\ne\nf\ng\nH\n"))
                        .violations(Set.of()))
                .containsExactly("text: the change of line 3 was undone");
    }

    @Test
    void an_added_file_may_move_but_not_vanish() {
        String content = "one\ntwo\nthree\nfour\n";
        CommitId work = commit(workspace, base, "work", put("fresh", content));
        CommitId moved = commit(workspace, work, "moved", new FileChange.Delete("fresh"), put("place/fresh", content));
        CommitId gone = commit(workspace, work, "gone", new FileChange.Delete("fresh"));

        assertThat(workspace.survives(base, List.of(work), moved).violations(Set.of()))
                .isEmpty();
        assertThat(workspace.survives(base, List.of(work), gone).violations(Set.of()))
                .containsExactly("fresh is back at its content before the work");
    }

    @Test
    void a_deleted_file_that_is_back_is_told() {
        CommitId work = commit(workspace, base, "work", new FileChange.Delete("other"));
        CommitId back = commit(workspace, work, "back", put("other", "o\n"));

        assertThat(workspace.survives(base, List.of(work), back).violations(Set.of()))
                .containsExactly("other is back at its content before the work");
    }

    @Test
    void commits_that_are_no_ancestors_are_lost() {
        CommitId work = commit(workspace, base, "work", put("other", "O\n"));
        CommitId aside = commit(workspace, base, "aside", put("other", "O\n"));

        assertThat(workspace.survives(base, List.of(work), aside).violations(Set.of()))
                .containsExactly("commit " + work + " is not an ancestor any more");
    }
}
