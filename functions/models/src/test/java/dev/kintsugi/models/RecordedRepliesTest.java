package dev.kintsugi.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kintsugi.core.model.CodingModel;
import dev.kintsugi.core.model.Exchange;
import dev.kintsugi.core.model.Message;
import dev.kintsugi.core.model.ModelAnswer;
import dev.kintsugi.core.model.ModelRequest;
import dev.kintsugi.core.model.Reply;
import dev.kintsugi.core.model.Role;
import dev.kintsugi.core.model.StopReason;
import dev.kintsugi.core.model.ToolCall;
import dev.kintsugi.core.model.Turn;
import dev.kintsugi.core.model.Usage;
import dev.kintsugi.models.recorded.RecordedModel;
import dev.kintsugi.models.recorded.RecordingProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of recorded replies: how files are found, read and made. */
class RecordedRepliesTest {
    @TempDir
    private Path folder;

    private ModelAnswer ask(Turn turn) {
        return recorded().ask(at(turn, Requests.withTools()));
    }

    private CodingModel recorded() {
        return new CarefulModel(new RecordedModel(folder), Requests.FACTS, ScriptedServer.NO_WAITING);
    }

    private static ModelRequest at(Turn turn, ModelRequest request) {
        return new ModelRequest(turn, request.system(), request.messages(), request.toolbox(), request.maxTokens(), 0);
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }

    private String text(Turn turn) {
        ModelAnswer answer = ask(turn);
        assertThat(answer).as(answer.reason()).isInstanceOf(ModelAnswer.Answered.class);
        return ((ModelAnswer.Answered) answer).exchange().reply().text();
    }

    @Test
    void a_reply_is_found_by_cycle_and_turn_and_else_by_order() throws IOException {
        write("t1.coder.2.1.md", "by place");
        write("t1.coder.4.md", "by order");

        assertThat(text(new Turn("t1", Role.CODER, 2, 1, 4))).isEqualTo("by place");
        assertThat(text(new Turn("t1", Role.CODER, 3, 1, 4))).isEqualTo("by order");
        assertThat(text(new Turn("t1", Role.CODER, 3, 1, 4))).isEqualTo("by order");
    }

    @Test
    void a_reply_without_numbers_answers_all_that_nothing_else_answers() throws IOException {
        write("t1.coder.md", "always");
        write("t1.coder.2.md", "once");

        assertThat(text(Turn.first("t1", Role.CODER))).isEqualTo("always");
        assertThat(text(new Turn("t1", Role.CODER, 1, 2, 2))).isEqualTo("once");
        assertThat(text(new Turn("t1", Role.CODER, 7, 1, 30))).isEqualTo("always");
        assertThat(ask(Turn.first("t1", Role.REVIEWER))).isInstanceOf(ModelAnswer.Refused.class);
    }

    @Test
    void a_miss_names_what_was_looked_for_and_what_is_there() throws IOException {
        write("t1.coder.1.1.md", "x");
        for (int i = 0; i < 30; i++) {
            write("a%02d.coder.1.md".formatted(i), "x");
        }

        ModelAnswer answer = ask(new Turn("t1", Role.REVIEWER, 2, 3, 5));
        assertThat(answer).isInstanceOf(ModelAnswer.Refused.class);
        assertThat(answer.reason())
                .contains("t1, reviewer, cycle 2, turn 3")
                .contains("t1.reviewer.2.3.md, t1.reviewer.5.md, t1.reviewer.md")
                .contains("there is t1.coder.1.1.md, a00.coder.1.md")
                .contains("and 11 more");
    }

    @Test
    void a_file_without_a_head_is_the_reply_to_the_last_byte() throws IOException {
        String architect = "+++\nid = \"x\"\n+++\r\n\r\n# Title  \n\n\n";
        write("t1.coder.1.md", architect);
        assertThat(text(Turn.first("t1", Role.CODER))).isEqualTo(architect);

        write("t1.coder.1.md", "---\nid: x\n---\n# Title");
        assertThat(text(Turn.first("t1", Role.CODER))).isEqualTo("---\nid: x\n---\n# Title");
    }

