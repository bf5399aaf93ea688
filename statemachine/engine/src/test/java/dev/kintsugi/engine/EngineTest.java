package dev.kintsugi.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.engine.execution.ExecutionStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EngineTest {
    private static final String WAIT =
            "{\"QueryLanguage\":\"JSONata\",\"StartAt\":\"W\",\"States\":{\"W\":{\"Type\":\"Wait\",\"Seconds\":60,\"End\":true}}}";
    private static final String PASS =
            "{\"QueryLanguage\":\"JSONata\",\"StartAt\":\"P\",\"States\":{\"P\":{\"Type\":\"Pass\",\"Output\":1,\"End\":true}}}";

    private final EngineHarness harness = new EngineHarness();
    private final Engine engine = harness.engine;

    private static void refused(EngineException.Name name, String message, Runnable request) {
        assertThatThrownBy(request::run)
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.name()).isEqualTo(name))
                .hasMessage(message);
    }

    @Test
    void a_machine_is_created_once_and_again_only_if_it_is_the_same() {
        MachineDescription created = engine.createStateMachine("m", WAIT, EngineHarness.ROLE, "{}");

        assertThat(created.machineArn()).isEqualTo("arn:aws:states:us-east-1:000000000000:stateMachine:m");
        assertThat(engine.createStateMachine("m", WAIT, "another role", "{}")).isEqualTo(created);
        refused(
                EngineException.Name.StateMachineAlreadyExists,
                "State Machine Already Exists: '" + created.machineArn() + "'",
                () -> engine.createStateMachine("m", PASS, EngineHarness.ROLE, "{}"));
        refused(
                EngineException.Name.InvalidName,
                "Invalid Name: 'a b'",
                () -> engine.createStateMachine("a b", PASS, EngineHarness.ROLE, "{}"));
        assertThatThrownBy(() -> engine.createStateMachine("n", "{}", EngineHarness.ROLE, "{}"))
                .hasMessage("Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: These fields are required:"
                        + " [States, StartAt] at /'");
    }

    @Test
    void an_execution_keeps_the_definition_that_it_began_with() {
        String arn =
                engine.createStateMachine("m", WAIT, EngineHarness.ROLE, "{}").machineArn();
        ExecutionDescription running = engine.startExecution(arn, "old", "{}");
        MachineDescription updated = engine.updateStateMachine(arn, PASS, null, null);

        assertThat(engine.describeStateMachine(arn)).isEqualTo(updated);
        assertThat(engine.describeStateMachineForExecution(running.executionArn())
                        .definition())
                .isEqualTo(WAIT);
        assertThat(running.revisionId()).isNotEqualTo(updated.revisionId());
        assertThat(harness.run(arn, "{}").output()).isEqualTo("1");
        assertThat(engine.describeExecution(running.executionArn()).output()).isEqualTo("{}");
    }

    @Test
    void the_same_name_and_input_is_the_same_execution_while_it_runs() {
        String arn =
                engine.createStateMachine("m", WAIT, EngineHarness.ROLE, "{}").machineArn();
        ExecutionDescription first = engine.startExecution(arn, "x", "{}");

        assertThat(engine.startExecution(arn, "x", "{}")).isEqualTo(first);
        String message = "Execution Already Exists: '" + first.executionArn() + "'";
        refused(
                EngineException.Name.ExecutionAlreadyExists,
                message,
                () -> engine.startExecution(arn, "x", "{\"a\":1}"));
        harness.time.passUntilQuiet();
        refused(EngineException.Name.ExecutionAlreadyExists, message, () -> engine.startExecution(arn, "x", "{}"));
        harness.pass(Duration.ofDays(91));
        assertThat(engine.startExecution(arn, "x", "{}").status()).isEqualTo(ExecutionStatus.RUNNING);
        assertThat(engine.listExecutions(arn)).hasSize(1);
    }

    @Test
    void input_must_be_json_of_at_most_262144_bytes() {
        String arn =
                engine.createStateMachine("m", WAIT, EngineHarness.ROLE, "{}").machineArn();
        String fits = "\"" + "ä".repeat((262_144 - 2) / 2) + "\"";

        assertThat(engine.startExecution(arn, null, fits).status()).isEqualTo(ExecutionStatus.RUNNING);
        refused(
                EngineException.Name.InvalidExecutionInput,
                "Invalid State Machine Execution Input: 'Input exceeds the limit of 262144 bytes'",
                () -> engine.startExecution(arn, null, fits.replaceFirst("ä", "äx")));
        assertThatThrownBy(() -> engine.startExecution(arn, null, "{"))
                .hasMessageStartingWith("Invalid State Machine Execution Input: '");
    }

    @Test
    void what_does_not_exist_is_told() {
        String machine = "arn:aws:states:us-east-1:000000000000:stateMachine:nope";
        String execution = "arn:aws:states:us-east-1:000000000000:execution:nope:nope";
        refused(
                EngineException.Name.StateMachineDoesNotExist,
                "State Machine Does Not Exist: '" + machine + "'",
                () -> engine.describeStateMachine(machine));
        refused(
                EngineException.Name.ExecutionDoesNotExist,
                "Execution Does Not Exist: '" + execution + "'",
                () -> engine.history(execution));
        refused(EngineException.Name.InvalidArn, "Invalid Arn: 'x'", () -> engine.describeStateMachine("x"));
        refused(EngineException.Name.InvalidArn, "Invalid Arn: 'x'", () -> engine.describeExecution("x"));
        engine.deleteStateMachine(machine);
    }

    @Test
    void executions_are_listed_latest_first_and_definitions_can_be_tried() {
        String arn =
                engine.createStateMachine("m", PASS, EngineHarness.ROLE, "{}").machineArn();
        engine.startExecution(arn, "first", "{}");
        engine.startExecution(arn, "second", "{}");

        assertThat(engine.listExecutions(arn))
                .extracting(ExecutionDescription::name)
                .containsExactly("second", "first");
        assertThat(engine.validate(PASS)).isEmpty();
        assertThat(engine.validate("{}")).hasSize(1);
    }

    @Test
    void assign_and_output_both_see_the_variables_as_they_were() {
        ExecutionDescription done = harness.run(
                harness.states(
                        "A",
                        "'A':{'Type':'Pass','Assign':{'x':1,'y':2},'Next':'B'},"
                                + "'B':{'Type':'Pass','Assign':{'x':'{% $y %}','y':'{% $x %}'},'Output':'{% [$x,$y] %}','Next':'C'},"
                                + "'C':{'Type':'Pass','Output':{'before':'{% $states.input %}','after':'{% [$x,$y] %}'},'End':true}"),
                "{}");

        assertThat(done.output()).isEqualTo("{\"before\":[1,2],\"after\":[2,1]}");
    }

    @Test
    void inner_variables_end_with_their_branch() {
        ExecutionDescription done = harness.run(
                harness.states(
                        "A",
                        "'A':{'Type':'Pass','Assign':{'x':1},'Next':'P'},'P':{'Type':'Parallel','Branches':[{'StartAt':'B','States':"
                                + "{'B':{'Type':'Pass','Assign':{'inner':'{% $x + 1 %}'},'Next':'D'},'D':{'Type':'Pass','Output':'{% $inner %}','End':true}}}],"
                                + "'Next':'E'},'E':{'Type':'Pass','Output':'{% [$states.input, $exists($inner)] %}','End':true}"),
                "{}");

        assertThat(done.output()).isEqualTo("[2,false]");
    }

    @Test
    void a_context_object_tells_where_one_is() {
        ExecutionDescription done = harness.run(
                harness.states(
                        "M",
                        "'M':{'Type':'Map','ItemSelector':{'v':'{% $states.context.Map.Item.Value %}','i':'{% $states.context.Map.Item.Index %}'},"
                                + "'ItemProcessor':{'StartAt':'C','States':{'C':{'Type':'Pass','Output':"
                                + "'{% [$states.input, $states.context.Map.Item.Value, $states.context.State.Name, $states.context.StateMachine.Name,"
                                + " $states.context.Execution.StartTime, $states.context.Execution.Input[0]] %}','End':true}}},'End':true}"),
                "['a']");

        assertThat(done.output())
                .isEqualTo("[[{\"v\":\"a\",\"i\":0},\"a\",\"C\",\"machine-1\",\"2026-11-21T00:00:00.000Z\",\"a\"]]");
    }

    @Test
    void variables_have_a_limit() {
        String value = "x".repeat(262_144 - 2);
        String machine =
                harness.states("A", "'A':{'Type':'Pass','Assign':{'v':'{% $states.input %}'},'Output':1,'End':true}");

        assertThat(harness.run(machine, "\"" + value + "\"").status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        String two = harness.states(
                "B", "'B':{'Type':'Pass','Assign':{'v':'{% $states.input %}','w':1},'Output':1,'End':true}");
        assertThat(harness.run(two, "\"" + value + "\"").error()).isEqualTo("States.DataLimitExceeded");
    }
}
