package dev.kintsugi.core.execute;

import static dev.kintsugi.core.execute.Greeting.TASK;
import static dev.kintsugi.core.execute.Greeting.edit;
import static dev.kintsugi.core.execute.Greeting.ended;
import static dev.kintsugi.core.execute.Greeting.world;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.job.Cycle;
import dev.kintsugi.core.job.EditRecord;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Step;
import dev.kintsugi.core.model.Message;
import dev.kintsugi.core.model.ToolResult;
import dev.kintsugi.core.partial.PartialState;
import dev.kintsugi.core.partial.PartialStates;
import dev.kintsugi.core.round.ScriptedModel;
import dev.kintsugi.core.round.World;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.Workspace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cycle makes of a reply: edits, commits, and what is missing. */
class ExecuteRoundTest {
    @Test
    void a_commit_says_task_cycle_and_the_coders_words_in_the_authors_name_at_the_recorded_moment() {
        World world = World.with("hello.txt", "one\n")
                .submit("project.yaml", "author: Ann Author <ann@example.com>\n", "t1.md", TASK);
        world.model.coder(1, 1, "**Greets everybody.** And more.\n\n" + edit("hello.txt", "one", "hello"));

        assertThat(world.execute("t1")).isInstanceOf(ExecuteOutcome.Applied.class);

        CommitId head = world.head("t1").head().orElseThrow();
        assertThat(world.repository.head(world.branch("t1").name())).contains(head);
        assertThat(world.files(head)).containsEntry("hello.txt", "hello\n");
        assertThat(world.repository.factsOf(head).message()).startsWith("t1/cycle-1: Greets everybody.");
        assertThat(world.repository.factsOf(head).author().name()).isEqualTo("Ann Author");
        assertThat(world.repository.factsOf(head).author().time()).isEqualTo(world.now);
        assertThat(world.repository.factsOf(head).parents())
                .containsExactly(world.head("t1").base().orElseThrow());
    }

    @Test
    void a_step_that_is_said_again_answers_the_same_and_asks_nobody() {
        World world = world();
        world.model.coder(1, 1, edit("hello.txt", "one", "hello"));
        Step step = world.step("t1", "Execute");

        ExecuteOutcome first = world.execute("t1", step);
        long version = world.head("t1").version();

        assertThat(world.execute("t1", step)).isEqualTo(first);
        assertThat(world.head("t1").version()).isEqualTo(version);
        assertThat(world.model.asked()).containsExactly("coder 1.1");
    }

    @Test
    void edits_that_fail_again_are_kept_whole_and_those_that_applied_are_committed() {
        World world = world();
        String lost = "no such line stands anywhere in it\n".repeat(3).strip();
        world.model
                .coder(1, 1, "Greets.\n\n" + edit("hello.txt", "one", "ONE") + edit("hello.txt", lost, "nothing"))
                .coder(1, 2, "I cannot.");

        assertThat(world.execute("t1")).isEqualTo(new ExecuteOutcome.Partial(1));

        assertThat(world.head("t1").status()).isEqualTo(JobStatus.PARTIAL);
        assertThat(world.head("t1").isCycleOpen()).isTrue();
        CommitId head = world.head("t1").head().orElseThrow();
        assertThat(world.files(head)).containsEntry("hello.txt", "ONE\ntwo\nthree\n");
        PartialState state =
                new PartialStates(world.memory).find(world.job("t1")).orElseThrow();
        assertThat(state.commit()).contains(head);
        assertThat(state.applied()).hasSize(1);
        assertThat(state.failed()).hasSize(1);
        assertThat(state.failed().getFirst().outcome().edit().gist()).contains(lost);
        assertThat(world.cycle("t1", 1).verdict()).isEqualTo(Cycle.PARTIAL);
        assertThat(world.cycle("t1", 1).edits().stream().filter(EditRecord::failed))
                .extracting(EditRecord::id)
                .containsExactly(state.failed().getFirst().id());
    }

