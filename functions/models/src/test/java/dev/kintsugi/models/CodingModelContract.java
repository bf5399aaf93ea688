package dev.kintsugi.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.kintsugi.core.model.Exchange;
import dev.kintsugi.core.model.ModelAnswer;
import dev.kintsugi.core.model.ModelJson;
import dev.kintsugi.core.model.ModelJsonReader;
import dev.kintsugi.core.model.ModelRequest;
import dev.kintsugi.core.model.StopReason;
import dev.kintsugi.core.model.ToolCall;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What every model keeps to, whatever is behind it. An adapter's test says how its world is scripted; cases that its
 * world cannot play (a folder does not stall) are not made for it.
 */
abstract class CodingModelContract {
    /** One case: what the world does, what is asked, what must come of it. */
    private record Case(
            String sentence, List<Says> script, ModelRequest request, BiConsumer<ScriptedModel, ModelAnswer> then) {}

    abstract ScriptedModel scripted(Timeouts timeouts) throws Exception;

    @TestFactory
    Stream<DynamicTest> contract() throws Exception {
        try (ScriptedModel probe = scripted(ScriptedServer.LONG)) {
            return cases().stream()
                    .filter(one -> one.script().stream().allMatch(probe::plays))
                    .map(one -> dynamicTest(one.sentence(), () -> play(one)))
                    .toList()
                    .stream();
        }
    }

    private void play(Case one) throws Exception {
        boolean stalls = one.script().stream()
                .anyMatch(says -> says == Says.Trouble.STALLS || says == Says.Trouble.STALLS_HALFWAY);
        if (stalls) {
            warmUp();
        }
        try (ScriptedModel scripted = scripted(stalls ? ScriptedServer.SHORT : ScriptedServer.LONG)) {
            scripted.script(one.script());
            one.then().accept(scripted, scripted.model().ask(one.request()));
        }
    }

    /** The first call of a process loads classes for longer than a short timeout allows. */
    private void warmUp() throws Exception {
        try (ScriptedModel scripted = scripted(ScriptedServer.LONG)) {
            scripted.script(List.of(Says.Reply.text("warm")));
            answered(scripted.model().ask(Requests.plain()));
        }
    }

