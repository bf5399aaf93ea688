package dev.kintsugi.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.engine.ExecutionDescription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Workers that beat, answer late, or answer somebody who is gone, as recorded on AWS. */
class WorkersTest extends AskedWorkers {
    private static final String CAUGHT = ",'Caught':{'Type':'Pass','End':true}";
    private static final String CATCH = "'Catch':[{'ErrorEquals':['States.ALL'],'Next':'Caught'}],'End':true";

    private void passSeconds(double seconds) {
        harness.pass(Duration.ofMillis(Math.round(seconds * 1_000)));
    }

    @Test
    void heartbeats_keep_a_task_no_longer_than_its_timeout_and_leave_no_trace() {
        ExecutionDescription started =
                start(harness.states("T", ask("T", "'TimeoutSeconds':4,'HeartbeatSeconds':2," + CATCH) + CAUGHT), "{}");
        String token = token();
        for (int beat = 0; beat < 3; beat++) {
            passSeconds(1.2);
            harness.engine.sendTaskHeartbeat(token);
        }
        passSeconds(0.399);
        assertThat(now(started).status()).isEqualTo(ExecutionStatus.RUNNING);
        passSeconds(0.001);

        assertOver(token);
        assertThat(harness.trace(started))
                .containsExactly(
                        "1<0 ExecutionStarted",
                        "2<0 TaskStateEntered T",
                        "3<2 TaskScheduled",
                        "4<3 TaskStarted",
                        "5<4 TaskSubmitted",
                        "6<5 TaskTimedOut States.Timeout",
                        "7<6 TaskStateExited T",
                        "8<7 PassStateEntered Caught",
                        "9<8 PassStateExited Caught",
                        "10<9 ExecutionSucceeded");
        assertThat(now(started).output()).isEqualTo("{\"Error\":\"States.Timeout\",\"Cause\":\"\"}");
    }

    @Test
    void a_missed_heartbeat_is_retried_as_a_timeout_with_a_new_token() {
        ExecutionDescription started = start(
                harness.states(
                        "T",
                        ask(
                                "T",
                                "'TimeoutSeconds':3,'HeartbeatSeconds':1,'Retry':[{'ErrorEquals':['States.Timeout'],"
                                        + "'IntervalSeconds':1,'MaxAttempts':1}],'End':true")),
                "{}");
        String old = token();
        passSeconds(2);

        assertThat(state()).containsEntry("RetryCount", 1);
        assertOver(old);
        harness.engine.sendTaskSuccess(token(), "1");
        assertThat(after(started, 5))
                .containsExactly(
                        "6<5 TaskTimedOut States.Timeout",
                        "7<6 TaskScheduled",
                        "8<7 TaskStarted",
                        "9<8 TaskSubmitted",
                        "10<9 TaskSucceeded",
                        "11<10 TaskStateExited T",
                        "12<11 ExecutionSucceeded");
    }

    @Test
    void attempts_are_counted_and_each_has_its_own_token() {
        ExecutionDescription started = start(
                harness.states(
                        "T",
                        ask("T", "'Retry':[{'ErrorEquals':['Busy'],'IntervalSeconds':1,'MaxAttempts':2}]," + CATCH)
                                + CAUGHT),
                "{}");
        List<Object> counts = new ArrayList<>();
        List<String> tokens = new ArrayList<>();
        for (int attempt = 0; attempt < 3; attempt++) {
            counts.add(state().get("RetryCount"));
            tokens.add(token());
            tokens.subList(0, attempt).forEach(this::assertOver);
            failed(token());
            passSeconds(2);
        }

        assertThat(counts).containsExactly(0, 1, 2);
        assertThat(tokens).doesNotHaveDuplicates();
        assertThat(harness.trace(started))
                .filteredOn(line -> line.contains("TaskStateEntered"))
                .hasSize(1);
        assertThat(now(started).output()).isEqualTo("{\"Error\":\"Busy\",\"Cause\":\"try later\"}");
    }

