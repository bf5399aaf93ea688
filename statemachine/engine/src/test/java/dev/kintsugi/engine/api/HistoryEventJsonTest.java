package dev.kintsugi.engine.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.engine.history.EventDetails;
import dev.kintsugi.engine.history.HistoryEvent;
import dev.kintsugi.engine.history.HistoryEventType;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryEventJsonTest {
    private static final String ARN = ScriptedEngine.executionArn("m", "run");

    private final ScriptedEngine engine = new ScriptedEngine();
    private final StepFunctionsApi api = new StepFunctionsApi(engine, InstantSource.fixed(ScriptedEngine.NOW));

    static Stream<Arguments> events() {
        return Stream.of(
                Arguments.of(
                        HistoryEventType.EXECUTION_STARTED, new EventDetails.ExecutionStarted("{}", "role"), """
                        {"input":"{}","inputDetails":{"truncated":false},"roleArn":"role"}""", """
                        {"inputDetails":{"truncated":false},"roleArn":"role"}"""),
                Arguments.of(HistoryEventType.EXECUTION_SUCCEEDED, new EventDetails.ExecutionSucceeded("1"), """
                        {"output":"1","outputDetails":{"truncated":false}}""", """
                        {"outputDetails":{"truncated":false}}"""),
                Arguments.of(HistoryEventType.EXECUTION_ABORTED, new EventDetails.Failure(null, null), "{}", "{}"),
                Arguments.of(HistoryEventType.EXECUTION_REDRIVEN, new EventDetails.ExecutionRedriven(2), """
                        {"redriveCount":2}""", """
                        {"redriveCount":2}"""),
                Arguments.of(HistoryEventType.PASS_STATE_ENTERED, new EventDetails.StateEntered("P", "[]"), """
                        {"name":"P","input":"[]","inputDetails":{"truncated":false}}""", """
                        {"name":"P","inputDetails":{"truncated":false}}"""),
                Arguments.of(
                        HistoryEventType.PASS_STATE_EXITED,
                        new EventDetails.StateExited("P", "[]", Map.of("x", "1")),
                        """
                        {"name":"P","output":"[]","outputDetails":{"truncated":false},\
                        "assignedVariables":{"x":"1"},"assignedVariablesDetails":{"truncated":false}}""",
                        """
                        {"name":"P","outputDetails":{"truncated":false}}"""),
                Arguments.of(
                        HistoryEventType.TASK_SCHEDULED,
                        new EventDetails.TaskScheduled("lambda", "invoke", "r", "{}", 5L, null),
                        """
                        {"resourceType":"lambda","resource":"invoke","region":"r","parameters":"{}",\
                        "timeoutInSeconds":5}""",
                        """
                        {"resourceType":"lambda","resource":"invoke","region":"r","parameters":"",\
                        "timeoutInSeconds":5}"""),
                Arguments.of(
                        HistoryEventType.TASK_FAILED,
                        new EventDetails.TaskFailure("lambda", "invoke", "E", "C"),
                        """
                        {"resourceType":"lambda","resource":"invoke","error":"E","cause":"C"}""",
                        """
                        {"resourceType":"lambda","resource":"invoke","error":"E","cause":"C"}"""),
                Arguments.of(
                        HistoryEventType.TASK_SUCCEEDED,
                        new EventDetails.TaskOutput("lambda", "invoke", "1"),
                        """
                        {"resourceType":"lambda","resource":"invoke","output":"1","outputDetails":{"truncated":false}}""",
                        """
                        {"resourceType":"lambda","resource":"invoke","outputDetails":{"truncated":false}}"""),
                Arguments.of(HistoryEventType.TASK_STARTED, new EventDetails.TaskStarted("lambda", "invoke"), """
                        {"resourceType":"lambda","resource":"invoke"}""", """
                        {"resourceType":"lambda","resource":"invoke"}"""),
                Arguments.of(
                        HistoryEventType.LAMBDA_FUNCTION_SCHEDULED,
                        new EventDetails.LambdaFunctionScheduled("arn", "1", null),
                        """
                        {"resource":"arn","input":"1","inputDetails":{"truncated":false}}""",
                        """
                        {"resource":"arn","inputDetails":{"truncated":false}}"""),
                Arguments.of(
                        HistoryEventType.LAMBDA_FUNCTION_SUCCEEDED,
                        new EventDetails.LambdaFunctionSucceeded("1"),
                        """
                        {"output":"1","outputDetails":{"truncated":false}}""",
                        """
                        {"outputDetails":{"truncated":false}}"""),
                Arguments.of(HistoryEventType.MAP_STATE_STARTED, new EventDetails.MapStateStarted(3), """
                        {"length":3}""", """
                        {"length":3}"""),
                Arguments.of(HistoryEventType.MAP_ITERATION_FAILED, new EventDetails.MapIteration("M", 0), """
                        {"name":"M","index":0}""", """
                        {"name":"M","index":0}"""),
                Arguments.of(
                        HistoryEventType.EVALUATION_FAILED,
                        new EventDetails.EvaluationFailed("E", "C", "Output", "P"),
                        """
                        {"error":"E","cause":"C","location":"Output","state":"P"}""",
                        """
                        {"error":"E","cause":"C","location":"Output","state":"P"}"""));
    }

    @ParameterizedTest
    @MethodSource("events")
    void details_are_shaped_as_aws_shapes_them(
            HistoryEventType type, EventDetails details, String withData, String withoutData) {
        engine.history = List.of(new HistoryEvent(1, 0, ScriptedEngine.NOW, type, details));

        assertThat(history("").body().get("events").get(0))
                .hasToString("{\"timestamp\":1795248000.123,\"type\":\"%s\",\"id\":1,\"previousEventId\":0,\"%s\":%s}"
                        .formatted(type.wireName(), type.detailsField(), withData));
        assertThat(history(",\"includeExecutionData\":false")
                        .body()
                        .get("events")
                        .get(0)
                        .get(type.detailsField()))
                .hasToString(withoutData);
    }

    @Test
    void an_event_without_details_has_no_member_for_them() {
        engine.history = List.of(new HistoryEvent(
                1, 0, ScriptedEngine.NOW, HistoryEventType.LAMBDA_FUNCTION_STARTED, new EventDetails.None()));

        assertThat(history("").body().get("events").get(0)).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void pages_go_either_way_and_a_history_that_grows_between_them_loses_nothing(boolean reverse) {
        List<HistoryEvent> events = new ArrayList<>();
        for (int i = 1; i <= 25; i++) {
            events.add(new HistoryEvent(
                    i, i - 1, ScriptedEngine.NOW, HistoryEventType.LAMBDA_FUNCTION_STARTED, new EventDetails.None()));
        }
        List<Long> seen = new ArrayList<>();
        String token = "";
        int shown = 20;
        while (token != null) {
            engine.history = List.copyOf(events.subList(0, shown));
            shown = Math.min(25, shown + 1);
            ApiCall page = history(",\"maxResults\":7,\"reverseOrder\":" + reverse
                    + (token.isEmpty() ? "" : ",\"nextToken\":\"" + token + "\""));
            page.body().get("events").forEach(event -> seen.add(event.get("id").longValue()));
            token = page.body().has("nextToken") ? page.body().get("nextToken").asText() : null;
        }

        List<Long> expected = new ArrayList<>();
        for (long id = 1; id <= (reverse ? 20 : seen.size()); id++) {
            expected.add(id);
        }
        assertThat(seen)
                .hasSizeGreaterThanOrEqualTo(20)
                .containsExactlyElementsOf(reverse ? expected.reversed() : expected);
    }

    private ApiCall history(String more) {
        return ApiCall.to(api, "GetExecutionHistory", "{\"executionArn\":\"%s\"%s}".formatted(ARN, more));
    }
}
