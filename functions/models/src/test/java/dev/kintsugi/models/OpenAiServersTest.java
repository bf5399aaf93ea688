package dev.kintsugi.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kintsugi.core.model.Exchange;
import dev.kintsugi.core.model.ModelAnswer;
import dev.kintsugi.core.model.ModelRequest;
import dev.kintsugi.core.model.StopReason;
import dev.kintsugi.core.model.ToolCall;
import dev.kintsugi.models.openai.Endpoint;
import dev.kintsugi.models.openai.OpenAiModel;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers that call themselves compatible do each in their own way. */
class OpenAiServersTest {
    private static final String OK = """
            {"choices": [{"finish_reason": "stop", "message": {"content": "fine"}}],
             "usage": {"prompt_tokens": 40, "completion_tokens": 3}}""";

    private static ModelAnswer ask(Function<ScriptedHttp.Request, ScriptedHttp.Act> server, ModelRequest request) {
        try (ScriptedHttp http = new ScriptedHttp(server)) {
            return OpenAiModelTest.open(http, ScriptedServer.LONG).ask(request);
        }
    }

    private static ModelAnswer answer(int status, String body) {
        return ask(request -> chat(request, status, body), Requests.withTools());
    }

    private static ScriptedHttp.Act chat(ScriptedHttp.Request request, int status, String body) {
        return request.path().endsWith("/chat/completions")
                ? ScriptedHttp.Act.Answer.json(status, body)
                : ScriptedHttp.Act.Answer.json(404, "{}");
    }

    private static Exchange exchange(ModelAnswer answer) {
        assertThat(answer).as(answer.reason()).isInstanceOf(ModelAnswer.Answered.class);
        return ((ModelAnswer.Answered) answer).exchange();
    }

    @Test
    void content_may_be_null_beside_calls_and_arguments_may_be_an_object() {
        Exchange exchange = exchange(answer(200, """
                {"choices": [{"finish_reason": "stop", "message": {"content": null, "tool_calls": [
                  {"function": {"name": "read_file", "arguments": {"path": "a.txt"}}}]}}],
                 "usage": {"prompt_tokens": 40, "completion_tokens": 9}}"""));

        assertThat(exchange.reply().text()).isEmpty();
        assertThat(exchange.reply().stopReason()).isEqualTo(StopReason.TOOL_USE);
        assertThat(exchange.reply().calls().getFirst()).isInstanceOf(ToolCall.Usable.class);
        assertThat(exchange.reply().calls().getFirst().id()).isEqualTo("call_1");
    }

    @Test
    void what_a_model_only_thought_is_not_in_its_reply() {
        assertThat(exchange(answer(200, """
                        {"choices": [{"finish_reason": "stop", "message": {"reasoning_content": "FILE: evil",
                          "content": "<think>\\nFILE: considered\\n</think>\\n\\nthe answer"}}]}""")).reply().text()).isEqualTo("the answer");
        assertThat(answer(200, """
                {"choices": [{"finish_reason": "length", "message": {"content": "<think>\\nFILE: considered"}}]}""")).isInstanceOf(ModelAnswer.CutShort.class);
    }

    @Test
    void content_may_come_in_parts() {
        assertThat(exchange(answer(200, """
                        {"choices": [{"finish_reason": "stop", "message": {"content": [
                          {"type": "text", "text": "one "}, {"type": "text", "text": "two"}]}}]}""")).reply().text()).isEqualTo("one two");
    }

