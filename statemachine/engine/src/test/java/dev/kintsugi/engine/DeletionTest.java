package dev.kintsugi.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.engine.execution.ExecutionStatus;
import dev.kintsugi.engine.jsonata.Document;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A machine that is deleted while executions of it run, as recorded on AWS. */
class DeletionTest {
    private static final String THEN = "'Next':'Then'},'Then':{'Type':'Pass','End':true}";

    private final EngineHarness harness = new EngineHarness();

    private String waiting() {
        return harness.states("W", "'W':{'Type':'Wait','Seconds':30," + THEN);
    }

    private String asking() {
        return harness.states(
                "T",
                "'T':{'Type':'Task','Resource':'arn:aws:states:::sqs:sendMessage.waitForTaskToken','TimeoutSeconds':100,"
                        + "'Arguments':{'QueueUrl':'q','MessageBody':{'token':'{% $states.context.Task.Token %}'}},"
                        + "'Catch':[{'ErrorEquals':['States.ALL'],'Next':'Then'}]," + THEN);
    }

    private ExecutionDescription start(String machine) {
        return harness.engine.startExecution(machine, null, "{}");
    }

    private ExecutionDescription now(ExecutionDescription execution) {
        return harness.engine.describeExecution(execution.executionArn());
    }

    private String token() {
        return (String) Objects.requireNonNull(
                Document.parse(harness.messages.getLast()).field("token"));
    }

    private void assertFailedFor(ExecutionDescription execution, String machineName) {
        ExecutionDescription failed = now(execution);
        assertThat(failed.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(failed.error()).isEqualTo("States.Runtime");
        assertThat(failed.cause()).isEqualTo("State machine " + machineName + " has been deleted");
    }

    @Test
    void a_wait_goes_on_to_its_end_and_there_the_execution_fails() {
        String machine = waiting();
        ExecutionDescription started = start(machine);

        harness.engine.deleteStateMachine(machine);
        harness.pass(Duration.ofSeconds(29));
        assertThat(now(started).status()).isEqualTo(ExecutionStatus.RUNNING);
        harness.pass(Duration.ofSeconds(1));

        assertFailedFor(started, "machine-1");
        assertThat(harness.trace(started))
                .containsExactly(
                        "1<0 ExecutionStarted", "2<0 WaitStateEntered W", "3<2 ExecutionFailed States.Runtime");
    }

    @Test
    void a_workers_answer_is_accepted_and_leads_nowhere() {
        String machine = asking();
        ExecutionDescription started = start(machine);
        harness.engine.deleteStateMachine(machine);

        harness.engine.sendTaskHeartbeat(token());
        assertThat(now(started).status()).isEqualTo(ExecutionStatus.RUNNING);
        harness.engine.sendTaskSuccess(token(), "{}");

        assertFailedFor(started, "machine-1");
        assertThat(harness.trace(started))
                .containsExactly(
                        "1<0 ExecutionStarted",
                        "2<0 TaskStateEntered T",
                        "3<2 TaskScheduled",
                        "4<3 TaskStarted",
                        "5<4 TaskSubmitted",
                        "6<5 ExecutionFailed States.Runtime");
        assertThat(harness.changes)
                .extracting(change -> change.execution().status())
                .containsExactly(ExecutionStatus.RUNNING, ExecutionStatus.FAILED);
    }

    @Test
    void a_failure_and_a_timeout_are_not_caught_any_more() {
        String machine = asking();
        ExecutionDescription first = start(machine);
        String token = token();
        ExecutionDescription second = start(machine);
        harness.engine.deleteStateMachine(machine);

        harness.engine.sendTaskFailure(token, "Busy", null);
        harness.pass(Duration.ofSeconds(100));

        for (ExecutionDescription execution : List.of(first, second)) {
            assertFailedFor(execution, "machine-1");
            assertThat(harness.trace(execution)).endsWith("5<4 TaskSubmitted", "6<5 ExecutionFailed States.Runtime");
        }
    }

    @Test
    void nothing_new_begins_with_it_and_it_goes_with_its_last_execution() {
        String machine = waiting();
        ExecutionDescription first = start(machine);
        harness.pass(Duration.ofSeconds(10));
        ExecutionDescription second = start(machine);
        String definition = harness.engine.describeStateMachine(machine).definition();
        harness.engine.deleteStateMachine(machine);
        harness.engine.deleteStateMachine(machine);

        assertBeingDeleted(machine, () -> start(machine));
        assertBeingDeleted(machine, () -> harness.engine.updateStateMachine(machine, definition, null, "{}"));
        assertBeingDeleted(
                machine, () -> harness.engine.createStateMachine("machine-1", definition, EngineHarness.ROLE, "{}"));
        harness.pass(Duration.ofSeconds(20));
        assertFailedFor(first, "machine-1");
        assertThat(now(first).redriveStatus()).isEqualTo(ExecutionDescription.RedriveStatus.REDRIVABLE);
        assertThatThrownBy(() -> harness.engine.redriveExecution(first.executionArn(), null))
                .hasMessageEndingWith("State machine is in DELETING status");
        assertThat(harness.engine.describeStateMachine(machine).status()).isEqualTo(MachineDescription.Status.DELETING);
        assertThat(harness.engine.listExecutions(machine)).hasSize(2);

        harness.engine.stopExecution(second.executionArn(), null, null);
        assertThat(now(second).status()).isEqualTo(ExecutionStatus.ABORTED);
        assertThatThrownBy(() -> harness.engine.describeStateMachine(machine))
                .hasMessage("State Machine Does Not Exist: '" + machine + "'");
        assertThat(harness.engine
                        .createStateMachine("machine-1", definition, EngineHarness.ROLE, "{}")
                        .status())
                .isEqualTo(MachineDescription.Status.ACTIVE);
    }

    private static void assertBeingDeleted(String machine, ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .isInstanceOfSatisfying(
                        EngineException.class,
                        e -> assertThat(e.name()).isEqualTo(EngineException.Name.StateMachineDeleting))
                .hasMessage("State Machine is being deleted: '" + machine + "'");
    }

    @Test
    void another_machine_of_the_same_name_begins_without_executions() {
        String machine = harness.states("F", "'F':{'Type':'Fail'}");
        String definition = harness.engine.describeStateMachine(machine).definition();
        ExecutionDescription old = harness.engine.startExecution(machine, "same", "{}");
        harness.engine.deleteStateMachine(machine);
        harness.pass(Duration.ofSeconds(1));
        harness.engine.createStateMachine("machine-1", definition, EngineHarness.ROLE, "{}");

        assertThat(harness.engine.listExecutions(machine)).isEmpty();
        assertThat(now(old).redriveStatusReason()).isEqualTo("State machine is in DELETING status");
        assertThatThrownBy(() -> harness.engine.redriveExecution(old.executionArn(), null))
                .isInstanceOf(EngineException.class);
        ExecutionDescription again = harness.engine.startExecution(machine, "same", "1");
        assertThat(again.executionArn()).isEqualTo(old.executionArn());
        assertThat(now(again).input()).isEqualTo("1");
        assertThat(harness.engine.listExecutions(machine)).hasSize(1);
    }

    @Test
    void a_machine_without_executions_at_work_is_gone_at_once() {
        String machine = waiting();
        ExecutionDescription done = harness.run(machine, "{}");

        harness.engine.deleteStateMachine(machine);

        assertThat(harness.engine.listStateMachines()).isEmpty();
        assertThat(now(done).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }
}
