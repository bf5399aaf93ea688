package dev.kintsugi.engine.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.engine.definition.Diagnostic;
import dev.kintsugi.engine.http.LoopbackServer;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.EncryptionType;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.IncludedData;
import software.amazon.awssdk.services.sfn.model.LogDestination;
import software.amazon.awssdk.services.sfn.model.LogLevel;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StateMachineAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.Tag;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionSeverity;

/** AWS's own Java client against the port, with an engine behind it that answers what the test laid out. */
class SfnClientTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/r";
    private static final String MACHINE = ScriptedEngine.machineArn("m");

    private final ScriptedEngine engine = new ScriptedEngine();
    private LoopbackServer server;
    private SfnClient sfn;

    @BeforeEach
    void start() throws IOException {
        server = LoopbackServer.open(0, List.of(new StepFunctionsApi(engine, InstantSource.fixed(ScriptedEngine.NOW))));
        sfn = SfnClient.builder()
                .endpointOverride(server.address())
                .region(Region.EU_WEST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    @AfterEach
    void stop() {
        sfn.close();
        server.close();
    }

    @Test
    void a_machine_is_created_once_described_changed_and_deleted() {
        create("{}");
        String again = sfn.createStateMachine(r -> r.name("m")
                        .definition("{}")
                        .roleArn("arn:aws:iam::123456789012:role/other")
                        .tags(Tag.builder().key("other").value("tags").build()))
                .stateMachineArn();
        assertThat(again).isEqualTo(MACHINE);
        assertThatThrownBy(() -> create("[]")).isInstanceOf(StateMachineAlreadyExistsException.class);

        DescribeStateMachineResponse fresh = sfn.describeStateMachine(r -> r.stateMachineArn(MACHINE));
        assertThat(fresh.creationDate()).isEqualTo(ScriptedEngine.NOW);
        assertThat(fresh.loggingConfiguration().level()).isEqualTo(LogLevel.OFF);
        assertThat(fresh.roleArn()).isEqualTo(ROLE);
        assertThat(fresh.revisionId()).as("none before the first change").isNull();
        assertThat(fresh.encryptionConfiguration().type()).isEqualTo(EncryptionType.AWS_OWNED_KEY);

        assertThat(sfn.updateStateMachine(r -> r.stateMachineArn(MACHINE).definition("[1]"))
                        .revisionId())
                .isEqualTo("r2");
        DescribeStateMachineResponse changed = sfn.describeStateMachine(r -> r.stateMachineArn(MACHINE));
        assertThat(changed.definition()).isEqualTo("[1]");
        assertThat(changed.revisionId()).isEqualTo("r2");
        assertThat(sfn.describeStateMachine(r -> r.stateMachineArn(MACHINE).includedData(IncludedData.METADATA_ONLY))
                        .definition())
                .isEqualTo("{}");

        sfn.deleteStateMachine(r -> r.stateMachineArn(MACHINE));
        sfn.deleteStateMachine(r -> r.stateMachineArn(MACHINE));
        assertThatThrownBy(() -> sfn.describeStateMachine(r -> r.stateMachineArn(MACHINE)))
                .isInstanceOfSatisfying(StateMachineDoesNotExistException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(400);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("StateMachineDoesNotExist");
                    assertThat(e.awsErrorDetails().errorMessage())
                            .isEqualTo("State Machine Does Not Exist: '%s'".formatted(MACHINE));
                    assertThat(e.requestId()).isNotBlank();
                });
    }

    @Test
    void an_update_that_changes_nothing_is_told_so_before_anything_else() {
        create("{}");

        assertThatThrownBy(() ->
                        sfn.updateStateMachine(r -> r.stateMachineArn(MACHINE).versionDescription("not published")))
                .isInstanceOfSatisfying(
                        SfnException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("MissingRequiredParameter"));
        assertThatThrownBy(() -> sfn.updateStateMachine(
                        r -> r.stateMachineArn(MACHINE).definition("[1]").versionDescription("not published")))
                .hasMessageContaining("Version description can only be set when publish is true");
        assertThatThrownBy(() -> sfn.updateStateMachine(
                        r -> r.stateMachineArn(MACHINE + ":1").definition("[1]")))
                .hasMessageContaining("State Machine Does Not Exist: '" + MACHINE + ":1'");
    }

    @Test
    void logging_and_tracing_are_kept_and_shown() {
        create("{}");
        sfn.updateStateMachine(r -> r.stateMachineArn(MACHINE)
                .tracingConfiguration(t -> t.enabled(true))
                .loggingConfiguration(l -> l.level(LogLevel.ALL)
                        .includeExecutionData(true)
                        .destinations(LogDestination.builder()
                                .cloudWatchLogsLogGroup(g -> g.logGroupArn("arn:aws:logs:x"))
                                .build())));

        DescribeStateMachineResponse shown = sfn.describeStateMachine(r -> r.stateMachineArn(MACHINE));
        assertThat(shown.tracingConfiguration().enabled()).isTrue();
        assertThat(shown.loggingConfiguration().level()).isEqualTo(LogLevel.ALL);
        assertThat(shown.loggingConfiguration()
                        .destinations()
                        .getFirst()
                        .cloudWatchLogsLogGroup()
                        .logGroupArn())
                .isEqualTo("arn:aws:logs:x");
    }

    @Test
    void tags_are_added_replaced_listed_and_taken_away() {
        create("{}");
        sfn.tagResource(r -> r.resourceArn(MACHINE).tags(tag("a", "1"), tag("b", "2")));
        sfn.tagResource(r -> r.resourceArn(MACHINE).tags(tag("b", "3")));
        sfn.untagResource(r -> r.resourceArn(MACHINE).tagKeys("a", "never"));

        assertThat(sfn.listTagsForResource(r -> r.resourceArn(MACHINE)).tags()).containsExactly(tag("b", "3"));
        assertThatThrownBy(() -> {
                    for (int i = 0; i < Tags.COUNT_MAX; i++) {
                        Tag one = tag("key" + i, "");
                        sfn.tagResource(r -> r.resourceArn(MACHINE).tags(one));
                    }
                })
                .hasMessageContaining("Too many tags");
        assertThatThrownBy(() -> sfn.tagResource(r -> r.resourceArn(MACHINE).tags(tag("aws:x", "y"))))
                .isInstanceOfSatisfying(SfnException.class, e -> {
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
                    assertThat(e.awsErrorDetails().errorMessage())
                            .isEqualTo("Caller is an end user and not allowed to mutate system tags");
                });
        assertThat(sfn.listTagsForResource(r -> r.resourceArn(MACHINE)).tags()).hasSize(Tags.COUNT_MAX);
    }

    @Test
    void machines_come_in_pages_by_name() {
        for (int i = 0; i < 25; i++) {
            String name = "m%02d".formatted(i);
            sfn.createStateMachine(r -> r.name(name).definition("{}").roleArn(ROLE));
        }

        List<String> names = new ArrayList<>();
        sfn.listStateMachinesPaginator(r -> r.maxResults(10)).stateMachines().forEach(m -> names.add(m.name()));

        assertThat(names).hasSize(25).isSorted();
    }

    @Test
    void executions_come_in_pages_latest_first_while_others_begin() {
        create("{}");
        for (int i = 0; i < 7; i++) {
            startOne("run-" + i);
        }
        var first = sfn.listExecutions(r -> r.stateMachineArn(MACHINE).maxResults(3));
        startOne("late");
        var second =
                sfn.listExecutions(r -> r.stateMachineArn(MACHINE).maxResults(3).nextToken(first.nextToken()));
        var third =
                sfn.listExecutions(r -> r.stateMachineArn(MACHINE).maxResults(3).nextToken(second.nextToken()));

        assertThat(first.executions()).extracting(ExecutionListItem::name).containsExactly("run-6", "run-5", "run-4");
        assertThat(second.executions()).extracting(ExecutionListItem::name).containsExactly("run-3", "run-2", "run-1");
        assertThat(third.executions()).extracting(ExecutionListItem::name).containsExactly("run-0");
        assertThat(third.nextToken()).isNull();
        assertThat(sfn.listExecutions(r -> r.stateMachineArn(MACHINE).statusFilter(ExecutionStatus.FAILED))
                        .executions())
                .isEmpty();
        assertThatThrownBy(() -> sfn.listExecutions(r -> r.stateMachineArn(MACHINE)
                        .statusFilter(ExecutionStatus.RUNNING)
                        .nextToken(first.nextToken())))
                .as("a token belongs to the request it was made for")
                .hasMessageContaining("Invalid Token: 'Invalid token'");
    }

    @Test
    void an_execution_is_started_described_stopped_and_redriven() {
        create("{}");
        String arn = sfn.startExecution(
                        r -> r.stateMachineArn(MACHINE).name("run").input("{\"a\": \"é😀\"}"))
                .executionArn();

        var described = sfn.describeExecution(r -> r.executionArn(arn));
        assertThat(described.input()).isEqualTo("{\"a\": \"é😀\"}");
        assertThat(described.inputDetails().included()).isTrue();
        assertThat(described.redriveStatusReason()).isEqualTo("Execution is RUNNING and cannot be redriven");
        assertThat(described.stopDate()).isNull();
        assertThat(sfn.describeExecution(r -> r.executionArn(arn).includedData(IncludedData.METADATA_ONLY))
                        .input())
                .isNull();
        assertThat(sfn.describeStateMachineForExecution(r -> r.executionArn(arn))
                        .updateDate())
                .isEqualTo(ScriptedEngine.NOW);
        Instant stopped = sfn.stopExecution(r -> r.executionArn(arn).error("E").cause("C"))
                .stopDate();
        assertThat(stopped).isEqualTo(ScriptedEngine.NOW);
        sfn.redriveExecution(r -> r.executionArn(arn).clientToken("token"));
        sfn.sendTaskSuccess(r -> r.taskToken("t").output("{}"));
        sfn.sendTaskFailure(r -> r.taskToken("t").error("E"));
        sfn.sendTaskHeartbeat(r -> r.taskToken("t"));

        assertThat(engine.calls)
                .contains(
                        "stop " + arn + " E C",
                        "redrive " + arn + " token",
                        "success t {}",
                        "failure t E null",
                        "heartbeat t");
    }

    @Test
    void diagnostics_are_filtered_counted_and_cut() {
        List<Diagnostic> found = new ArrayList<>();
        found.add(new Diagnostic(Diagnostic.Severity.WARNING, "W", "a warning", ""));
        for (int i = 0; i < 3; i++) {
            found.add(new Diagnostic(Diagnostic.Severity.ERROR, "SCHEMA_VALIDATION_FAILED", "wrong " + i, "/States"));
        }
        engine.diagnostics = found;

        var errors = sfn.validateStateMachineDefinition(r -> r.definition("{}").maxResults(2));
        assertThat(errors.resultAsString()).isEqualTo("FAIL");
        assertThat(errors.truncated()).isTrue();
        assertThat(errors.diagnostics()).hasSize(2);
        assertThat(errors.diagnostics().getFirst().location()).isEqualTo("/States");
        var all = sfn.validateStateMachineDefinition(
                r -> r.definition("{}").severity(ValidateStateMachineDefinitionSeverity.WARNING));
        assertThat(all.truncated()).isFalse();
        assertThat(all.diagnostics()).hasSize(4);
        assertThat(all.diagnostics().getFirst().location()).isNull();
    }

    @Test
    void a_bug_behind_the_port_is_an_internal_failure_without_a_stack_trace() {
        engine.failure = new IllegalStateException("secret detail");

        assertThatThrownBy(() -> sfn.describeStateMachine(r -> r.stateMachineArn(MACHINE)))
                .isInstanceOfSatisfying(SfnException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(500);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InternalFailure");
                    assertThat(e.getMessage()).doesNotContain("secret detail");
                });
    }

    private void create(String definition) {
        sfn.createStateMachine(r -> r.name("m").definition(definition).roleArn(ROLE));
    }

    private void startOne(String name) {
        sfn.startExecution(r -> r.stateMachineArn(MACHINE).name(name));
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
