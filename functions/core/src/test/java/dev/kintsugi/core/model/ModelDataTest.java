package dev.kintsugi.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ModelDataTest {
    @Test
    void a_cost_is_rounded_up_to_whole_micro_dollars() {
        Prices prices = new Prices(3_000_000, 15_000_000, 300_000, 3_750_000);

        assertThat(prices.cost(Usage.reported(1_000, 100))).isEqualTo(3_000 + 1_500);
        assertThat(prices.cost(new Usage(0, 0, 1, 0, true))).isEqualTo(1);
        assertThat(prices.cost(new Usage(0, 0, 10, 4, true))).isEqualTo(3 + 15);
        assertThat(prices.cost(Usage.NONE)).isZero();
        assertThat(Prices.FREE.cost(Usage.reported(1_000_000, 1))).isZero();
    }

    @Test
    void a_cost_never_overflows_unnoticed() {
        Prices dear = new Prices(Prices.MAX_PRICE, Prices.MAX_PRICE, 0, 0);

        assertThatThrownBy(() -> dear.cost(Usage.reported(Long.MAX_VALUE, 1))).isInstanceOf(ArithmeticException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> new Prices(Prices.MAX_PRICE + 1, 0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Prices(-1, 0, 0, 0));
    }

    @Test
    void the_worst_case_reckons_every_continuation_with_the_prompt_it_needs() {
        ModelRequest request = Samples.request().withMaxTokens(1_000);
        ModelCard card =
                new ModelCard("m", new Prices(2_000_000, 10_000_000, 0, 3_000_000), OptionalInt.empty(), false, "");
        long prompt = TokenEstimate.atMost(request);
        long once = card.worstCaseMicroDollars(request.withContinuations(0));

        assertThat(once).isEqualTo(prompt * 3 + 10_000);
        assertThat(card.worstCaseMicroDollars(request.withContinuations(1)))
                .isEqualTo(once + (prompt + 1_000 + Continuation.INSTRUCTION_TOKENS) * 3 + 10_000);
    }

    @Test
    void counts_are_never_negative() {
        assertThatIllegalArgumentException().isThrownBy(() -> Usage.reported(-1, 0));
        assertThat(Usage.reported(1, 2).plus(Usage.estimated(3, 4))).isEqualTo(Usage.estimated(4, 6));
        assertThat(new Usage(1, 9, 2, 3, true).prompt()).isEqualTo(6);
    }

    @Test
    void a_turn_belongs_to_a_task_whose_id_is_one() {
        assertThatIllegalArgumentException().isThrownBy(() -> Turn.first("../etc/passwd", Role.CODER));
        assertThatIllegalArgumentException().isThrownBy(() -> Turn.first("a".repeat(33), Role.CODER));
        assertThatIllegalArgumentException().isThrownBy(() -> new Turn("a", Role.CODER, 0, 1, 1));
        assertThat(Turn.first("a".repeat(32), Role.CODER).next())
                .hasToString("a".repeat(32) + ", coder, cycle 1, turn 2");
        assertThatIllegalArgumentException().isThrownBy(() -> Role.ofWord("boss"));
    }

    @Test
    void a_request_is_a_question_within_limits() {
        ModelRequest request = Samples.request();

        assertThatIllegalArgumentException().isThrownBy(() -> request.withMaxTokens(0));
        assertThatIllegalArgumentException().isThrownBy(() -> request.withMaxTokens(ModelRequest.MAX_MAX_TOKENS + 1));
        assertThatIllegalArgumentException().isThrownBy(() -> request.withContinuations(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> request.withContinuations(4));
        assertThatIllegalArgumentException().isThrownBy(() -> request.withMessages(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request.goingOn(List.of(new Message.FromModel("done", List.of()))));
        assertThat(request.withMaxTokens(ModelRequest.MAX_MAX_TOKENS).maxTokens())
                .isEqualTo(200_000);
    }

    @Test
    void for_a_server_without_tools_calls_and_results_are_told_in_words() {
        ModelRequest request = new ModelRequest(
                Turn.first("t", Role.CODER),
                List.of(),
                List.of(
                        Message.FromUser.saying("task", "Do."),
                        new Message.FromModel("", List.of(Samples.usable("c1", "read_file", "path", "a.txt"))),
                        new Message.FromTools(List.of(new ToolResult("c1", "its content", false)))),
                Samples.toolbox(),
                100,
                0);

        ModelRequest plain = request.withoutTools();
        assertThat(plain.toolbox().isEmpty()).isTrue();
        assertThat(plain.messages()).hasSize(3).noneMatch(message -> message instanceof Message.FromTools);
        assertThat(plain.messages().get(0).wholeText()).isEqualTo("Do.No tools.\n");
        assertThat(plain.messages().get(1).wholeText()).contains("read_file").contains("a.txt");
        assertThat(plain.messages().get(2).wholeText()).contains("[done] its content");
    }

    @Test
    void calls_are_checked_against_the_tools_and_get_ids_of_their_own() {
        List<ToolCall> calls = ToolCallCheck.of(
                Samples.toolbox(),
                List.of(
                        Samples.usable("same", "read_file", "path", "a"),
                        Samples.usable("same", "read_file", "path", "b"),
                        Samples.usable("", "write_file", "path", "b"),
                        new ToolCall.Usable(
                                "not/ok",
                                "read_file",
                                JsonNodeFactory.instance
                                        .objectNode()
                                        .put("path", "a")
                                        .put("line", "7")),
                        new ToolCall.Unusable("x".repeat(65), "y", "{", "broken")));

        assertThat(calls.stream().map(ToolCall::id).distinct()).hasSize(5);
        assertThat(calls).allMatch(call -> call.id().matches("[A-Za-z0-9_-]{1,64}"));
        assertThat(calls.get(0)).isInstanceOf(ToolCall.Usable.class);
        assertThat(calls.get(1)).isInstanceOf(ToolCall.Usable.class);
        assertThat(((ToolCall.Unusable) calls.get(2)).reason())
                .contains("write_file")
                .contains("read_file");
        assertThat(((ToolCall.Unusable) calls.get(3)).reason()).isEqualTo("'line' must be of type integer, not string");
        assertThat(((ToolCall.Unusable) calls.get(4)).answer().failed()).isTrue();
        assertThat(ToolCallCheck.of(Toolbox.NONE, List.of(Samples.usable("a", "b", "c", "d")))
                        .getFirst())
                .isInstanceOf(ToolCall.Unusable.class);
    }

    @Test
    void only_a_reply_that_ended_by_itself_is_whole() {
        assertThat(StopReason.values())
                .filteredOn(StopReason::isWhole)
                .containsExactly(StopReason.END_TURN, StopReason.TOOL_USE, StopReason.STOP_SEQUENCE);
        for (StopReason reason : StopReason.values()) {
            assertThat(StopReason.ofWord(reason.word())).contains(reason);
        }
        assertThat(StopReason.ofWord("tired")).isEmpty();
    }
}
