package dev.kintsugi.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.engine.EngineHarness;
import dev.kintsugi.engine.ExecutionDescription;
import dev.kintsugi.engine.task.LambdaFunctions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How functions are invoked and what of their answers reaches the workflow: as recordings of AWS have it. */
class LambdaTaskTest {
    private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:work";

    private final EngineHarness harness = new EngineHarness();

    private ExecutionDescription invoke(String arguments, String input) {
        return harness.run(
                harness.states(
                        "T",
                        "'T':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Arguments':{'FunctionName':'work'"
                                + arguments + "},'End':true}"),
                input);
    }

    private ExecutionDescription byArn(String input) {
        return harness.run(harness.states("T", "'T':{'Type':'Task','Resource':'" + ARN + "','End':true}"), input);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'v':[1,null]} | {\"v\":[1,null]}",
                "null           | {}",
                "7              | 7",
                "'{\\'v\\': 7}' | {\"v\": 7}",
                "'null'         | null",
                "'\\'text\\''   | \"text\"",
            })
    void a_payload_is_sent_as_json_and_a_text_as_the_json_that_it_is(String payload, String sent) {
        harness.returns("work", "1");

        ExecutionDescription done =
                invoke(",'Payload':'{% $states.input.p %}'", "{'p':" + payload.replace("\\'", "\\\"") + "}");

        assertThat(done.cause()).isNull();
        assertThat(harness.invoked).containsExactly("work " + sent);
    }

    @Test
    void no_payload_is_an_empty_object() {
        harness.returns("work", "1");

        invoke("", "{'x':1}");

        assertThat(harness.invoked).containsExactly("work {}");
    }

    @Test
    void a_text_that_is_no_json_is_refused_by_the_service() {
        harness.returns("work", "1");

        ExecutionDescription done = invoke(",'Payload':'{% $states.input %}'", "'plain words'");

        assertThat(done.error()).isEqualTo("Lambda.InvalidRequestContentException");
        assertThat(done.cause())
                .startsWith("Could not parse request body into json: Could not parse payload into json: Unrecognized"
                        + " token 'plain': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or"
                        + " 'false')")
                .contains("Status Code: 400; Error Code: InvalidRequestContentException");
        assertThat(harness.invoked).isEmpty();
    }

    @Test
    void a_functions_error_is_told_without_blanks_and_as_it_came_where_the_function_is_named_by_its_arn() {
        String error = "{\"errorMessage\": \"no way\", \"errorType\": \"Boom\", \"stackTrace\": [\"a\"]}";
        harness.function("work", payload -> LambdaFunctions.Answer.failed(error));
        harness.function(ARN, payload -> LambdaFunctions.Answer.failed(error));

        assertThat(invoke("", "{}").cause())
                .isEqualTo("{\"errorMessage\":\"no way\",\"errorType\":\"Boom\",\"stackTrace\":[\"a\"]}");
        assertThat(byArn("{}").cause()).isEqualTo(error);
    }

    @Test
    void a_function_named_by_its_arn_gets_the_input_whatever_it_is_and_hands_its_answer_on_as_it_was_written() {
        harness.returns(ARN, "{\"a\": 1}");

        assertThat(byArn("null").output()).isEqualTo("{\"a\": 1}");
        assertThat(byArn("'text'").output()).isEqualTo("{\"a\": 1}");

        assertThat(harness.invoked).containsExactly(ARN + " null", ARN + " \"text\"");
    }

    @Test
    void an_event_is_taken_at_once_and_its_result_is_nobodys() {
        harness.fails("work", "Boom");

        ExecutionDescription done = invoke(",'InvocationType':'Event','Payload':{'v':1}", "{}");

        assertThat(harness.invoked).containsExactly("work {\"v\":1}");
        assertThat(done.output())
                .startsWith("{\"Payload\":null,\"SdkHttpMetadata\":{")
                .contains("\"HttpStatusCode\":202}")
                .endsWith("\"StatusCode\":202}");
        assertThat(invoke(",'InvocationType':'RequestResponse'", "{}").error()).isEqualTo("Boom");
        assertThat(invoke(",'InvocationType':'DryRun'", "{}").cause())
                .isEqualTo("InvocationType must be RequestResponse or Event here, but was DryRun");
    }

    @Test
    void an_answer_carries_the_headers_that_a_call_would_have_had() {
        harness.returns("work", "{\"a\": 1}");

        assertThat(invoke("", "{}").output())
                .contains("\"HttpHeaders\":{\"Connection\":\"keep-alive\",\"Content-Length\":\"8\",\"Content-Type\":"
                        + "\"application/json\",\"X-Amz-Executed-Version\":\"$LATEST\","
                        + "\"x-amzn-Remapped-Content-Length\":\"0\",\"x-amzn-RequestId\":");
    }
}
