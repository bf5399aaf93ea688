package dev.kintsugi.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.engine.execution.ExecutionStatus;
import dev.kintsugi.engine.task.LambdaFunctions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RecoveryTest {
    private final RecordingLog log = new RecordingLog();

    private static String call(String function) {
        return "'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Arguments':{'FunctionName':'" + function
                + "','Payload':'{% $states.input %}'},'Output':'{% $states.result.Payload %}',";
    }

    private static EngineHarness withFunctions(EngineHarness harness) {
        return harness.function("double", payload -> LambdaFunctions.Answer.returned(payload + payload));
    }

    private static String machine(EngineHarness harness) {
        return harness.states(
                "A",
                "'A':{'Type':'Pass','Assign':{'base':'{% $states.input %}'},'Next':'M'},"
                        + "'M':{'Type':'Map','Items':'{% [$base, $base + 1, 3] %}','MaxConcurrency':2,'Next':'P','ItemProcessor':{'StartAt':'D',"
                        + "'States':{'D':{" + call("double")
                        + "'Next':'W'},'W':{'Type':'Wait','Seconds':5,'Assign':{'inner':'{% $base %}'},'Next':'O'},"
                        + "'O':{'Type':'Pass','Output':'{% $states.input + $inner %}','End':true}}}},"
                        + "'P':{'Type':'Parallel','Arguments':'{% $states.input[0] %}','Branches':[{'StartAt':'X','States':{'X':{"
                        + call("double")
                        + "'End':true}}},{'StartAt':'Y','States':{'Y':{'Type':'Pass','End':true}}}],'End':true}");
    }

    @Test
    void wherever_the_log_is_cut_a_redrive_gives_the_same_result() {
        EngineHarness first = withFunctions(new EngineHarness(log));
        ExecutionDescription undisturbed = first.run(machine(first), "1");
        assertThat(undisturbed.output()).isEqualTo("[1212,12]");

        for (int length = 3; length < log.entries.size(); length++) {
            RecordingLog cut = log.cut(length);
            EngineHarness second = withFunctions(new EngineHarness(cut));
            ExecutionDescription found = second.engine.describeExecution(undisturbed.executionArn());
            assertThat(found.status()).as("cut at %d", length).isEqualTo(ExecutionStatus.ABORTED);
            assertThat(found.cause()).isEqualTo("the engine stopped");

            ExecutionDescription done = second.redrive(found);

            assertThat(done.output()).as("cut at %d", length).isEqualTo(undisturbed.output());
            assertThat(new EngineHarness(cut).engine.history(done.executionArn()))
                    .isEqualTo(second.engine.history(done.executionArn()));
        }
    }

    @Test
    void what_had_ended_is_found_as_it_was() {
        EngineHarness first = withFunctions(new EngineHarness(log));
        ExecutionDescription done = first.run(machine(first), "1");
        ExecutionDescription failed = first.run(first.states("F", "'F':{'Type':'Fail','Error':'E','Cause':'c'}"), "{}");
        ExecutionDescription again = first.redrive(failed);
        first.engine.deleteStateMachine(done.machineArn());

        EngineHarness second = new EngineHarness(log);

        assertThat(second.engine.describeExecution(done.executionArn()))
                .isEqualTo(first.engine.describeExecution(done.executionArn()));
        assertThat(second.engine.describeExecution(again.executionArn()))
                .isEqualTo(first.engine.describeExecution(again.executionArn()));
        assertThat(second.engine.listStateMachines()).isEqualTo(first.engine.listStateMachines());
        assertThat(second.changes).isEmpty();
    }

    @Test
    void a_machine_that_was_being_deleted_is_gone() {
        EngineHarness first = new EngineHarness(log);
        String machine = first.states("W", "'W':{'Type':'Wait','Seconds':9,'End':true}");
        ExecutionDescription waiting = first.engine.startExecution(machine, null, "{}");
        first.engine.deleteStateMachine(machine);

        EngineHarness second = new EngineHarness(log);

        assertThat(second.engine.listStateMachines()).isEmpty();
        ExecutionDescription found = second.engine.describeExecution(waiting.executionArn());
        assertThat(found.status()).isEqualTo(ExecutionStatus.ABORTED);
        assertThat(found.redriveStatusReason()).isEqualTo("State machine is in DELETING status");
    }

    @Test
    void nothing_is_seen_or_done_before_it_is_safe() {
        EngineHarness harness = withFunctions(new EngineHarness(log));
        String machine = harness.states("T", "'T':{" + call("double") + "'End':true}");
        log.holding = true;

        CompletableFuture<ExecutionDescription> started =
                CompletableFuture.supplyAsync(() -> harness.engine.startExecution(machine, "x", "1"));
        String arn = "arn:aws:states:us-east-1:000000000000:execution:machine-1:x";
        while (log.entries.size() < 4) {
            Thread.onSpinWait();
        }

        assertThat(started).isNotDone();
        assertThatThrownBy(() -> harness.engine.history(arn)).hasMessageContaining("Execution Does Not Exist");
        assertThatThrownBy(() -> harness.engine.describeExecution(arn))
                .hasMessageContaining("Execution Does Not Exist");
        assertThat(harness.engine.listExecutions(machine)).isEqualTo(List.of());
        assertThat(harness.invoked).isEmpty();
        assertThat(harness.changes).isEmpty();

        log.release();
        assertThat(started.join().status()).isEqualTo(ExecutionStatus.RUNNING);
        assertThat(harness.invoked).containsExactly("double 1");
        assertThat(harness.engine.history(arn)).hasSize(4);
        log.release();
        assertThat(harness.engine.describeExecution(arn).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    @Test
    void the_same_start_again_is_answered_when_the_first_is_safe_and_not_before() throws Exception {
        EngineHarness harness = withFunctions(new EngineHarness(log));
        String machine = harness.states("W", "'W':{'Type':'Wait','Seconds':60,'End':true}");
        log.holding = true;
        CompletableFuture<ExecutionDescription> first =
                CompletableFuture.supplyAsync(() -> harness.engine.startExecution(machine, "x", "1"));
        while (log.entries.size() < 3) {
            Thread.onSpinWait();
        }
        CompletableFuture<ExecutionDescription> again =
                CompletableFuture.supplyAsync(() -> harness.engine.startExecution(machine, "x", "1"));

        assertThat(again.completeOnTimeout(null, 200, TimeUnit.MILLISECONDS).join())
                .isNull();
        log.holding = false;
        log.release();
        assertThat(harness.engine.startExecution(machine, "x", "1").executionArn())
                .isEqualTo(first.join().executionArn());
    }

    @Test
    void whoever_asks_an_execution_whose_log_refused_is_told_and_never_left_waiting() {
        EngineHarness harness = withFunctions(new EngineHarness(log));
        String machine = harness.states("W", "'W':{'Type':'Wait','Seconds':60,'End':true}");
        String arn = harness.engine.startExecution(machine, "x", "1").executionArn();
        log.refusing = true;

        assertThatThrownBy(() -> harness.engine.stopExecution(arn, null, null)).hasMessageContaining("disk full");
        assertThatThrownBy(() -> harness.engine.stopExecution(arn, null, null)).hasMessageContaining("disk full");
        assertThatThrownBy(() -> harness.engine.startExecution(machine, "x", "1"))
                .hasMessageContaining("disk full");
        assertThat(harness.engine.describeExecution(arn).status()).isEqualTo(ExecutionStatus.RUNNING);
    }

    @Test
    void an_execution_that_the_log_refuses_did_not_start() {
        EngineHarness harness = new EngineHarness(log);
        String machine = harness.states("A", "'A':{'Type':'Succeed'}");
        log.refusing = true;

        assertThatThrownBy(() -> harness.engine.startExecution(machine, "x", "{}"))
                .hasMessageContaining("disk full");
        assertThat(harness.engine.listExecutions(machine)).isEqualTo(List.of());
    }

    @Test
    void a_closed_engine_does_nothing_more_and_what_was_at_work_is_found_aborted() {
        EngineHarness harness = new EngineHarness(log);
        String machine = harness.states("W", "'W':{'Type':'Wait','Seconds':5,'End':true}");
        ExecutionDescription running = harness.engine.startExecution(machine, "x", "{}");
        int written = log.entries.size();

        harness.engine.close();
        harness.time.passUntilQuiet();

        assertThat(log.entries).hasSize(written);
        assertThatThrownBy(() -> harness.engine.stopExecution(running.executionArn(), null, null))
                .hasMessageContaining("the engine is closed");
        try (InProcessEngine second = InProcessEngine.builder().log(log).open()) {
            assertThat(second.describeExecution(running.executionArn()).status())
                    .isEqualTo(ExecutionStatus.ABORTED);
        }
    }
}