    @Test
    void cached_prompt_tokens_are_counted_once() {
        assertThat(exchange(answer(200, """
                        {"choices": [{"finish_reason": "stop", "message": {"content": "fine"}}],
                         "usage": {"prompt_tokens": 40, "completion_tokens": 3,
                           "prompt_tokens_details": {"cached_tokens": 30}}}""")).reply().usage()).satisfies(usage -> {
            assertThat(usage.input()).isEqualTo(10);
            assertThat(usage.cacheRead()).isEqualTo(30);
            assertThat(usage.prompt()).isEqualTo(40);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choices\": []}",
                "{\"choices\": [{\"message\": {\"content\": \"no reason given\"}}]}",
                "{\"choices\": [{\"finish_reason\": null, \"message\": {\"content\": \"still going\"}}]}",
                "{\"choices\": [{\"finish_reason\": \"error\", \"message\": {\"content\": \"oops\"}}]}",
                "{\"choices\": \"none\"}",
                "[]",
                "null",
                "\"fine\"",
                "",
                "{\"choices\": [{\"finish_reason\": \"stop\"",
                "data: {\"choices\": []}",
            })
    void these_are_no_replies(String body) {
        assertThat(answer(200, body)).isInstanceOf(ModelAnswer.Unusable.class);
    }

    @Test
    void a_reply_of_ten_thousand_levels_is_no_reply() {
        assertThat(answer(200, "{\"choices\":" + "[".repeat(10_000))).isInstanceOf(ModelAnswer.Unusable.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | registry.ollama.ai/library/gemma does not support tools",
                "400 | \"auto\" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set",
                "500 | tools param requires --jinja flag",
                "500 | Unsupported param: tools",
                "404 | No endpoints found that support tool use",
            })
    void a_server_without_tools_is_recognised_by_its_words(int status, String message) {
        Exchange exchange = exchange(ask(
                request -> request.body().contains("\"tools\"")
                        ? chat(
                                request,
                                status,
                                "{\"error\": {\"message\": \"%s\"}}".formatted(message.replace("\"", "'")))
                        : chat(request, 200, OK),
                Requests.withTools()));

        assertThat(exchange.withTools()).isFalse();
        assertThat(exchange.reply().text()).isEqualTo("fine");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | This model's maximum context length is 4096 tokens. However, you requested 9000 tokens",
                "500 | the request exceeds the available context size (4096 tokens), try increasing it",
                "400 | input length exceeds maximum context length",
                "413 | Payload Too Large",
                "400 | prompt is too long: 210000 tokens > 200000 maximum",
            })
    void a_prompt_that_is_too_large_is_recognised_by_its_words(int status, String message) {
        assertThat(ask(
                        request -> chat(request, status, "{\"error\": {\"message\": \"%s\"}}".formatted(message)),
                        Requests.large()))
                .isInstanceOf(ModelAnswer.PromptTooLarge.class);
    }

    @ParameterizedTest
    @CsvSource({
        "401, Refused",
        "403, Refused",
        "404, Refused",
        "422, Refused",
        "302, Refused",
        "429, Overloaded",
        "500, Overloaded",
        "503, Overloaded",
        "529, Overloaded",
        "502, Lost",
        "504, Lost"
    })
    void every_status_has_its_meaning(int status, String expected) {
        assertThat(answer(status, "{\"error\": {\"message\": \"whatever\"}}")
                        .getClass()
                        .getSimpleName())
                .isEqualTo(expected);
    }

    @Test
    void an_account_without_money_is_not_waited_for() {
        assertThat(
                        answer(
                                429,
                                "{\"error\": {\"message\": \"You exceeded your current quota\", \"code\": \"insufficient_quota\"}}"))
                .isInstanceOf(ModelAnswer.Refused.class);
    }

    @Test
    void newer_models_that_call_the_limit_otherwise_are_asked_again() {
        assertThat(exchange(ask(
                                request -> request.body().contains("\"max_tokens\"")
                                        ? chat(
                                                request,
                                                400,
                                                "{\"error\": {\"message\": \"Unsupported parameter: 'max_tokens' is"
                                                        + " not supported with this model. Use 'max_completion_tokens' instead.\"}}")
                                        : chat(request, 200, OK),
                                Requests.plain()))
                        .reply()
                        .text())
                .isEqualTo("fine");
    }

    @Test
    void a_key_that_a_server_echoes_is_taken_out_of_the_message() {
        ModelAnswer answer = answer(401, "{\"error\": {\"message\": \"Incorrect API key: sk-very-secret\"}}");

        assertThat(answer.reason()).contains("Incorrect API key").doesNotContain("sk-very-secret");
    }

