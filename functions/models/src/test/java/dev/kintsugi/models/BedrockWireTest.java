package dev.kintsugi.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kintsugi.core.model.Exchange;
import dev.kintsugi.core.model.ModelAnswer;
import dev.kintsugi.core.model.ModelRequest;
import dev.kintsugi.core.model.Usage;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes to Bedrock, and what its faults mean. */
class BedrockWireTest {
    private static final String OK = """
            {"output": {"message": {"role": "assistant", "content": [{"text": "fine"}]}}, "stopReason": "end_turn",
             "usage": {"inputTokens": 40, "outputTokens": 3, "totalTokens": 60,
               "cacheReadInputTokens": 10, "cacheWriteInputTokens": 7}}""";

    /** The answer, and the last request that led to it. */
    private record Talk(ModelAnswer answer, JsonNode sent) {}

    private static Talk ask(String modelId, ModelRequest request, Function<String, ScriptedHttp.Act> server)
            throws Exception {
        try (ScriptedHttp http = new ScriptedHttp(asked -> server.apply(asked.body()))) {
            ModelAnswer answer =
                    BedrockModelTest.open(http, modelId, ScriptedServer.LONG).ask(request);
            return new Talk(
                    answer, new JsonMapper().readTree(http.requests().getLast().body()));
        }
    }

    private static ScriptedHttp.Act ok() {
        return ScriptedHttp.Act.Answer.json(200, OK);
    }

    private static ScriptedHttp.Act fault(int status, String type, String message) {
        return ScriptedHttp.Act.Answer.json(status, "{\"message\": \"%s\"}".formatted(message))
                .with("x-amzn-ErrorType: " + type);
    }

    @Test
    void max_tokens_is_always_set_and_the_usage_holds_the_caches() throws Exception {
        Talk talk = ask(BedrockModelTest.MODEL, Requests.plain(), body -> ok());

        assertThat(talk.sent().path("inferenceConfig").path("maxTokens").asInt())
                .isEqualTo(100_000);
        Exchange exchange = ((ModelAnswer.Answered) talk.answer()).exchange();
        assertThat(exchange.reply().usage()).isEqualTo(new Usage(40, 3, 10, 7, true));
        assertThat(exchange.costMicroDollars()).isEqualTo(Math.ceilDiv(40 * 30 + 3 * 150 + 10 * 3, 10) + 27);
    }

    @Test
    void cache_points_stand_after_tools_stable_system_and_the_end_of_a_conversation() throws Exception {
        JsonNode sent = ask(BedrockModelTest.MODEL, Requests.conversation(), body -> ok())
                .sent();

        assertThat(last(sent.path("system")).has("cachePoint")).isTrue();
        assertThat(last(sent.path("toolConfig").path("tools")).has("cachePoint"))
                .isTrue();
        assertThat(last(last(sent.path("messages")).path("content")).has("cachePoint"))
                .isTrue();
        assertThat(sent.toString().split("cachePoint", -1).length - 1).isLessThanOrEqualTo(4);
    }

    @Test
    void roles_alternate_and_no_block_is_blank() throws Exception {
        JsonNode messages = ask(BedrockModelTest.MODEL, Requests.conversation(), body -> ok())
                .sent()
                .path("messages");

        assertThat(messages)
                .extracting(message -> message.path("role").asText())
                .containsExactly("user", "assistant", "user");
        assertThat(messages.findValuesAsText("text")).noneMatch(String::isBlank);
        assertThat(messages.findValuesAsText("status")).containsExactly("success", "error");
        assertThat(messages.path(1).findValuesAsText("toolUseId")).containsExactly("call_1", "call_2");
    }

    @Test
    void a_model_without_prompt_caching_is_sent_no_cache_points_or_asked_again_without() throws Exception {
        assertThat(ask("meta.llama3-3-70b-instruct-v1:0", Requests.conversation(), body -> ok())
                        .sent()
                        .toString())
                .doesNotContain("cachePoint");

        Talk again = ask(
                BedrockModelTest.MODEL,
                Requests.conversation(),
                body -> body.contains("cachePoint")
                        ? fault(
                                403,
                                "AccessDeniedException",
                                "You invoked an unsupported model or your request did not allow prompt caching.")
                        : ok());
        assertThat(again.answer()).isInstanceOf(ModelAnswer.Answered.class);
        assertThat(again.sent().toString()).doesNotContain("cachePoint");
    }

    @ParameterizedTest
    @CsvSource({
        "429, ThrottlingException, Overloaded",
        "503, ServiceUnavailableException, Overloaded",
        "500, InternalServerException, Overloaded",
        "429, ModelNotReadyException, Overloaded",
        "408, ModelTimeoutException, Lost",
        "424, ModelErrorException, Lost",
        "400, ValidationException, Refused",
        "403, AccessDeniedException, Refused",
        "404, ResourceNotFoundException, Refused",
        "400, ServiceQuotaExceededException, Refused"
    })
    void every_fault_has_its_meaning(int status, String type, String expected) throws Exception {
        Talk talk = ask(BedrockModelTest.MODEL, Requests.plain(), body -> fault(status, type, "because"));

        assertThat(talk.answer().getClass().getSimpleName()).isEqualTo(expected);
        assertThat(talk.answer().reason()).contains("because").doesNotContain("very-secret-key");
    }

    @ParameterizedTest
    @CsvSource({
        "stop_sequence, Answered",
        "guardrail_intervened, Withheld",
        "content_filtered, Withheld",
        "model_context_window_exceeded, CutShort",
        "malformed_tool_use, Unusable",
        "tired, Unusable"
    })
    void every_stop_reason_has_its_meaning(String stop, String expected) throws Exception {
        Talk talk = ask(
                BedrockModelTest.MODEL,
                Requests.plain(),
                body -> ScriptedHttp.Act.Answer.json(200, OK.replace("end_turn", stop)));

        assertThat(talk.answer().getClass().getSimpleName()).isEqualTo(expected);
    }

    @Test
    void nobody_listening_is_unreachable() {
        ScriptedHttp gone = new ScriptedHttp(request -> new ScriptedHttp.Act.Close());
        gone.close();

        assertThat(BedrockModelTest.open(gone, BedrockModelTest.MODEL, ScriptedServer.LONG)
                        .ask(Requests.plain()))
                .isInstanceOf(ModelAnswer.Unreachable.class);
    }

    @Test
    void what_is_recorded_of_an_exchange_holds_no_credential() throws Exception {
        Talk talk = ask(BedrockModelTest.MODEL, Requests.plain(), body -> ok());

        assertThat(List.of(talk.answer().toString(), talk.sent().toString()))
                .noneMatch(text -> text.contains("very-secret-key") || text.contains("AKIDEXAMPLE"));
    }

    private static JsonNode last(JsonNode list) {
        return list.path(list.size() - 1);
    }
}