    private static List<Case> cases() {
        return Stream.of(replies(), cutReplies(), lyingCounts(), troubles())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Case> replies() {
        return List.of(
                new Case(
                        "a_reply_is_an_exchange_with_its_cost_that_survives_being_stored",
                        List.of(Says.Reply.text("hello\nworld ✓\n")),
                        Requests.plain(),
                        (world, answer) -> {
                            Exchange exchange = answered(answer);
                            assertThat(exchange.reply().text()).isEqualTo("hello\nworld ✓\n");
                            assertThat(exchange.reply().stopReason()).isEqualTo(StopReason.END_TURN);
                            assertThat(exchange.requestHash()).isEqualTo(ModelJson.hash(Requests.plain()));
                            assertThat(exchange.costMicroDollars())
                                    .isEqualTo(Requests.FACTS
                                            .prices()
                                            .cost(exchange.reply().usage()))
                                    .isPositive()
                                    .isLessThanOrEqualTo(world.model().card().worstCaseMicroDollars(Requests.plain()));
                            assertThat(exchange.calls()).isEqualTo(1);
                            assertThat(ModelJsonReader.exchange(ModelJson.of(exchange)))
                                    .isEqualTo(exchange);
                        }),
                new Case(
                        "a_tool_call_comes_back_with_its_input",
                        List.of(Says.Reply.calling("read_file", "{\"path\": \"a.txt\"}")),
                        Requests.withTools(),
                        (world, answer) -> {
                            Exchange exchange = answered(answer);
                            assertThat(exchange.reply().calls()).singleElement().satisfies(call -> {
                                assertThat(call).isInstanceOf(ToolCall.Usable.class);
                                assertThat(((ToolCall.Usable) call)
                                                .input()
                                                .path("path")
                                                .asText())
                                        .isEqualTo("a.txt");
                            });
                        }),
                new Case(
                        "a_call_of_an_unknown_tool_is_kept_as_unusable_and_names_the_tools_there_are",
                        List.of(Says.Reply.calling("launch_missiles", "{}")),
                        Requests.withTools(),
                        (world, answer) -> assertThat(unusable(answer).reason())
                                .contains("launch_missiles")
                                .contains("read_file")),
                new Case(
                        "a_call_with_broken_arguments_is_kept_as_unusable",
                        List.of(Says.Reply.calling("read_file", "{\"path\": \"a.t")),
                        Requests.withTools(),
                        (world, answer) -> assertThat(unusable(answer).text()).contains("a.t")),
                new Case(
                        "a_call_that_lacks_a_required_field_is_unusable_and_names_it",
                        List.of(Says.Reply.calling("read_file", "{\"file\": \"a.txt\"}")),
                        Requests.withTools(),
                        (world, answer) -> assertThat(unusable(answer).reason()).contains("'path'")),
                new Case(
                        "a_conversation_with_tools_goes_on",
                        List.of(Says.Reply.text("done")),
                        Requests.conversation(),
                        (world, answer) -> {
                            assertThat(answered(answer).reply().text()).isEqualTo("done");
                            assertThat(world.sent()).contains("content of a.txt");
                        }),
                new Case(
                        "an_empty_reply_is_unusable",
                        List.of(Says.Reply.text("")),
                        Requests.plain(),
                        (world, answer) -> assertThat(answer).isInstanceOf(ModelAnswer.Unusable.class)),
                new Case(
                        "a_reply_that_a_filter_held_back_is_no_reply",
                        List.of(Says.Reply.text("I was going to say").stopping("content_filtered")),
                        Requests.plain(),
                        (world, answer) -> assertThat(answer).isInstanceOf(ModelAnswer.Withheld.class)),
                new Case(
                        "five_megabytes_of_text_are_read_and_more_are_not",
                        List.of(Says.Reply.text("x".repeat(5_000_000)), Says.Reply.text("x".repeat(5_000_001))),
                        Requests.plain(),
                        (world, answer) -> {
                            assertThat(answered(answer).reply().text()).hasSize(5_000_000);
                            assertThat(world.model().ask(Requests.secondTurn()))
                                    .isInstanceOf(ModelAnswer.Unusable.class);
                        }));
    }

    private static List<Case> cutReplies() {
        return List.of(
                new Case(
                        "a_cut_reply_is_continued_and_joined_without_a_seam",
                        List.of(Says.Reply.cut("line one\nline tw"), Says.Reply.text("line two\nline three\n")),
                        Requests.plain(),
                        (world, answer) -> {
                            Exchange exchange = answered(answer);
                            assertThat(exchange.reply().text()).isEqualTo("line one\nline two\nline three\n");
                            assertThat(exchange.calls()).isEqualTo(2);
                        }),
                new Case(
                        "a_reply_that_stays_cut_is_never_an_answer",
                        List.of(
                                Says.Reply.cut("a\n"),
                                Says.Reply.cut("b\n"),
                                Says.Reply.cut("c\n"),
                                Says.Reply.cut("d\n")),
                        Requests.plain(),
                        (world, answer) -> {
                            assertThat(answer).isInstanceOf(ModelAnswer.CutShort.class);
                            assertThat(((ModelAnswer.CutShort) answer)
                                            .exchange()
                                            .calls())
                                    .isEqualTo(1 + ModelRequest.MAX_CONTINUATIONS);
                            assertThat(answer.spentMicroDollars())
                                    .isLessThanOrEqualTo(world.model().card().worstCaseMicroDollars(Requests.plain()));
                        }),
                new Case(
                        "a_cut_reply_whose_rest_cannot_be_had_is_cut_short_and_counted",
                        List.of(Says.Reply.cut("line one\nline tw"), Says.Trouble.CLOSES),
                        Requests.plain(),
                        (world, answer) -> {
                            assertThat(answer).isInstanceOf(ModelAnswer.CutShort.class);
                            assertThat(answer.spentMicroDollars())
                                    .isGreaterThan(world.model()
                                            .card()
                                            .worstCaseMicroDollars(
                                                    Requests.plain().withContinuations(0)));
                        }),
                new Case(
                        "a_tool_call_that_was_cut_is_asked_for_again_in_smaller_steps",
                        List.of(
                                Says.Reply.calling("read_file", "{\"path\": \"a")
                                        .stopping("max_tokens"),
                                Says.Reply.calling("read_file", "{\"path\": \"a.txt\"}")),
                        Requests.withTools(),
                        (world, answer) -> {
                            assertThat(answered(answer).reply().calls())
                                    .singleElement()
                                    .isInstanceOf(ToolCall.Usable.class);
                            assertThat(world.sent()).contains("smaller steps");
                        }));
    }

    private static List<Case> lyingCounts() {
        return List.of(
                new Case(
                        "usage_that_is_missing_is_estimated_on_the_high_side",
                        List.of(Says.Reply.text("hello").counting(Says.Counts.MISSING)),
                        Requests.plain(),
                        (world, answer) -> assertEstimated(world, answer)),
                new Case(
                        "usage_that_is_negative_is_estimated_on_the_high_side",
                        List.of(Says.Reply.text("hello").counting(Says.Counts.NEGATIVE)),
                        Requests.plain(),
                        (world, answer) -> assertEstimated(world, answer)),
                new Case(
                        "a_prompt_that_the_server_cut_silently_is_an_error_that_says_how_to_raise_the_window",
                        List.of(Says.Reply.text("sure").counting(Says.Counts.CUT)),
                        Requests.large(),
                        (world, answer) -> {
                            assertThat(answer).isInstanceOf(ModelAnswer.PromptCut.class);
                            assertThat(answer.reason()).contains("4,096").contains("context_tokens");
                            assertThat(answer.spentMicroDollars()).isPositive();
                        }));
    }

    private static void assertEstimated(ScriptedModel world, ModelAnswer answer) {
        Exchange exchange = answered(answer);
        assertThat(exchange.reply().usage().reported()).isFalse();
        assertThat(exchange.costMicroDollars())
                .isPositive()
                .isLessThanOrEqualTo(world.model().card().worstCaseMicroDollars(Requests.plain()));
    }

    private static List<Case> troubles() {
        return List.of(
                new Case(
                        "overload_is_waited_out",
                        List.of(Says.Trouble.BUSY, Says.Trouble.BUSY, Says.Reply.text("now")),
                        Requests.plain(),
                        (world, answer) -> {
                            assertThat(answered(answer).reply().text()).isEqualTo("now");
                            assertThat(world.calls()).isEqualTo(3);
                        }),
                new Case(
                        "overload_without_end_ends_after_the_last_attempt",
                        List.of(Says.Trouble.BUSY),
                        Requests.plain(),
                        (world, answer) -> {
                            assertThat(answer).isInstanceOf(ModelAnswer.Overloaded.class);
                            assertThat(world.calls()).isEqualTo(Patience.USUAL.attempts());
                            assertThat(answer.spentMicroDollars()).isZero();
                        }),
                lost("a_server_that_stalls_is_left_and_the_call_counts_as_spent", Says.Trouble.STALLS),
                lost("a_reply_that_stops_halfway_is_lost", Says.Trouble.STALLS_HALFWAY),
                lost("a_server_that_closes_is_asked_once_only", Says.Trouble.CLOSES),
                notUsed("half_a_json_is_never_a_reply", Says.Trouble.HALF_A_JSON),
                notUsed("a_page_of_html_is_never_a_reply", Says.Trouble.WRONG_CONTENT_TYPE),
                notUsed("an_error_in_a_success_is_never_a_reply", Says.Trouble.ERROR_IN_SUCCESS),
                notUsed("a_reply_without_end_is_never_a_reply", Says.Trouble.FLOODS),
                notUsed("a_reply_in_another_encoding_is_never_a_reply", Says.Trouble.NOT_UTF8),
                new Case(
                        "a_prompt_that_the_server_refuses_for_its_size_comes_back_with_the_sizes_of_its_parts",
                        List.of(Says.Trouble.TOO_LARGE),
                        Requests.plain(),
                        (world, answer) -> {
                            assertThat(answer).isInstanceOf(ModelAnswer.PromptTooLarge.class);
                            assertThat(answer.reason()).contains("the task").contains("in all");
                        }),
                new Case(
                        "a_model_that_is_not_there_is_refused_at_once",
                        List.of(Says.Trouble.UNKNOWN_MODEL),
                        Requests.plain(),
                        (world, answer) -> {
                            assertThat(answer).isInstanceOf(ModelAnswer.Refused.class);
                            assertThat(answer.spentMicroDollars()).isZero();
                        }),
                new Case(
                        "a_server_without_tools_is_asked_again_in_words",
                        List.of(Says.Trouble.REFUSES_TOOLS, Says.Reply.text("FILE: a.txt")),
                        Requests.withTools(),
                        (world, answer) -> {
                            assertThat(answered(answer).withTools()).isFalse();
                            assertThat(world.calls()).isEqualTo(2);
                            assertThat(world.sent()).contains("answer in plain text");
                        }));
    }

    private static Case lost(String sentence, Says.Trouble trouble) {
        return new Case(sentence, List.of(trouble), Requests.plain(), (world, answer) -> {
            assertThat(answer).isInstanceOf(ModelAnswer.Lost.class);
            assertThat(world.calls()).isEqualTo(1);
            assertThat(answer.spentMicroDollars()).isPositive();
        });
    }

    private static Case notUsed(String sentence, Says.Trouble trouble) {
        return new Case(sentence, List.of(trouble), Requests.plain(), (world, answer) -> {
            assertThat(answer).isInstanceOfAny(ModelAnswer.Lost.class, ModelAnswer.Unusable.class);
            assertThat(answer.reason()).isNotBlank();
            assertThat(answer.spentMicroDollars()).isPositive();
        });
    }

    private static Exchange answered(ModelAnswer answer) {
        assertThat(answer).as(answer.reason()).isInstanceOf(ModelAnswer.Answered.class);
        return ((ModelAnswer.Answered) answer).exchange();
    }

    private static ToolCall.Unusable unusable(ModelAnswer answer) {
        ToolCall call = answered(answer).reply().calls().getFirst();
        assertThat(call).isInstanceOf(ToolCall.Unusable.class);
        return (ToolCall.Unusable) call;
    }
}