    @Test
    void a_head_gives_usage_calls_and_the_reason_for_stopping() throws IOException {
        write("t1.coder.1.md", """
                --- reply
                input_tokens: 1000
                output_tokens: 10
                cache_read_tokens: 500
                call: read_file {"path": "a.txt"}
                call: read_file {"path": "b.txt"}
                ---
                I read two files.""");

        Exchange exchange = ((ModelAnswer.Answered) ask(Turn.first("t1", Role.CODER))).exchange();
        assertThat(exchange.reply().stopReason()).isEqualTo(StopReason.TOOL_USE);
        assertThat(exchange.reply().calls()).hasSize(2).allMatch(call -> call instanceof ToolCall.Usable);
        assertThat(exchange.reply().text()).isEqualTo("I read two files.");
        assertThat(exchange.costMicroDollars()).isEqualTo(3_000 + 150 + 150);
    }

    @Test
    void a_head_that_is_wrong_is_told_with_its_file_and_line() throws IOException {
        for (String line : List.of(
                "stopp: end_turn",
                "stop: bored",
                "input_tokens: many",
                "output_tokens: -7",
                "call:",
                "fault: bad luck")) {
            write("t1.coder.1.md", "--- reply\n\n" + line + "\n---\n");
            assertThat(ask(Turn.first("t1", Role.CODER)).reason()).contains("t1.coder.1.md: line 3: ");
        }
        write("t1.coder.1.md", "--- reply\nstop: end_turn\n");
        assertThat(ask(Turn.first("t1", Role.CODER)).reason()).contains("not closed");
    }

    @Test
    void a_recorded_fault_is_played() throws IOException {
        for (var fault : List.of(
                List.of("overloaded", ModelAnswer.Overloaded.class),
                List.of("unreachable", ModelAnswer.Unreachable.class),
                List.of("lost", ModelAnswer.Lost.class),
                List.of("garbled", ModelAnswer.Unusable.class),
                List.of("too_large", ModelAnswer.PromptTooLarge.class),
                List.of("refused", ModelAnswer.Refused.class))) {
            write("t1.coder.1.md", "--- reply\r\nfault: " + fault.getFirst() + "\r\n---\r\n");
            assertThat(ask(Turn.first("t1", Role.CODER))).isInstanceOf((Class<?>) fault.getLast());
        }
    }

