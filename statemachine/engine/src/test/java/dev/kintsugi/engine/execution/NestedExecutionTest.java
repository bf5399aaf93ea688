package dev.kintsugi.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.engine.EngineHarness;
import dev.kintsugi.engine.ExecutionDescription;
import dev.kintsugi.engine.jsonata.Document;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NestedExecutionTest {
    private final EngineHarness harness = new EngineHarness();

    private String parent(String resource, String child) {
        return harness.states(
                "S",
                "'S':{'Type':'Task','Resource':'arn:aws:states:::states:" + resource
                        + "','Arguments':{'StateMachineArn':'" + child
                        + "','Input':{'n':'{% $states.input.n %}'},'Name':'child'},'End':true}");
    }

    private String child(String more) {
        return harness.states("C", "'C':{" + more + "}");
    }

    @Test
    void an_execution_that_is_not_waited_for_answers_with_its_arn() {
        ExecutionDescription done =
                harness.run(parent("startExecution", child("'Type':'Wait','Seconds':100,'End':true")), "{'n':1}");

        assertThat(done.output())
                .startsWith("{\"ExecutionArn\":\"arn:aws:states:us-east-1:000000000000:execution:machine-1:child\","
                        + "\"SdkHttpMetadata\":{")
                .endsWith("\"},\"StartDate\":" + EngineHarness.START.toEpochMilli() + "}");
    }

    @Test
    void sync_gives_payloads_as_text_and_sync_2_as_values() {
        ExecutionDescription text =
                harness.run(parent("startExecution.sync", child("'Type':'Pass','End':true")), "{'n':1}");
        ExecutionDescription values =
                harness.run(parent("startExecution.sync:2", child("'Type':'Pass','End':true")), "{'n':1}");

        assertThat(Document.parse(text.output()).field("Output")).isEqualTo("{\"n\":1}");
        assertThat(Document.parse(values.output()).field("Output")).isEqualTo(Map.of("n", 1));
        assertThat(Document.parse(values.output()).field("Status")).isEqualTo("SUCCEEDED");
        assertThat(harness.trace(values))
                .containsExactly(
                        "1<0 ExecutionStarted",
                        "2<0 TaskStateEntered S",
                        "3<2 TaskScheduled",
                        "4<3 TaskStarted",
                        "5<4 TaskSubmitted",
                        "6<5 TaskSucceeded",
                        "7<6 TaskStateExited S",
                        "8<7 ExecutionSucceeded");
    }

    @Test
    void an_input_that_is_null_or_left_out_starts_the_child_with_an_empty_object() {
        for (String input : new String[] {",'Input':null", ",'Input':'{% null %}'", ""}) {
            String machine = harness.states(
                    "S",
                    "'S':{'Type':'Task','Resource':'arn:aws:states:::states:startExecution.sync:2','Arguments':"
                            + "{'StateMachineArn':'" + child("'Type':'Pass','End':true") + "'" + input
                            + "},'Output':'{% $states.result.Input %}','End':true}");

            assertThat(harness.run(machine, "{'n':1}").output()).as(input).isEqualTo("{}");
        }
    }

    @Test
    void a_child_that_fails_fails_the_task() {
        ExecutionDescription done = harness.run(
                parent("startExecution.sync:2", child("'Type':'Fail','Error':'Mine','Cause':'why'")), "{'n':1}");

        assertThat(done.error()).isEqualTo("States.TaskFailed");
        Document cause = Document.parse(done.cause());
        assertThat(cause.field("Error")).isEqualTo("Mine");
        assertThat(cause.field("Status")).isEqualTo("FAILED");
    }

    @Test
    void stopping_the_parent_stops_the_child() {
        String machine = parent("startExecution.sync", child("'Type':'Wait','Seconds':100,'End':true"));
        ExecutionDescription started = harness.engine.startExecution(machine, null, "{\"n\":1}");

        harness.engine.stopExecution(started.executionArn(), null, null);

        ExecutionDescription child =
                harness.engine.describeExecution("arn:aws:states:us-east-1:000000000000:execution:machine-1:child");
        assertThat(child.status()).isEqualTo(ExecutionStatus.ABORTED);
        assertThat(child.cause())
                .isEqualTo("The Task state in AWS Step Functions execution [" + started.executionArn()
                        + "] which was managing this resource was aborted");
    }

    @Test
    void a_machine_that_does_not_exist_and_a_name_that_is_taken_are_service_errors() {
        ExecutionDescription missing = harness.run(
                parent("startExecution", "arn:aws:states:us-east-1:000000000000:stateMachine:nope"), "{'n':1}");
        assertThat(missing.error()).isEqualTo("StepFunctions.StateMachineDoesNotExistException");
        assertThat(missing.cause())
                .startsWith("State Machine Does Not Exist: 'arn:aws:states:us-east-1:000000000000:stateMachine:nope'"
                        + " (Service: AWSStepFunctions; Status Code: 400; Error Code: StateMachineDoesNotExist; ");

        String machine = parent("startExecution.sync", child("'Type':'Pass','End':true"));
        harness.run(machine, "{'n':1}");
        assertThat(harness.run(machine, "{'n':2}").error()).isEqualTo("StepFunctions.ExecutionAlreadyExistsException");
    }
}
