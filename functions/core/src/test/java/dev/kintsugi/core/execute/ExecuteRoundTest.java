package dev.kintsugi.core.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.core.job.Cycle;
import dev.kintsugi.core.job.EditRecord;
import dev.kintsugi.core.job.End;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Step;
import dev.kintsugi.core.model.Message;
import dev.kintsugi.core.model.ModelAnswer;
import dev.kintsugi.core.model.ModelGivenUp;
import dev.kintsugi.core.model.ModelRequest;
import dev.kintsugi.core.model.ModelUnavailable;
import dev.kintsugi.core.model.PromptSize;
import dev.kintsugi.core.model.Reply;
import dev.kintsugi.core.model.Role;
import dev.kintsugi.core.model.StopReason;
import dev.kintsugi.core.model.ToolCall;
import dev.kintsugi.core.model.ToolResult;
import dev.kintsugi.core.model.Usage;
import dev.kintsugi.core.partial.PartialState;
import dev.kintsugi.core.partial.PartialStates;
import dev.kintsugi.core.round.ScriptedModel;
import dev.kintsugi.core.round.World;
import dev.kintsugi.core.session.Away;
import dev.kintsugi.core.session.LostCalls;
import dev.kintsugi.core.session.SessionTurn;
import dev.kintsugi.core.session.Sessions;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.Workspace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExecuteRoundTest {
    private static final String TASK = "# Greet\n\nSay hello.\n";

    private static World world() {
        return World.with("hello.txt", "one\ntwo\nthree\n", "src/other.txt", "x\n")
                .submit("t1.md", TASK);
    }

    private static World world(String frontMatter) {
        return World.with("hello.txt", "one\ntwo\nthree\n", "src/other.txt", "x\n")
                .submit("t1.md", "---\n" + frontMatter + "---\n\n" + TASK);
    }

    private static String edit(String path, String find, String replace) {
        return "FILE: %s\nFIND:\n%s\nREPLACE:\n%s\nEND\n\n".formatted(path, find, replace);
    }

    private static End ended(World world) {
        return world.head("t1").end().orElseThrow();
    }

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

    static Stream<Arguments> answersWithoutUse() {
        return Stream.of(
                answer(
                        "reply_cut",
                        (model, request) -> new ModelAnswer.CutShort(
                                model.exchange(request, reply(edit("hello.txt", "one", "half"))), "it was cut")),
                answer(
                        "reply_withheld",
                        (model, request) ->
                                new ModelAnswer.Withheld(model.exchange(request, reply("")), "it was held back")),
                answer("reply_unusable", (model, request) -> new ModelAnswer.Unusable("it was a flood", 77)),
                answer("prompt_cut", (model, request) -> new ModelAnswer.PromptCut(9_000, 4_096, "raise it", 5)),
                answer(
                        "prompt_too_large",
                        (model, request) -> new ModelAnswer.PromptTooLarge(PromptSize.of(request), "it is too large")),
                answer("model_refused", (model, request) -> new ModelAnswer.Refused("no such model")),
                answer("model_lost", (model, request) -> new ModelAnswer.Lost("it never came", 99)));
    }

    private interface Answering {
        ModelAnswer answer(ScriptedModel model, ModelRequest request);
    }

    private static Arguments answer(String cause, Answering answering) {
        return Arguments.of(cause, answering);
    }

    private static Reply reply(String text) {
        return new Reply(text, List.of(), StopReason.END_TURN, ScriptedModel.usage());
    }

    @ParameterizedTest
    @MethodSource("answersWithoutUse")
    void an_answer_that_cannot_be_used_ends_the_job_by_name_with_what_it_cost(String cause, Answering answering) {
        World world = world();
        world.model.answers(Role.CODER, 1, 1, request -> answering.answer(world.model, request));

        assertThat(world.execute("t1")).isEqualTo(new ExecuteOutcome.Ended());

        assertThat(ended(world).cause()).isEqualTo(cause);
        assertThat(ended(world).reason()).isNotBlank();
        assertThat(ended(world).status()).isEqualTo(JobStatus.FAILED);
        long paid = new Sessions(world.memory)
                .read(world.job("t1"), 1, Role.CODER).stream()
                        .mapToLong(SessionTurn::costMicroDollars)
                        .sum();
        assertThat(world.head("t1").spent()).isEqualTo(paid);
        assertThat(world.head("t1").reserved()).isZero();
        assertThat(world.repository.head(world.branch("t1").name())).isEmpty();
    }

    @Test
    void a_call_that_was_lost_is_shown_as_lost_and_asked_once_more() {
        World world = world();
        boolean[] first = {true};
        world.model.answers(Role.CODER, 1, 1, request -> {
            boolean lost = first[0];
            first[0] = false;
            return lost
                    ? new ModelAnswer.Lost("it never came", 4_000)
                    : world.model.answered(request, reply(edit("hello.txt", "one", "ONE")));
        });

        assertThat(world.execute("t1")).isInstanceOf(ExecuteOutcome.Applied.class);

        List<SessionTurn> turns = new Sessions(world.memory).read(world.job("t1"), 1, Role.CODER);
        assertThat(turns)
                .extracting(SessionTurn::result)
                .containsExactly(SessionTurn.Result.ANSWERED, SessionTurn.Result.LOST);
        assertThat(world.head("t1").spent()).isEqualTo(4_000 + 6_000);
        assertThat(LostCalls.of(world.head("t1"))).isEqualTo(new LostCalls(1, 4_000));
    }

    @Test
    void a_model_that_is_overloaded_costs_nothing_and_the_step_is_repeated() {
        World world = world();
        boolean[] busy = {true};
        world.model.answers(
                Role.CODER,
                1,
                1,
                request -> busy[0]
                        ? new ModelAnswer.Overloaded("come back later", 5)
                        : world.model.answered(request, reply(edit("hello.txt", "one", "ONE"))));
        Step step = world.step("t1", "Execute");

        assertThatThrownBy(() -> world.execute("t1", step))
                .isInstanceOf(ModelUnavailable.class)
                .hasMessageContaining("come back later");
        assertThat(world.head("t1").spent()).isZero();

        busy[0] = false;
        assertThat(world.execute("t1", step)).isInstanceOf(ExecuteOutcome.Applied.class);
        assertThat(world.head("t1").spent()).isEqualTo(6_000);
    }

    @Test
    void who_watches_sees_what_is_waited_for_and_the_waiting_has_an_end() {
        World world = world();
        world.model.answers(
                Role.CODER,
                1,
                1,
                request -> new ModelAnswer.Overloaded("the model server at http://x answered 500", 1));
        Step step = world.step("t1", "Execute");

        for (int visit = 1; visit < ModelUnavailable.MOST_VISITS; visit++) {
            String waiting = "the model server at http://x answered 500; trying again, %d of 9".formatted(visit + 1);
            assertThatThrownBy(() -> world.execute("t1", step))
                    .isInstanceOf(ModelUnavailable.class)
                    .hasMessage(waiting);
            assertThat(Away.of(world.head("t1")).map(Away::sentence)).contains(waiting);
        }
        assertThatThrownBy(() -> world.execute("t1", step))
                .isInstanceOf(ModelGivenUp.class)
                .hasMessageContaining("tried 9 times");
        assertThat(world.head("t1").status()).isEqualTo(JobStatus.EXECUTING);
        assertThat(world.head("t1").spent()).isZero();

        // Redriven by somebody who mended the server: the waiting begins anew, and ends with the answer.
        assertThatThrownBy(() -> world.execute("t1", step)).isInstanceOf(ModelUnavailable.class);
        world.model.coder(1, 1, edit("hello.txt", "one", "ONE"));
        assertThat(world.execute("t1", step)).isInstanceOf(ExecuteOutcome.Applied.class);
        assertThat(Away.of(world.head("t1"))).isEmpty();
        assertThat(world.head("t1").facts().has("askedAt")).isFalse();
    }

    @Test
    void a_model_that_nobody_knows_ends_the_job_with_the_reason() {
        World world = world("model: nonsense\n");

        assertThat(world.execute("t1")).isEqualTo(new ExecuteOutcome.Ended());
        assertThat(ended(world)).isEqualTo(new End(JobStatus.FAILED, "unknown_model", "'nonsense' is no model"));
    }

    @Test
    void when_the_money_ends_what_the_last_reply_achieved_is_committed() {
        World world = world("max_budget_usd: 0.60\n");
        world.model.answers(
                Role.CODER,
                1,
                1,
                request -> world.model.answered(
                        request,
                        new Reply(
                                "",
                                List.of(ScriptedModel.call(
                                        "c1", "edit_file", "path", "hello.txt", "find", "one", "replace", "ONE")),
                                StopReason.TOOL_USE,
                                Usage.reported(150_000, 2_000))));

        assertThat(world.execute("t1")).isEqualTo(new ExecuteOutcome.Ended());

        assertThat(ended(world).cause()).isEqualTo("budget_exceeded");
        assertThat(ended(world).reason()).contains("$0.60", "max_budget_usd");
        assertThat(world.files(world.head("t1").head().orElseThrow())).containsEntry("hello.txt", "ONE\ntwo\nthree\n");
        assertThat(world.cycle("t1", 1).verdict()).isEqualTo("budget_exceeded");
        assertThat(world.head("t1").spent()).isLessThanOrEqualTo(600_000);
    }

    @Test
    void a_job_without_money_for_one_call_ends_before_it_asks() {
        World world = world("max_budget_usd: 0.01\n");

        assertThat(world.execute("t1")).isEqualTo(new ExecuteOutcome.Ended());
        assertThat(ended(world).cause()).isEqualTo("budget_exceeded");
        assertThat(world.model.asked()).isEmpty();
    }

    @Test
    void tools_show_the_running_content_and_tell_a_failure_at_once() {
        World world = world();
        world.model
                .calls(
                        1,
                        1,
                        ScriptedModel.call("c1", "list_files", "folder", "src"),
                        ScriptedModel.call("c2", "read_file", "path", "hello.txt", "first_line", 2, "last_line", 2),
                        ScriptedModel.call("c3", "edit_file", "path", "hello.txt", "find", "nowhere", "replace", "x"),
                        ScriptedModel.call("c4", "edit_file", "path", "hello.txt", "find", "two", "replace", "TWO"),
                        ScriptedModel.call("c5", "search", "text", "TWO"),
                        ScriptedModel.call("c6", "write_file", "path", "src/new.txt", "content", "new\n"),
                        ScriptedModel.call("c7", "delete_file", "path", "src/other.txt"))
                .coder(1, 2, "Did this:\n\nhello.txt\n```\nTWO only\n```\n");

        assertThat(world.execute("t1")).isInstanceOf(ExecuteOutcome.Applied.class);

        List<ToolResult> results =
                ((Message.FromTools) world.model.lastRequest().messages().getLast()).results();
        assertThat(results)
                .extracting(ToolResult::failed)
                .containsExactly(false, false, true, false, false, false, false);
        assertThat(results.get(0).text()).isEqualTo("src/other.txt");
        assertThat(results.get(1).text()).startsWith("two\n");
        assertThat(results.get(2).text()).startsWith("nothing was changed: hello.txt");
        assertThat(results.get(4).text()).isEqualTo("hello.txt:2: TWO");
        assertThat(world.files(world.head("t1").head().orElseThrow()))
                .isEqualTo(Map.of("hello.txt", "one\nTWO\nthree\n", "src/new.txt", "new\n"));
        assertThat(world.cycle("t1", 1).summary()).isEqualTo("Did this:");
    }

    @Test
    void a_coder_that_loops_on_tools_ends_by_name_and_its_edits_stay() {
        World world = world().limits(new CoderLimits(4, CoderLimits.MAX_EDITS, 1));
        IntStream.rangeClosed(1, 9)
                .forEach(turn -> world.model.calls(
                        1,
                        turn,
                        ScriptedModel.call("c", "write_file", "path", "f" + turn + ".txt", "content", "x\n"),
                        ScriptedModel.call("d", "list_files")));

        assertThat(world.execute("t1")).isEqualTo(new ExecuteOutcome.Ended());

        assertThat(ended(world).cause()).isEqualTo("tool_loop");
        assertThat(world.model.asked()).hasSize(4);
        assertThat(world.files(world.head("t1").head().orElseThrow())).containsKeys("f1.txt", "f4.txt");
    }

    @ParameterizedTest
    @ValueSource(ints = {Repetition.MAX_TURNS - 1, Repetition.MAX_TURNS, Repetition.MAX_TURNS + 1})
    void a_coder_that_asks_the_same_and_hears_the_same_is_stopped_before_it_has_used_all_its_turns(int times) {
        World world = world();
        IntStream.rangeClosed(1, times)
                .forEach(turn -> world.model.calls(1, turn, ScriptedModel.call("c" + turn, "list_files")));
        world.model.coder(1, times + 1, edit("hello.txt", "one", "ONE"));

        ExecuteOutcome outcome = world.execute("t1");

        if (times < Repetition.MAX_TURNS) {
            assertThat(outcome).isInstanceOf(ExecuteOutcome.Applied.class);
        } else {
            assertThat(ended(world).cause()).isEqualTo("tool_loop");
            assertThat(ended(world).reason()).contains("list_files {} 5 times in a row");
            assertThat(world.model.asked()).hasSize(Repetition.MAX_TURNS);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void a_reply_of_more_tool_calls_than_edits_are_allowed_is_a_flood(int calls) {
        World world = world().limits(new CoderLimits(10, 3, 0));
        world.model
                .calls(
                        1,
                        1,
                        IntStream.rangeClosed(1, calls)
                                .mapToObj(call -> ScriptedModel.call("c" + call, "list_files"))
                                .toArray(ToolCall[]::new))
                .coder(1, 2, edit("hello.txt", "one", "ONE"));

        ExecuteOutcome outcome = world.execute("t1");

        if (calls <= 3) {
            assertThat(outcome).isInstanceOf(ExecuteOutcome.Applied.class);
        } else {
            assertThat(ended(world).cause()).isEqualTo("too_many_calls");
            assertThat(ended(world).reason()).contains("made 4 tool calls in one reply");
        }
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
    void a_reply_of_five_megabytes_is_recorded_in_pieces_and_applied() {
        World world = world();
        String content = IntStream.range(0, 100_000)
                .mapToObj(line ->
                        "line " + Integer.toString(line * 7_919, 36) + " of many, each of its own " + line % 977)
                .reduce(new StringBuilder(), (all, line) -> all.append(line).append('\n'), StringBuilder::append)
                .toString();
        world.model.coder(1, 1, "Big.\n\nFILE: big.txt\n```\n" + content + "```\n");

        assertThat(world.execute("t1")).isInstanceOf(ExecuteOutcome.Applied.class);
        assertThat(world.files(world.head("t1").head().orElseThrow())).containsEntry("big.txt", content);
        assertThat(world.memory.everything()).anyMatch(item -> item.key().sort().endsWith("/part001"));
    }

    @Test
    void more_edits_than_a_cycle_may_have_are_a_flood() {
        World world = world().limits(new CoderLimits(10, 3, 0));
        world.model.coder(
                1,
                1,
                edit("hello.txt", "one", "1")
                        + edit("hello.txt", "two", "2")
                        + edit("hello.txt", "three", "3")
                        + edit("src/other.txt", "x", "y"));

        assertThat(world.execute("t1")).isEqualTo(new ExecuteOutcome.Ended());
        assertThat(ended(world).cause()).isEqualTo("too_many_edits");
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
    void a_session_goes_on_over_visits_that_are_too_short() {
        World world = world().visiting(Duration.ofSeconds(1));
        world.model
                .calls(1, 1, ScriptedModel.call("c1", "list_files"))
                .calls(1, 2, ScriptedModel.call("c2", "edit_file", "path", "hello.txt", "find", "one", "replace", "1"))
                .coder(1, 3, "Done it.");

        world.run("t1");

        assertThat(world.trail).containsExactly("Yielded", "Yielded", "Applied", "Approved", "Landed");
        assertThat(world.model.asked()).containsExactly("coder 1.1", "coder 1.2", "coder 1.3", "reviewer 1.1");
        assertThat(world.onTrunk()).containsEntry("hello.txt", "1\ntwo\nthree\n");
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
