package dev.kintsugi.engine.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.engine.Engine;
import dev.kintsugi.engine.InProcessEngine;
import dev.kintsugi.engine.http.LoopbackServer;
import dev.kintsugi.engine.task.Lambda;
import dev.kintsugi.engine.task.LambdaFunctions.Answer;
import dev.kintsugi.engine.time.WallTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionNotRedrivableException;
import software.amazon.awssdk.services.sfn.model.ExecutionRedriveFilter;
import software.amazon.awssdk.services.sfn.model.ExecutionRedriveStatus;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;
import software.amazon.awssdk.services.sfn.model.InvalidDefinitionException;
import software.amazon.awssdk.services.sfn.model.InvalidExecutionInputException;
import software.amazon.awssdk.services.sfn.model.InvalidNameException;
import software.amazon.awssdk.services.sfn.model.InvalidOutputException;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.Tag;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/** The whole engine as AWS's own client sees it. */
class EngineBehindThePortTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/r";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String PASS = """
            {"QueryLanguage": "JSONata", "StartAt": "Only", "States": {
              "Only": {"Type": "Pass", "Assign": {"x": 1}, "End": true}}}
            """;

    private static final String CALL = """
            {"QueryLanguage": "JSONata", "StartAt": "Call", "States": {
              "Call": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                       "Arguments": {"FunctionName": "f"}, "Output": "{% $states.result.Payload %}", "End": true}}}
            """;

    private static final String WAIT_FOR_TOKEN = """
            {"QueryLanguage": "JSONata", "StartAt": "Ask", "States": {
              "Ask": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
                      "Arguments": {"FunctionName": "ask", "Payload": ["{% $states.context.Task.Token %}"]},
                      "End": true}}}
            """;

    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private final AtomicInteger failuresLeft = new AtomicInteger();
    private ExecutorService functions;
    private Engine engine;
    private LoopbackServer server;
    private SfnClient sfn;

    @BeforeEach
    void start() throws IOException {
        functions = Executors.newVirtualThreadPerTaskExecutor();
        engine = InProcessEngine.builder()
                .connector(new Lambda(this::invoke, functions))
                .open();
        server = LoopbackServer.open(0, List.of(new StepFunctionsApi(engine, new WallTime())));
        sfn = SfnClient.builder()
                .endpointOverride(server.address())
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    @AfterEach
    void stop() {
        sfn.close();
        server.close();
        engine.close();
        functions.shutdownNow();
    }

    private Answer invoke(String function, String payload) {
        if (function.equals("ask")) {
            asked.add(payload.substring(2, payload.length() - 2));
        } else if (failuresLeft.getAndDecrement() > 0) {
            return Answer.failed("{\"errorType\": \"Broken\", \"errorMessage\": \"not today\"}");
        }
        return Answer.returned("\"done\"");
    }

    @Test
    void an_execution_runs_and_its_history_is_awss() {
        DescribeExecutionResponse ended = ended(begin(create(PASS), "run", "{\"a\": 1}"));

        assertThat(ended.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(ended.input()).isEqualTo("{\"a\": 1}");
        assertThat(ended.stopDate()).isNotNull();
        assertThat(ended.outputDetails().included()).isTrue();
        assertThat(ended.redriveStatus()).isEqualTo(ExecutionRedriveStatus.NOT_REDRIVABLE);
        assertThat(ended.redriveStatusReason()).isEqualTo("Execution is SUCCEEDED and cannot be redriven");
        List<HistoryEvent> events = sfn.getExecutionHistory(r -> r.executionArn(ended.executionArn()))
                .events();
        assertThat(events)
                .extracting(HistoryEvent::type)
                .containsExactly(
                        HistoryEventType.EXECUTION_STARTED,
                        HistoryEventType.PASS_STATE_ENTERED,
                        HistoryEventType.PASS_STATE_EXITED,
                        HistoryEventType.EXECUTION_SUCCEEDED);
        assertThat(events).extracting(HistoryEvent::id).containsExactly(1L, 2L, 3L, 4L);
        assertThat(events).extracting(HistoryEvent::previousEventId).containsExactly(0L, 0L, 2L, 3L);
        assertThat(events.get(2).stateExitedEventDetails().assignedVariables()).containsEntry("x", "1");
        List<HistoryEvent> paged = sfn
                .getExecutionHistoryPaginator(
                        r -> r.executionArn(ended.executionArn()).maxResults(1).reverseOrder(true))
                .stream()
                .flatMap(page -> page.events().stream())
                .toList();
        assertThat(paged).containsExactlyElementsOf(events.reversed());
    }

    @Test
    void the_same_name_begins_one_execution_however_many_ask_at_once() throws Exception {
        String machine = create(WAIT_FOR_TOKEN);
        List<Future<String>> begun = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            begun.add(functions.submit(() -> begin(machine, "same", "{\"a\": 1}")));
        }

        String arn = begun.getFirst().get();
        for (Future<String> one : begun) {
            assertThat(one.get()).isEqualTo(arn);
        }
        assertThat(sfn.listExecutions(r -> r.stateMachineArn(machine)).executions())
                .hasSize(1);
        assertThatThrownBy(() -> begin(machine, "same", "{\"a\": 2}"))
                .isInstanceOfSatisfying(
                        ExecutionAlreadyExistsException.class,
                        e -> assertThat(e.awsErrorDetails().errorMessage())
                                .isEqualTo("Execution Already Exists: '%s'".formatted(arn)));
        sfn.sendTaskSuccess(r -> r.taskToken(token()).output("{}"));
        ended(arn);
        assertThatThrownBy(() -> begin(machine, "same", "{\"a\": 1}"))
                .isInstanceOf(ExecutionAlreadyExistsException.class);
    }

    @Test
    void different_inputs_under_one_name_begin_one_execution_and_refuse_the_others() throws Exception {
        String machine = create(WAIT_FOR_TOKEN);
        List<Future<String>> begun = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String input = "{\"a\": " + i + "}";
            begun.add(functions.submit(() -> begin(machine, "same", input)));
        }
        int accepted = 0;
        for (Future<String> one : begun) {
            try {
                one.get();
                accepted++;
            } catch (ExecutionException e) {
                assertThat(e.getCause()).isInstanceOf(ExecutionAlreadyExistsException.class);
            }
        }

        assertThat(accepted).isEqualTo(1);
    }

    @Test
    void a_task_waits_for_its_token_and_a_token_that_is_over_or_never_was_is_told_apart() throws Exception {
        String arn = begin(create(WAIT_FOR_TOKEN), "run", "{}");
        String token = asked.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        sfn.sendTaskHeartbeat(r -> r.taskToken(token));
        assertThatThrownBy(() -> sfn.sendTaskSuccess(r -> r.taskToken(token).output("{")))
                .isInstanceOf(InvalidOutputException.class);
        sfn.sendTaskFailure(r -> r.taskToken(token).error("No").cause("because"));

        DescribeExecutionResponse ended = ended(arn);
        assertThat(ended.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(ended.error()).isEqualTo("No");
        assertThat(ended.cause()).isEqualTo("because");
        assertThatThrownBy(() -> sfn.sendTaskSuccess(r -> r.taskToken(token).output("{}")))
                .isInstanceOfSatisfying(
                        TaskTimedOutException.class,
                        e -> assertThat(e.awsErrorDetails().errorMessage())
                                .isEqualTo("Task Timed Out: 'Provided task does not exist anymore'"));
        assertThatThrownBy(() -> sfn.sendTaskSuccess(r -> r.taskToken("AAAA").output("{}")))
                .isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void a_failed_execution_is_redriven_from_where_it_failed() {
        failuresLeft.set(1);
        String machine = create(CALL);
        String arn = begin(machine, "run", "{}");
        assertThat(ended(arn).redriveStatus()).isEqualTo(ExecutionRedriveStatus.REDRIVABLE);

        Instant redriven = sfn.redriveExecution(r -> r.executionArn(arn).clientToken("once"))
                .redriveDate();

        DescribeExecutionResponse after = ended(arn);
        assertThat(after.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(after.redriveCount()).isEqualTo(1);
        assertThat(after.redriveDate()).isEqualTo(redriven);
        assertThat(sfn.redriveExecution(r -> r.executionArn(arn).clientToken("once"))
                        .redriveDate())
                .isEqualTo(redriven);
        assertThatThrownBy(() -> sfn.redriveExecution(r -> r.executionArn(arn)))
                .isInstanceOfSatisfying(
                        ExecutionNotRedrivableException.class,
                        e -> assertThat(e.awsErrorDetails().errorMessage())
                                .contains("Execution is SUCCEEDED and cannot be redriven"));
        assertThat(sfn.listExecutions(r -> r.stateMachineArn(machine))
                        .executions()
                        .getFirst()
                        .redriveCount())
                .isEqualTo(1);
    }

    @Test
    void a_machines_executions_cannot_be_listed_by_whether_they_were_redriven() {
        String machine = create(CALL);

        assertThatThrownBy(() -> sfn.listExecutions(
                        r -> r.stateMachineArn(machine).redriveFilter(ExecutionRedriveFilter.REDRIVEN)))
                .isInstanceOfSatisfying(
                        SfnException.class,
                        e -> assertThat(e.awsErrorDetails())
                                .satisfies(
                                        error -> assertThat(error.errorCode()).isEqualTo("ValidationException"))
                                .satisfies(
                                        error -> assertThat(error.errorMessage())
                                                .isEqualTo(
                                                        "RedriveFilter cannot be applied to ListExecutions call with StateMachine ARN")));
    }

    @Test
    void an_execution_is_stopped_with_its_reason_and_stopping_again_changes_nothing() {
        String arn = begin(create(WAIT_FOR_TOKEN), "run", "{}");

        Instant stopped = sfn.stopExecution(r -> r.executionArn(arn).error("E").cause("C"))
                .stopDate();

        DescribeExecutionResponse aborted = ended(arn);
        assertThat(aborted.status()).isEqualTo(ExecutionStatus.ABORTED);
        assertThat(aborted.error()).isEqualTo("E");
        assertThat(aborted.stopDate()).isEqualTo(stopped);
        assertThat(sfn.stopExecution(r -> r.executionArn(arn).error("other")).stopDate())
                .isEqualTo(stopped);
        assertThat(ended(arn).error()).isEqualTo("E");
    }

    @Test
    void a_machine_keeps_its_revision_until_definition_or_role_change() {
        String machine = create(PASS);
        String arn = begin(machine, "run", "{}");
        assertThat(describeRevision(machine)).isNull();
        sfn.tagResource(r ->
                r.resourceArn(machine).tags(Tag.builder().key("k").value("v").build()));
        assertThat(describeRevision(machine)).isNull();

        String revision = sfn.updateStateMachine(r -> r.stateMachineArn(machine).definition(CALL))
                .revisionId();
        assertThat(sfn.updateStateMachine(r -> r.stateMachineArn(machine).definition(CALL))
                        .revisionId())
                .isEqualTo(revision);
        assertThat(describeRevision(machine)).isEqualTo(revision);
        assertThat(sfn.describeStateMachineForExecution(r -> r.executionArn(arn))
                        .definition())
                .isEqualTo(PASS);
    }

    @Test
    void what_cannot_be_is_refused_in_awss_words() {
        String machine = create(PASS);

        assertThatThrownBy(() -> begin(machine, "a b", "{}"))
                .isInstanceOfSatisfying(
                        InvalidNameException.class,
                        e -> assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Invalid Name: 'a b'"));
        assertThatThrownBy(() -> begin(machine, "run", "not json"))
                .isInstanceOfSatisfying(
                        InvalidExecutionInputException.class,
                        e -> assertThat(e.awsErrorDetails().errorMessage())
                                .isEqualTo("Invalid State Machine Execution Input: 'Unrecognized token 'not': was"
                                        + " expecting (JSON String, Number, Array, Object or token 'null', 'true' or"
                                        + " 'false')'"));
        assertThatThrownBy(() -> begin(machine, "run", ""))
                .isInstanceOfSatisfying(
                        InvalidExecutionInputException.class,
                        e -> assertThat(e.awsErrorDetails().errorMessage())
                                .isEqualTo("Invalid State Machine Execution Input: 'Invalid execution input.'"));
        assertThatThrownBy(() -> create("{\"StartAt\": \"Only\"}"))
                .isInstanceOfSatisfying(
                        InvalidDefinitionException.class,
                        e -> assertThat(e.awsErrorDetails().errorMessage())
                                .contains("SCHEMA_VALIDATION_FAILED: These fields are required: [States] at /"));
        assertThatThrownBy(() -> sfn.describeExecution(
                        r -> r.executionArn("arn:aws:states:us-east-1:000000000000:execution:m:none")))
                .isInstanceOf(ExecutionDoesNotExistException.class);
        sfn.deleteStateMachine(r -> r.stateMachineArn(machine));
        assertThatThrownBy(() -> begin(machine, "run", "{}")).hasMessageContaining("State Machine Does Not Exist");
    }

    private String token() {
        try {
            return asked.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String create(String definition) {
        return sfn.createStateMachine(r -> r.name("m").definition(definition).roleArn(ROLE))
                .stateMachineArn();
    }

    private String describeRevision(String machine) {
        return sfn.describeStateMachine(r -> r.stateMachineArn(machine)).revisionId();
    }

    private String begin(String machine, String name, String input) {
        return sfn.startExecution(r -> r.stateMachineArn(machine).name(name).input(input))
                .executionArn();
    }

    private DescribeExecutionResponse ended(String arn) {
        Instant patienceEnds = Instant.now().plus(PATIENCE);
        DescribeExecutionResponse now = sfn.describeExecution(r -> r.executionArn(arn));
        while (now.status() == ExecutionStatus.RUNNING && Instant.now().isBefore(patienceEnds)) {
            LockSupport.parkNanos(1_000_000);
            now = sfn.describeExecution(r -> r.executionArn(arn));
        }
        return now;
    }

    @Test
    void pages_of_executions_neither_repeat_nor_lose_any_while_others_begin() {
        String machine = create(PASS);
        for (int i = 0; i < 7; i++) {
            String name = "run-" + i;
            sfn.startExecution(r -> r.stateMachineArn(machine).name(name));
        }
        List<String> names = new ArrayList<>();
        String token = null;
        do {
            String from = token;
            var page = sfn.listExecutions(
                    r -> r.stateMachineArn(machine).maxResults(3).nextToken(from));
            page.executions().forEach(one -> names.add(one.name()));
            token = page.nextToken();
            sfn.startExecution(r -> r.stateMachineArn(machine));
        } while (token != null);

        assertThat(names).containsExactly("run-6", "run-5", "run-4", "run-3", "run-2", "run-1", "run-0");
    }

    @Test
    void a_page_of_a_filtered_list_looks_no_further_than_it_must() {
        String machine = create(PASS);
        for (int i = 0; i < 4; i++) {
            ended(sfn.startExecution(r -> r.stateMachineArn(machine)).executionArn());
        }

        var page = sfn.listExecutions(r -> r.stateMachineArn(machine)
                .statusFilter(ExecutionStatus.SUCCEEDED)
                .maxResults(4));
        assertThat(page.executions()).hasSize(4);
        assertThat(page.nextToken()).isNull();
        var none = sfn.listExecutions(r ->
                r.stateMachineArn(machine).statusFilter(ExecutionStatus.FAILED).maxResults(1));
        assertThat(none.executions()).isEmpty();
        assertThat(none.nextToken()).isNull();
    }

    @Test
    void the_variables_that_states_read_are_listed_with_the_machine() {
        String machine = create("""
                {"QueryLanguage": "JSONata", "StartAt": "Set", "States": {
                  "Set": {"Type": "Pass", "Assign": {"b": 1, "a": 2}, "Next": "Each"},
                  "Each": {"Type": "Map", "Items": "{% [$a] %}", "ItemProcessor": {"StartAt": "In", "States": {
                    "In": {"Type": "Pass", "Output": {"v": "{% $b + $a + $states.input %}"}, "End": true}}},
                    "End": true}}}
                """);

        assertThat(sfn.describeStateMachine(r -> r.stateMachineArn(machine)).variableReferences())
                .isEqualTo(Map.of("Each", List.of("a"), "In", List.of("b", "a")));
    }
}