    @Test
    void a_link_out_of_the_folder_is_not_followed() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "password");
        Files.createSymbolicLink(folder.resolve("t1.coder.1.md"), secret);

        assertThat(ask(Turn.first("t1", Role.CODER))).isInstanceOf(ModelAnswer.Refused.class);
    }

    @Test
    void what_a_model_said_is_recorded_and_says_the_same_when_it_is_played() {
        Reply said = new Reply(
                "--- reply\nthis text is tricky\r\n---\n",
                List.of(
                        new ToolCall.Usable(
                                "call_1",
                                "read_file",
                                JsonNodeFactory.instance.objectNode().put("path", "a\nb")),
                        new ToolCall.Usable(
                                "call_2",
                                "read_file",
                                JsonNodeFactory.instance.objectNode().put("path", "✓"))),
                StopReason.TOOL_USE,
                new Usage(5, 6, 7, 8, true));
        Turn turn = new Turn("t1", Role.CODER, 3, 2, 9);
        ModelRequest request = at(turn, Requests.withTools());

        ModelAnswer live = recording(folder.resolve("new/replies"), said).ask(request);
        assertThat(live).isInstanceOf(ModelAnswer.Answered.class);
        assertThat(folder.resolve("new/replies")).isDirectoryContaining("glob:**/t1.coder.3.2.md");

        Reply played = ((ModelAnswer.Answered) new CarefulModel(
                                new RecordedModel(folder.resolve("new/replies")),
                                Requests.FACTS,
                                ScriptedServer.NO_WAITING)
                        .ask(request))
                .exchange()
                .reply();
        assertThat(played.text()).isEqualTo(said.text());
        assertThat(played.calls()).isEqualTo(said.calls());
        assertThat(played.stopReason()).isEqualTo(said.stopReason());
        assertThat(played.usage()).isEqualTo(new Usage(5, 6, 7, 8, false));
    }

    @Test
    void the_pieces_of_a_cut_reply_are_recorded_one_by_one_and_joined_again() throws IOException {
        Reply cut = new Reply("one\ntwo is cu", List.of(), StopReason.MAX_TOKENS, Usage.reported(100, 1));
        Reply rest = new Reply("two is cut no more\n", List.of(), StopReason.END_TURN, Usage.reported(100, 1));

        ModelAnswer live = recording(folder, cut, rest).ask(Requests.plain());

        assertThat(text(live)).isEqualTo("one\ntwo is cut no more\n");
        assertThat(folder).isDirectoryContaining("glob:**+1.md");
        assertThat(text(recorded().ask(Requests.plain()))).isEqualTo(text(live));
    }

    @Test
    void the_same_question_is_answered_from_its_recording_and_another_is_refused_unpaid() {
        Reply first = new Reply("first", List.of(), StopReason.END_TURN, Usage.reported(100, 1));
        Reply second = new Reply("second", List.of(), StopReason.END_TURN, Usage.reported(100, 1));
        CodingModel model = recording(folder, first, second);
        ModelRequest request = Requests.plain();

        assertThat(text(model.ask(request))).isEqualTo("first");
        assertThat(text(model.ask(request))).isEqualTo("first");
        ModelAnswer another =
                model.ask(request.withMessages(List.of(Message.FromUser.saying("other", "Another question.\n"))));

        assertThat(another).isInstanceOf(ModelAnswer.Refused.class);
        assertThat(another.reason()).contains("holds the reply to another question");
        assertThat(another.spentMicroDollars()).isZero();
        assertThat(text(recorded().ask(request))).isEqualTo("first");
    }

    @Test
    void what_was_no_answer_is_not_recorded() {
        assertThat(recording(folder).ask(Requests.plain())).isInstanceOf(ModelAnswer.Lost.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void what_could_not_be_recorded_is_not_asked() throws IOException {
        CodingModel model = recording(
                folder.resolve("gone"), new Reply("x", List.of(), StopReason.END_TURN, Usage.reported(100, 1)));
        Files.delete(folder.resolve("gone"));

        ModelAnswer answer = model.ask(Requests.plain());

        assertThat(answer).isInstanceOf(ModelAnswer.Refused.class);
        assertThat(answer.reason()).contains("--record", "cannot be written", "nothing was asked");
        assertThat(answer.spentMicroDollars()).isZero();
    }

    @Test
    void a_paid_reply_is_used_although_the_disk_is_full_and_the_next_question_is_refused() throws IOException {
        Path full = folder.resolve("full");
        Provider real = new ScriptedProvider(new Reply("x", List.of(), StopReason.END_TURN, Usage.reported(100, 1))) {
            @Override
            public ProviderReply send(ModelRequest request, int part) {
                try (Stream<Path> reserved = Files.list(full)) {
                    for (Path file : reserved.toList()) {
                        Files.delete(file);
                    }
                    Files.delete(full);
                } catch (IOException stays) {
                    throw new UncheckedIOException(stays);
                }
                return super.send(request, part);
            }
        };
        CodingModel model =
                new CarefulModel(new RecordingProvider(real, full), Requests.FACTS, ScriptedServer.NO_WAITING);

        assertThat(text(model.ask(Requests.plain()))).isEqualTo("x");
        ModelAnswer next = model.ask(Requests.secondTurn());

        assertThat(next).isInstanceOf(ModelAnswer.Refused.class);
        assertThat(next.reason()).contains("cannot be written", "the recording has a gap");
    }

    @Test
    void a_folder_that_is_none_is_refused_when_it_is_opened() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordedModel(folder.resolve("nowhere")))
                .withMessageContaining("nowhere");
    }

    private static String text(ModelAnswer answer) {
        assertThat(answer).isInstanceOf(ModelAnswer.Answered.class);
        return ((ModelAnswer.Answered) answer).exchange().reply().text();
    }

    /** Records a model that says these one after the other, and then is lost. */
    private static CodingModel recording(Path into, Reply... replies) {
        return new CarefulModel(
                new RecordingProvider(new ScriptedProvider(replies), into), Requests.FACTS, ScriptedServer.NO_WAITING);
    }

    @Test
    void a_conversation_is_answered_by_its_turn_alone() throws IOException {
        write("add-login.coder.1.2.md", "second");
        ModelRequest second = Requests.withTools()
                .goingOn(List.of(
                        new Message.FromModel("first", List.of()), Message.FromUser.saying("note", "Go on.\n")));

        assertThat(((ModelAnswer.Answered) recorded().ask(second))
                        .exchange()
                        .reply()
                        .text())
                .isEqualTo("second");
    }

    /** Says its replies one after the other, and then is lost. */
    private static class ScriptedProvider implements Provider {
        private final Deque<Reply> left;

        ScriptedProvider(Reply... replies) {
            left = new ArrayDeque<>(List.of(replies));
        }

        @Override
        public String name() {
            return "m";
        }

        @Override
        public String windowAdvice() {
            return "";
        }

        @Override
        public ProviderReply send(ModelRequest request, int part) {
            return left.isEmpty()
                    ? new ProviderReply.Lost("gone")
                    : new ProviderReply.Replied(left.removeFirst(), true);
        }
    }
}