    @Test
    void nobody_listening_is_told_without_waiting_long() {
        ScriptedHttp gone = new ScriptedHttp(request -> new ScriptedHttp.Act.Close());
        gone.close();

        ModelAnswer answer = OpenAiModelTest.open(gone, ScriptedServer.LONG).ask(Requests.plain());
        assertThat(answer).isInstanceOf(ModelAnswer.Unreachable.class);
        assertThat(answer.reason()).contains("127.0.0.1");
    }

    @Test
    void vllm_tells_its_window_and_a_larger_prompt_is_never_sent() {
        assertWindow("/v1/models", "{\"data\": [{\"id\": \"m\", \"max_model_len\": 8192}]}", 8192);
    }

    @Test
    void llama_cpp_tells_its_window() {
        assertWindow("/props", "{\"default_generation_settings\": {\"n_ctx\": 8192}}", 8192);
    }

    @Test
    void ollama_tells_the_window_of_a_models_file() {
        assertWindow("/api/show", "{\"parameters\": \"stop \\\"x\\\"\\nnum_ctx                        8192\"}", 8192);
    }

    private static void assertWindow(String path, String body, int expected) {
        try (ScriptedHttp http = new ScriptedHttp(request -> request.path().equals(path)
                ? ScriptedHttp.Act.Answer.json(200, body)
                : ScriptedHttp.Act.Answer.json(404, "not found"))) {
            CarefulModel model = OpenAiModelTest.open(http, ScriptedServer.LONG);

            assertThat(model.card().contextTokens()).hasValue(expected);
            assertThat(model.ask(Requests.large())).isInstanceOf(ModelAnswer.PromptTooLarge.class);
            assertThat(http.requests()).noneMatch(request -> request.path().contains("chat"));
        }
    }

    @Test
    void ollama_tells_the_window_of_a_loaded_model_once_it_is_loaded() {
        try (ScriptedHttp http = new ScriptedHttp(request -> switch (request.path()) {
            case "/v1/chat/completions" -> ScriptedHttp.Act.Answer.json(200, OK);
            case "/api/show" -> ScriptedHttp.Act.Answer.json(200, "{\"parameters\": \"stop x\"}");
            case "/api/ps" ->
                ScriptedHttp.Act.Answer.json(200, "{\"models\": [{\"name\": \"m:latest\", \"context_length\": 4096}]}");
            default -> ScriptedHttp.Act.Answer.json(404, "{}");
        })) {
            assertThat(OpenAiModelTest.open(http, ScriptedServer.LONG).card().contextTokens())
                    .hasValue(4096);
        }
    }

    @Test
    void a_window_learned_from_a_refusal_makes_the_prompt_fit() {
        String tooLarge = "{\"error\": {\"message\": \"maximum context length is 8192 tokens\"}}";
        ModelAnswer answer = ask(
                request -> request.body().contains("\"max_tokens\":100000")
                        ? chat(request, 400, tooLarge)
                        : chat(request, 200, OK),
                Requests.plain());

        assertThat(exchange(answer).reply().text()).isEqualTo("fine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://h:1234",
                "http://h:1234/",
                "http://h:1234/v1",
                "http://h:1234/v1/",
                "http://h:1234/v1/chat/completions",
                "HTTP://h:1234/v1//",
                " http://h:1234/v1 "
            })
    void an_address_may_be_written_in_many_ways(String written) {
        assertThat(Endpoint.parse(written)).hasToString("http://h:1234/v1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"h:1234", "ftp://h/v1", "http://", "http://user:pw@h/v1", "http://h/v1?key=1", "http://a b/", ""
            })
    void an_address_that_is_none_is_refused_without_telling_secrets(String written) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoint.parse(written))
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("pw@"));
    }

    @Test
    void a_server_on_this_machine_is_known_by_its_address() {
        for (String here : new String[] {"http://localhost:1", "http://127.0.0.1:1", "http://[::1]:1"}) {
            assertThat(new OpenAiModel(Endpoint.parse(here), "m", null, ScriptedServer.LONG).onThisMachine())
                    .as(here)
                    .isTrue();
        }
        assertThat(new OpenAiModel(Endpoint.parse("http://10.0.0.7:1"), "m", null, ScriptedServer.LONG).onThisMachine())
                .isFalse();
    }
}
