package dev.kintsugi.core.execute;

import static dev.kintsugi.core.execute.Greeting.edit;
import static dev.kintsugi.core.execute.Greeting.ended;
import static dev.kintsugi.core.execute.Greeting.reply;
import static dev.kintsugi.core.execute.Greeting.world;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.core.job.End;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Step;
import dev.kintsugi.core.model.ModelAnswer;
import dev.kintsugi.core.model.ModelGivenUp;
import dev.kintsugi.core.model.ModelRequest;
import dev.kintsugi.core.model.ModelUnavailable;
import dev.kintsugi.core.model.PromptSize;
import dev.kintsugi.core.model.Reply;
import dev.kintsugi.core.model.Role;
import dev.kintsugi.core.model.StopReason;
import dev.kintsugi.core.model.Usage;
import dev.kintsugi.core.round.ScriptedModel;
import dev.kintsugi.core.round.World;
import dev.kintsugi.core.session.Away;
import dev.kintsugi.core.session.LostCalls;
import dev.kintsugi.core.session.SessionTurn;
import dev.kintsugi.core.session.Sessions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that are none, calls that are lost, servers that are away, and money that ends. */
class CoderAnswersTest {
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
}