    @Test
    void a_further_try_shows_the_missing_edit_its_reason_and_nothing_that_applied() {
        World world = world();
        world.model
                .coder(1, 1, edit("hello.txt", "one", "ONE") + edit("hello.txt", "no such line stands here", "TWO"))
                .coder(1, 2, edit("hello.txt", "two", "TWO"));

        assertThat(world.execute("t1")).isInstanceOf(ExecuteOutcome.Applied.class);

        String prompt = world.model.lastRequest().messages().getFirst().wholeText();
        assertThat(prompt).contains("Edit 1 of 1", "no such line stands here", "ONE\ntwo");
        assertThat(world.files(world.head("t1").head().orElseThrow())).containsEntry("hello.txt", "ONE\nTWO\nthree\n");
        assertThat(world.cycle("t1", 1).edits())
                .extracting(EditRecord::outcome)
                .containsExactly("exact", "made-good", "exact");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void failed_edits_are_shown_again_as_often_as_the_limits_say(int tries) {
        World world = world().limits(CoderLimits.USUAL.withFurtherTries(tries));
        IntStream.rangeClosed(1, 9)
                .forEach(turn -> world.model.coder(1, turn, edit("hello.txt", "no such line stands here", "x")));

        assertThat(world.execute("t1")).isEqualTo(new ExecuteOutcome.Partial(1));
        assertThat(world.model.asked()).hasSize(1 + tries);
        assertThat(world.head("t1").head()).isEmpty();
    }

    @Test
    void a_reply_without_edits_is_not_a_failure_of_all() {
        World world = world();
        world.model.coder(1, 1, "Everything is as it should be already.");

        assertThat(world.execute("t1"))
                .isEqualTo(new ExecuteOutcome.Applied(
                        false, world.head("t1").base().orElseThrow(), 1));
        assertThat(world.repository.head(world.branch("t1").name())).isEmpty();
        assertThat(world.cycle("t1", 1).commits()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../outside.txt",
                "/etc/passwd",
                ".git/hooks/pre-commit",
                "src/../../x",
                ".GIT/config",
                "C:/x",
                "a\\..\\..\\x",
                ""
            })
    void no_path_leads_out_of_the_repository(String path) {
        World world = world();
        world.model
                .calls(
                        1,
                        1,
                        ScriptedModel.call("c1", "write_file", "path", path, "content", "x\n"),
                        ScriptedModel.call("c2", "edit_file", "path", path, "find", "a", "replace", "b"),
                        ScriptedModel.call("c3", "delete_file", "path", path),
                        ScriptedModel.call("c4", "read_file", "path", path))
                .coder(1, 2, "Done.")
                .coder(1, 3, "Done.");

        assertThat(world.execute("t1")).isInstanceOf(ExecuteOutcome.Partial.class);

        List<ToolResult> results =
                ((Message.FromTools) world.model.requests().get(1).messages().getLast()).results();
        assertThat(results).allMatch(ToolResult::failed);
        assertThat(world.head("t1").head()).isEmpty();
    }

    @Test
    void a_replaced_file_without_content_is_a_failed_edit() {
        World world = world("mode: replace\ntarget_files: [hello.txt, src/other.txt]\n");
        world.model.coder(1, 1, "FILE: hello.txt\n```\nall new\n```\n").coder(1, 2, "I have nothing to add.");

        assertThat(world.execute("t1")).isEqualTo(new ExecuteOutcome.Partial(1));
        assertThat(world.files(world.head("t1").head().orElseThrow())).containsEntry("hello.txt", "all new\n");
        PartialState state =
                new PartialStates(world.memory).find(world.job("t1")).orElseThrow();
        assertThat(state.failed().getFirst().outcome().file()).isEqualTo("src/other.txt");
    }

    @Test
    void only_targets_are_written() {
        World world = world("target_files: [hello.txt]\n");
        world.model
                .coder(1, 1, edit("hello.txt", "one", "ONE") + edit("src/other.txt", "x", "y"))
                .coder(1, 2, edit("src/other.txt", "x", "z"));

        assertThat(world.execute("t1")).isEqualTo(new ExecuteOutcome.Partial(1));
        assertThat(world.files(world.head("t1").head().orElseThrow())).containsEntry("src/other.txt", "x\n");
    }

    @Test
    void files_outside_the_scope_are_written_and_told() {
        World world = world("scope: [src]\n");
        world.model.coder(1, 1, edit("hello.txt", "one", "ONE") + edit("src/other.txt", "x", "y"));

        assertThat(world.execute("t1")).isInstanceOf(ExecuteOutcome.Applied.class);
        assertThat(world.cycle("t1", 1).files()).containsExactlyInAnyOrder("hello.txt", "src/other.txt");
        assertThat(world.cycle("t1", 1).outside()).containsExactly("hello.txt");
    }

    @Test
    void the_notes_context_and_open_findings_are_told() {
        World world = World.with("hello.txt", "one\n", "doc.md", "Read me.\n")
                .submit("t1.md", "---\ncontext_files: [doc.md, none.md]\n---\n\n" + TASK);
        world.model
                .coder(1, 1, edit("hello.txt", "one", "ONE"))
                .reviewer(1, 1, "ISSUE:\nSEVERITY: major\nDESCRIPTION: not loud enough\n\nAPPROVED: no\n")
                .coder(2, 1, edit("hello.txt", "ONE", "ONE!"));

        world.execute("t1");
        world.review("t1");
        world.execute("t1");

        String prompt = world.model.lastRequest().messages().getFirst().wholeText();
        assertThat(prompt).contains("Read me.", "none.md is not there", "not loud enough", "Say hello.");
        assertThat(world.files(world.head("t1").head().orElseThrow())).containsEntry("hello.txt", "ONE!\n");
    }

    @Test
    void commits_that_a_person_added_are_built_upon() {
        World world = world();
        world.model
                .coder(1, 1, edit("hello.txt", "one", "ONE"))
                .reviewer(1, 1, "ISSUE:\nDESCRIPTION: more\n\nAPPROVED: no\n")
                .coder(2, 1, edit("hello.txt", "two", "TWO"));
        world.execute("t1");
        world.review("t1");
        CommitId byHand = world.repository.commitByHand(world.branch("t1").name(), Map.of("by-hand.txt", "kept\n"));

        world.execute("t1");

        CommitId head = world.head("t1").head().orElseThrow();
        assertThat(world.files(head))
                .containsEntry("by-hand.txt", "kept\n")
                .containsEntry("hello.txt", "ONE\nTWO\nthree\n");
        try (Workspace workspace = world.repository.open()) {
            assertThat(workspace.parentsOf(head)).containsExactly(byHand);
        }
    }

    @Test
    void a_branch_that_was_removed_is_for_a_person() {
        World world = world();
        world.model
                .coder(1, 1, edit("hello.txt", "one", "ONE"))
                .reviewer(1, 1, "ISSUE:\nDESCRIPTION: x\n\nAPPROVED: no\n");
        world.execute("t1");
        world.review("t1");
        world.repository.set(world.branch("t1").name(), Optional.empty());

        assertThat(world.execute("t1")).isEqualTo(new ExecuteOutcome.Ended());
        assertThat(ended(world).cause()).isEqualTo("drift");
        assertThat(ended(world).reason()).contains("it was removed", "--accept-drift");
        assertThat(world.model.asked()).containsExactly("coder 1.1", "reviewer 1.1");
    }

    @Test
    void the_same_reply_gives_the_same_edit_ids() {
        Function<World, List<String>> ids = world -> {
            world.model.coder(1, 1, edit("hello.txt", "one", "ONE") + edit("hello.txt", "two", "TWO"));
            world.execute("t1");
            return world.cycle("t1", 1).edits().stream().map(EditRecord::id).toList();
        };

        assertThat(ids.apply(world())).hasSize(2).doesNotHaveDuplicates().isEqualTo(ids.apply(world()));
    }
}
