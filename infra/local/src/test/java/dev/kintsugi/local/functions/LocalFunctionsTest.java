package dev.kintsugi.local.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.kintsugi.engine.http.Request;
import dev.kintsugi.engine.http.RequestHead;
import dev.kintsugi.engine.http.Response;
import dev.kintsugi.engine.task.LambdaFunctions.Answer;
import dev.kintsugi.engine.task.LambdaFunctions.NoSuchFunctionException;
import dev.kintsugi.local.template.FunctionSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalFunctionsTest {
    private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:Echo";

    private RequestStreamHandler handler = (in, out, context) -> in.transferTo(out);
    private final AtomicInteger made = new AtomicInteger();
    private final LocalFunctions functions = new LocalFunctions(
            List.of(new FunctionSettings("Echo", ARN, "none", Duration.ofMillis(300), 512, Map.of())),
            function -> {
                made.incrementAndGet();
                return (in, out, context) -> handler.handleRequest(in, out, context);
            },
            InstantSource.system());
    private final InvokeApi api = new InvokeApi(functions);

    @AfterEach
    void close() {
        api.close();
        functions.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Echo", ARN, ARN + ":$LATEST"})
    void a_function_has_a_name_and_an_arn(String name) throws Exception {
        assertThat(functions.invoke(name, "{\"a\":1}")).isEqualTo(Answer.returned("{\"a\":1}"));
    }

    @Test
    void what_a_handler_elsewhere_reports_keeps_its_name() throws Exception {
        handler = (in, out, context) -> {
            throw new ReportedFailure("dev.kintsugi.core.settle.JobPartial", "one edit is missing");
        };
        assertThat(functions.invoke("Echo", "1"))
                .isEqualTo(
                        Answer.failed(
                                "{\"errorMessage\":\"one edit is missing\",\"errorType\":\"dev.kintsugi.core.settle.JobPartial\"}"));
    }

    @Test
    void its_handler_is_made_once() throws Exception {
        functions.invoke("Echo", "1");
        functions.invoke("Echo", "2");
        assertThat(made).hasValue(1);
    }

    @Test
    void an_unknown_function_is_none() {
        assertThatThrownBy(() -> functions.invoke("Other", "{}")).isInstanceOf(NoSuchFunctionException.class);
        assertThatThrownBy(() -> functions.invoke(ARN.replace("Echo", "x:Echo"), "{}"))
                .isInstanceOf(NoSuchFunctionException.class);
    }

    @Test
    void what_a_handler_throws_is_named_by_its_class() throws Exception {
        handler = (in, out, context) -> {
            throw new IOException("no");
        };
        assertThat(functions.invoke("Echo", "{}"))
                .isEqualTo(Answer.failed("{\"errorMessage\":\"no\",\"errorType\":\"java.io.IOException\"}"));
    }

    @Test
    void a_handler_that_takes_too_long_is_interrupted_and_timed_out() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        handler = (in, out, context) -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException expected) {
                interrupted.countDown();
            }
        };
        Answer answer = functions.invoke("Echo", "{}");
        assertThat(answer.isError()).isTrue();
        assertThat(answer.payload()).contains("\"errorType\":\"Sandbox.Timedout\"");
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1})
    void a_payload_has_a_limit_both_ways(int beyond) throws Exception {
        String payload = "\"" + "x".repeat(LocalFunctions.PAYLOAD_BYTES - 2 + beyond) + "\"";
        assertThat(functions.invoke("Echo", payload).isError()).isEqualTo(beyond > 0);
        handler = (in, out, context) -> out.write(payload.getBytes(StandardCharsets.UTF_8));
        Answer answer = functions.invoke("Echo", "{}");
        assertThat(answer.isError()).isEqualTo(beyond > 0);
        if (beyond > 0) {
            assertThat(answer.payload()).contains("Function.ResponseSizeTooLarge");
        }
    }

    @Test
    void a_handler_knows_how_much_time_it_has() throws Exception {
        handler = (in, out, context) ->
                out.write((context.getRemainingTimeInMillis() <= 300 && context.getRemainingTimeInMillis() >= 0
                                ? "true"
                                : "false")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(functions.invoke("Echo", "{}").payload()).isEqualTo("true");
    }

    private Response send(String method, String path, Map<String, List<String>> headers, String body) {
        return api.answer(
                new Request(new RequestHead(method, URI.create(path), headers), body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(Response response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Test
    void lambdas_protocol_invokes_it() {
        Response answer = send("POST", "/2015-03-31/functions/Echo/invocations", Map.of(), "{\"b\":2}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(text(answer)).isEqualTo("{\"b\":2}");
        assertThat(answer.headers()).containsEntry("X-Amz-Executed-Version", "$LATEST");
        assertThat(answer.headers()).doesNotContainKey("X-Amz-Function-Error");
    }

    @Test
    void a_failure_is_an_answer_with_a_header() {
        handler = (in, out, context) -> {
            throw new IllegalStateException("bug");
        };
        Response answer = send("POST", "/2015-03-31/functions/Echo/invocations", Map.of(), "");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("X-Amz-Function-Error", "Unhandled");
    }

    @Test
    void the_protocol_names_what_is_wrong() {
        assertThat(send("POST", "/2015-03-31/functions/Other/invocations", Map.of(), "{}")
                        .headers())
                .containsEntry("x-amzn-errortype", "ResourceNotFoundException");
        assertThat(send("POST", "/2015-03-31/functions/Echo/invocations", Map.of(), "{")
                        .headers())
                .containsEntry("x-amzn-errortype", "InvalidRequestContentException");
        assertThat(send("DELETE", "/2015-03-31/functions/Echo", Map.of(), "").status())
                .isEqualTo(404);
        assertThat(send("POST", "/2015-03-31/functions/Echo/invocations", type("Never"), "{}")
                        .status())
                .isEqualTo(400);
        String large = "\"" + "x".repeat(AsyncCalls.PAYLOAD_BYTES) + "\"";
        assertThat(send("POST", "/2015-03-31/functions/Echo/invocations", type("Event"), large)
                        .status())
                .isEqualTo(413);
    }

    private static Map<String, List<String>> type(String type) {
        return Map.of("X-Amz-Invocation-Type", List.of(type));
    }

    @Test
    void functions_are_listed_and_described() {
        assertThat(text(send("GET", "/2015-03-31/functions/", Map.of(), ""))).contains("\"FunctionName\":\"Echo\"");
        assertThat(text(send("GET", "/2015-03-31/functions/Echo/configuration", Map.of(), "")))
                .contains("\"FunctionArn\":\"" + ARN + "\"");
        assertThat(send("POST", "/2015-03-31/functions/Echo/invocations", type("DryRun"), "{}")
                        .status())
                .isEqualTo(204);
    }

    @Test
    void a_call_that_nobody_waits_for_is_made_again_until_it_succeeds() throws Exception {
        CountDownLatch calls = new CountDownLatch(3);
        handler = (in, out, context) -> {
            calls.countDown();
            if (calls.getCount() > 0) {
                throw new IOException("not yet");
            }
        };
        try (AsyncCalls async = new AsyncCalls(functions, List.of(Duration.ofMillis(1), Duration.ofMillis(1)))) {
            async.accept("Echo", "{}");
            assertThat(calls.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void an_event_is_accepted_at_once() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        handler = (in, out, context) -> called.countDown();
        assertThat(send("POST", "/2015-03-31/functions/Echo/invocations", type("Event"), "{}")
                        .status())
                .isEqualTo(202);
        assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
