package dev.kintsugi.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.kintsugi.engine.EngineException;
import dev.kintsugi.engine.EngineHarness;
import dev.kintsugi.engine.ExecutionDescription;
import dev.kintsugi.engine.StatusChange;
import dev.kintsugi.engine.task.LambdaFunctions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedriveTest {
    private final EngineHarness harness = new EngineHarness();

    private static String refusal(ExecutionDescription execution, String reason) {
        return "Execution " + execution.executionArn() + " invalid for redrive as: " + reason;
    }

    private static String call(String function) {
        return "'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Arguments':{'FunctionName':'" + function
                + "','Payload':'{% $states.input %}'},'Output':'{% $states.result.Payload %}',";
    }

    @Test
    void a_task_runs_again_from_its_entry_with_its_counters_reset() {
        harness.returns("first", "1").failsFirst("second", 2, "Boom", "2");
        ExecutionDescription failed = harness.run(
                harness.states(
                        "A",
                        "'A':{" + call("first") + "'Assign':{'a':'{% $states.result.Payload %}'},'Next':'B'},"
                                + "'B':{" + call("second")
                                + "'Retry':[{'ErrorEquals':['Boom'],'MaxAttempts':1}],'Next':'C'},"
                                + "'C':{'Type':'Pass','Output':'{% [$a, $states.input, $states.context.Execution.RedriveCount] %}','End':true}"),
                "{}");
        assertThat(failed.error()).isEqualTo("Boom");
        assertThat(failed.redriveStatus()).isEqualTo(ExecutionDescription.RedriveStatus.REDRIVABLE);

        harness.pass(Duration.ofHours(1));
        ExecutionDescription done = harness.redrive(failed);

        assertThat(done.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(done.output()).isEqualTo("[1,2,1]");
        assertThat(done.redriveCount()).isEqualTo(1);
        assertThat(done.redrivenAt()).isEqualTo(EngineHarness.START.plusSeconds(3601));
        assertThat(done.error()).isNull();
        assertThat(harness.invoked).filteredOn(call -> call.startsWith("first")).hasSize(1);
        List<String> trace = harness.trace(done);
        assertThat(trace.subList(13, 19))
                .containsExactly(
                        "14<13 ExecutionFailed Boom",
                        "15<14 ExecutionRedriven",
                        "16<7 TaskScheduled",
                        "17<16 TaskStarted",
                        "18<17 TaskSucceeded",
                        "19<18 TaskStateExited B");
    }

    @Test
    void a_parallel_state_redoes_only_what_failed_or_was_aborted() {
        harness.returns("good", "'done'".replace('\'', '"')).failsFirst("bad", 1, "Boom", "\"mended\"");
        ExecutionDescription failed = harness.run(
                harness.states(
                        "P",
                        "'P':{'Type':'Parallel','End':true,'Branches':["
                                + "{'StartAt':'G','States':{'G':{" + call("good") + "'End':true}}},"
                                + "{'StartAt':'S','States':{'S':{'Type':'Wait','Seconds':5,'Next':'B'},'B':{"
                                + call("bad") + "'End':true}}},"
                                + "{'StartAt':'W','States':{'W':{'Type':'Wait','Seconds':60,'Output':'waited','End':true}}}]}"),
                "0");
        assertThat(failed.error()).isEqualTo("Boom");

        ExecutionDescription done = harness.redrive(failed);

        assertThat(done.output()).isEqualTo("[\"done\",\"mended\",\"waited\"]");
        assertThat(harness.invoked).containsExactly("good 0", "bad 0", "bad 0");
        assertThat(harness.trace(done))
                .noneMatch(line -> line.contains("ParallelStateStarted") && !line.startsWith("3<"));
    }

    @Test
    void a_map_keeps_finished_iterations_and_starts_those_that_never_began() {
        int[] calls = {0};
        harness.function(
                "work",
                payload -> payload.equals("2") && calls[0]++ == 0
                        ? EngineHarness.failure("Boom")
                        : LambdaFunctions.Answer.returned(payload + "0"));
        ExecutionDescription failed = harness.run(
                harness.states(
                        "M",
                        "'M':{'Type':'Map','MaxConcurrency':1,'End':true,'ItemProcessor':{'StartAt':'T','States':{'T':{"
                                + call("work") + "'End':true}}}}"),
                "[1,2,3]");
        assertThat(harness.invoked).containsExactly("work 1", "work 2");

        ExecutionDescription done = harness.redrive(failed);

        assertThat(done.output()).isEqualTo("[10,20,30]");
        assertThat(harness.invoked).containsExactly("work 1", "work 2", "work 2", "work 3");
    }

    @Test
    void a_fail_state_fails_again_without_being_entered_again() {
        ExecutionDescription failed = harness.run(harness.states("F", "'F':{'Type':'Fail','Error':'Mine'}"), "{}");

        ExecutionDescription again = harness.redrive(failed);

        assertThat(again.redriveCount()).isEqualTo(1);
        assertThat(harness.trace(again))
                .containsExactly(
                        "1<0 ExecutionStarted",
                        "2<0 FailStateEntered F",
                        "3<2 ExecutionFailed Mine",
                        "4<3 ExecutionRedriven",
                        "5<4 ExecutionFailed Mine");
    }

    @Test
    void a_stopped_wait_waits_anew_and_a_time_that_is_past_is_over() {
        String machine = harness.states(
                "W",
                "'W':{'Type':'Wait','Seconds':100,'Next':'T'},'T':{'Type':'Wait','Timestamp':'2026-11-21T01:00:00Z','End':true}");
        ExecutionDescription started = harness.engine.startExecution(machine, null, "{}");
        harness.pass(Duration.ofSeconds(50));
        harness.engine.stopExecution(started.executionArn(), null, null);
        harness.pass(Duration.ofHours(2));

        ExecutionDescription done = harness.redrive(started);

        assertThat(Duration.between(done.redrivenAt(), done.stoppedAt())).isEqualTo(Duration.ofSeconds(100));
    }

    @Test
    void a_timed_out_execution_gets_its_time_again() {
        ExecutionDescription timedOut = harness.run(
                harness.machine(
                        "{'QueryLanguage':'JSONata','TimeoutSeconds':10,'StartAt':'W','States':{'W':{'Type':'Wait','Seconds':6,'Next':'X'},"
                                + "'X':{'Type':'Wait','Seconds':6,'End':true}}}"),
                "{}");
        assertThat(timedOut.status()).isEqualTo(ExecutionStatus.TIMED_OUT);

        assertThat(harness.redrive(timedOut).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    @Test
    void an_output_that_failed_after_the_branches_is_evaluated_again_on_their_results() {
        harness.returns("good", "1");
        ExecutionDescription failed = harness.run(
                harness.states(
                        "P",
                        "'P':{'Type':'Parallel','Branches':[{'StartAt':'G','States':{'G':{" + call("good")
                                + "'End':true}}}],"
                                + "'Output':'{% $states.context.Execution.RedriveCount = 0 ? $error($states.input.why) : $states.result %}','End':true}"),
                "{'why':'not yet'}");
        assertThat(failed.error()).isEqualTo("States.QueryEvaluationError");
        assertThat(failed.cause()).contains("not yet");

        assertThat(harness.redrive(failed).output()).isEqualTo("[1]");
        assertThat(harness.invoked).hasSize(1);
    }

    @Test
    void after_a_result_that_was_too_large_a_parallel_state_starts_over() {
        String half = "\"" + "x".repeat(150_000) + "\"";
        harness.returns("large", half).failsFirst("grows", 0, "", half);
        ExecutionDescription failed = harness.run(
                harness.states(
                        "P",
                        "'P':{'Type':'Parallel','Branches':[{'StartAt':'A','States':{'A':{" + call("large")
                                + "'End':true}}}," + "{'StartAt':'B','States':{'B':{" + call("grows")
                                + "'End':true}}}],'End':true}"),
                "{}");
        assertThat(failed.error()).isEqualTo("States.DataLimitExceeded");

        harness.returns("large", "1").returns("grows", "2");
        assertThat(harness.redrive(failed).output()).isEqualTo("[1,2]");
    }

    @Test
    void a_redriven_parent_starts_its_child_anew() {
        String child = harness.states("F", "'F':{'Type':'Fail','Error':'E'}");
        ExecutionDescription failed = harness.run(
                harness.states(
                        "S",
                        "'S':{'Type':'Task','Resource':'arn:aws:states:::states:startExecution.sync:2','Arguments':{'StateMachineArn':'"
                                + child + "'},'End':true}"),
                "{}");

        harness.redrive(failed);

        assertThat(harness.engine.listExecutions(child)).hasSize(2);
    }

    @Test
    void running_and_succeeded_executions_are_not_redriven() {
        String machine = harness.states("W", "'W':{'Type':'Wait','Seconds':5,'End':true}");
        ExecutionDescription execution = harness.engine.startExecution(machine, null, "{}");

        assertThatThrownBy(() -> harness.engine.redriveExecution(execution.executionArn(), null))
                .isInstanceOfSatisfying(
                        EngineException.class,
                        e -> assertThat(e.name()).isEqualTo(EngineException.Name.ExecutionNotRedrivable))
                .hasMessage(refusal(execution, "Execution is RUNNING and cannot be redriven"));
        harness.time.passUntilQuiet();
        assertThatThrownBy(() -> harness.engine.redriveExecution(execution.executionArn(), null))
                .hasMessage(refusal(execution, "Execution is SUCCEEDED and cannot be redriven"));
    }

    @Test
    void fourteen_days_after_its_end_an_execution_is_out_of_reach() {
        ExecutionDescription failed = harness.run(harness.states("F", "'F':{'Type':'Fail'}"), "{}");
        harness.pass(Duration.ofDays(14).minusMillis(1));
        assertThat(harness.redrive(failed).redriveCount()).isEqualTo(1);

        harness.pass(Duration.ofDays(14));
        assertThatThrownBy(() -> harness.engine.redriveExecution(failed.executionArn(), null))
                .hasMessage(refusal(failed, "Execution redrivable period exceeded"));
        assertThat(harness.engine.describeExecution(failed.executionArn()).redriveStatusReason())
                .isEqualTo("Execution redrivable period exceeded");
    }

    @Test
    void the_same_client_token_is_the_same_redrive_for_a_quarter_of_an_hour() {
        ExecutionDescription failed = harness.run(harness.states("F", "'F':{'Type':'Fail'}"), "{}");
        var first = harness.engine.redriveExecution(failed.executionArn(), "token");
        harness.pass(Duration.ofMinutes(14));

        assertThat(harness.engine.redriveExecution(failed.executionArn(), "token"))
                .isEqualTo(first);
        harness.pass(Duration.ofMinutes(1));
        assertThat(harness.engine.redriveExecution(failed.executionArn(), "token"))
                .isAfter(first);
        assertThat(harness.engine.describeExecution(failed.executionArn()).redriveCount())
                .isEqualTo(2);
    }

    @Test
    void every_status_change_is_told_in_order() {
        ExecutionDescription failed = harness.run(harness.states("F", "'F':{'Type':'Fail','Error':'E'}"), "{}");
        harness.redrive(failed);

        assertThat(harness.changes)
                .extracting(StatusChange::execution)
                .extracting(ExecutionDescription::status, ExecutionDescription::redriveCount)
                .containsExactly(
                        tuple(ExecutionStatus.RUNNING, 0),
                        tuple(ExecutionStatus.FAILED, 0),
                        tuple(ExecutionStatus.RUNNING, 1),
                        tuple(ExecutionStatus.FAILED, 1));
    }
}