    @Test
    void what_is_stopped_while_a_retry_is_due_tries_no_more() {
        ExecutionDescription started = start(
                harness.states(
                        "T", ask("T", "'Retry':[{'ErrorEquals':['Busy'],'IntervalSeconds':5}]," + CATCH) + CAUGHT),
                "{}");
        failed(token());
        harness.engine.stopExecution(started.executionArn(), null, null);
        passSeconds(6);

        assertThat(after(started, 5)).containsExactly("6<5 TaskFailed Busy", "7<0 ExecutionAborted null");
        assertThat(harness.messages).hasSize(1);
        assertOver(token());
    }

    @Test
    void the_end_of_an_executions_time_is_neither_retried_nor_caught() {
        ExecutionDescription started = start(
                harness.machine("{'QueryLanguage':'JSONata','TimeoutSeconds':3,'StartAt':'T','States':{"
                        + ask(
                                "T",
                                "'TimeoutSeconds':8,'HeartbeatSeconds':2,'Retry':[{'ErrorEquals':['States.ALL']}],"
                                        + CATCH)
                        + CAUGHT + "}}"),
                "{}");
        String token = token();
        passSeconds(1.5);
        harness.engine.sendTaskHeartbeat(token);
        passSeconds(1.5);

        assertThat(after(started, 5)).containsExactly("6<0 ExecutionTimedOut States.Timeout");
        assertOver(token);
        assertThat(harness.engine.stopExecution(started.executionArn(), "Late", null))
                .isEqualTo(started.startedAt().plusSeconds(3));
        assertThat(now(started).status()).isEqualTo(ExecutionStatus.TIMED_OUT);
    }

    @Test
    void a_branch_that_fails_lets_go_of_its_siblings_even_if_it_is_caught() {
        ExecutionDescription started = start(
                harness.states(
                        "P",
                        "'P':{'Type':'Parallel','Branches':[{'StartAt':'Left','States':{" + ask("Left", "'End':true")
                                + "}},{'StartAt':'Right','States':{" + ask("Right", "'End':true") + "}}]," + CATCH + "}"
                                + CAUGHT),
                "{}");
        Map<String, String> tokens = tokens(2);
        failed(tokens.get("Left"));

        assertOver(tokens.get("Right"));
        assertThat(after(started, 11))
                .containsExactly(
                        "12<10 TaskFailed Busy",
                        "13<12 TaskStateAborted",
                        "14<12 TaskStateAborted",
                        "15<12 ParallelStateFailed",
                        "16<15 ParallelStateExited P",
                        "17<16 PassStateEntered Caught",
                        "18<17 PassStateExited Caught",
                        "19<18 ExecutionSucceeded");
    }

    @Test
    void an_iteration_that_fails_lets_go_of_the_others_first() {
        ExecutionDescription started = start(
                harness.states(
                        "M",
                        "'M':{'Type':'Map','MaxConcurrency':2,'ItemProcessor':{'StartAt':'Item','States':{"
                                + ask("Item", "'End':true") + "}},'End':true}"),
                "[0,1]");
        failed(token());

        assertThat(after(started, 3))
                .containsExactly(
                        "4<3 MapIterationStarted M#0",
                        "5<3 MapIterationStarted M#1",
                        "6<4 TaskStateEntered Item",
                        "7<6 TaskScheduled",
                        "8<5 TaskStateEntered Item",
                        "9<8 TaskScheduled",
                        "10<7 TaskStarted",
                        "11<9 TaskStarted",
                        "12<10 TaskSubmitted",
                        "13<11 TaskSubmitted",
                        "14<13 TaskFailed Busy",
                        "15<14 MapIterationAborted M#0",
                        "16<14 TaskStateAborted",
                        "17<14 MapIterationFailed M#1",
                        "18<14 TaskStateAborted",
                        "19<14 MapStateFailed",
                        "20<19 ExecutionFailed Busy");
    }
}
