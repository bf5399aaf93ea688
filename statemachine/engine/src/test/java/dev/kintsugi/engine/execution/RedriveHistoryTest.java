package dev.kintsugi.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.engine.ExecutionDescription;
import dev.kintsugi.engine.ExecutionDescription.RedriveStatus;
import dev.kintsugi.engine.history.EventDetails;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a redrive writes, as recorded on AWS: it goes on from the entries that are there and enters nothing twice. */
class RedriveHistoryTest extends AskedWorkers {
    @Test
    void every_redrive_begins_a_task_from_its_one_entry() {
        ExecutionDescription started = start(sequence(), "{}");
        failTwice();
        harness.pass(Duration.ofMinutes(1));
        redrive(started, "A");
        failTwice();
        harness.pass(Duration.ofMinutes(1));
        redrive(started, "B");
        harness.engine.sendTaskSuccess(token(), "7");

        assertThat(harness.trace(started))
                .containsExactly(
                        "1<0 ExecutionStarted",
                        "2<0 PassStateEntered First",
                        "3<2 PassStateExited First",
                        "4<3 TaskStateEntered Work",
                        "5<4 TaskScheduled",
                        "6<5 TaskStarted",
                        "7<6 TaskSubmitted",
                        "8<7 TaskFailed Busy",
                        "9<8 TaskScheduled",
                        "10<9 TaskStarted",
                        "11<10 TaskSubmitted",
                        "12<11 TaskFailed Busy",
                        "13<12 ExecutionFailed Busy",
                        "14<13 ExecutionRedriven",
                        "15<4 TaskScheduled",
                        "16<15 TaskStarted",
                        "17<16 TaskSubmitted",
                        "18<17 TaskFailed Busy",
                        "19<18 TaskScheduled",
                        "20<19 TaskStarted",
                        "21<20 TaskSubmitted",
                        "22<21 TaskFailed Busy",
                        "23<22 ExecutionFailed Busy",
                        "24<23 ExecutionRedriven",
                        "25<4 TaskScheduled",
                        "26<25 TaskStarted",
                        "27<26 TaskSubmitted",
                        "28<27 TaskSucceeded",
                        "29<28 TaskStateExited Work",
                        "30<29 PassStateEntered Last",
                        "31<30 PassStateExited Last",
                        "32<31 ExecutionSucceeded");
        assertThat(harness.engine.history(started.executionArn()).get(23).details())
                .isEqualTo(new EventDetails.ExecutionRedriven(2));
        assertThat(now(started).output()).isEqualTo("[\"2026-11-21T00:00:00.000Z\",7,2]");
    }

    @Test
    void branches_that_failed_or_were_cut_off_begin_again_from_their_entries() {
        ExecutionDescription started = start(
                harness.states(
                        "P",
                        "'P':{'Type':'Parallel','Branches':[{'StartAt':'Good','States':{" + ask("Good", "'End':true")
                                + "}},{'StartAt':'Bad','States':{" + ask("Bad", "'End':true")
                                + "}},{'StartAt':'Cut','States':{" + ask("Cut", "'End':true") + "}}],'End':true}"),
                "{}");
        Map<String, String> before = tokens(3);
        harness.engine.sendTaskSuccess(before.get("Good"), "1");
        failed(before.get("Bad"));
        int ended = harness.trace(started).size();
        assertThat(after(started, 3))
                .containsExactly(
                        "4<3 TaskStateEntered Good",
                        "5<4 TaskScheduled",
                        "6<3 TaskStateEntered Bad",
                        "7<6 TaskScheduled",
                        "8<3 TaskStateEntered Cut",
                        "9<8 TaskScheduled",
                        "10<5 TaskStarted",
                        "11<7 TaskStarted",
                        "12<9 TaskStarted",
                        "13<10 TaskSubmitted",
                        "14<11 TaskSubmitted",
                        "15<12 TaskSubmitted",
                        "16<13 TaskSucceeded",
                        "17<16 TaskStateExited Good",
                        "18<14 TaskFailed Busy",
                        "19<18 TaskStateAborted",
                        "20<18 TaskStateAborted",
                        "21<18 ParallelStateFailed",
                        "22<21 ExecutionFailed Busy");

        redrive(started, "A");
        assertOver(before.get("Cut"));
        Map<String, String> again = tokens(2);
        harness.engine.sendTaskSuccess(again.get("Cut"), "3");
        harness.engine.sendTaskSuccess(again.get("Bad"), "2");

        assertThat(after(started, ended))
                .containsExactly(
                        "23<22 ExecutionRedriven",
                        "24<6 TaskScheduled",
                        "25<8 TaskScheduled",
                        "26<24 TaskStarted",
                        "27<25 TaskStarted",
                        "28<26 TaskSubmitted",
                        "29<27 TaskSubmitted",
                        "30<29 TaskSucceeded",
                        "31<30 TaskStateExited Cut",
                        "32<28 TaskSucceeded",
                        "33<32 TaskStateExited Bad",
                        "34<33 ParallelStateSucceeded",
                        "35<33 ParallelStateExited P",
                        "36<35 ExecutionSucceeded");
        assertThat(now(started).output()).isEqualTo("[1,2,3]");
    }

    @Test
    void an_iteration_begins_again_from_its_entry_and_the_next_one_as_ever() {
        ExecutionDescription started = start(
                harness.states(
                        "M",
                        "'M':{'Type':'Map','MaxConcurrency':1,'ItemProcessor':{'StartAt':'Item','States':{"
                                + ask("Item", "'End':true") + "}},'End':true}"),
                "[0,1,2]");
        harness.engine.sendTaskSuccess(token(), "10");
        failed(token());
        int ended = harness.trace(started).size();
        assertThat(after(started, 10))
                .containsExactly(
                        "11<10 MapIterationSucceeded M#0",
                        "12<10 MapIterationStarted M#1",
                        "13<12 TaskStateEntered Item",
                        "14<13 TaskScheduled",
                        "15<14 TaskStarted",
                        "16<15 TaskSubmitted",
                        "17<16 TaskFailed Busy",
                        "18<17 MapIterationFailed M#1",
                        "19<17 TaskStateAborted",
                        "20<17 MapStateFailed",
                        "21<20 ExecutionFailed Busy");
        harness.pass(Duration.ofMinutes(1));

        redrive(started, "A");
        assertThat(state()).containsEntry("EnteredTime", "2026-11-21T00:00:00.000Z");
        harness.engine.sendTaskSuccess(token(), "11");
        assertThat(state()).containsEntry("EnteredTime", "2026-11-21T00:01:00.000Z");
        harness.engine.sendTaskSuccess(token(), "12");

        assertThat(after(started, ended))
                .containsExactly(
                        "22<21 ExecutionRedriven",
                        "23<13 TaskScheduled",
                        "24<23 TaskStarted",
                        "25<24 TaskSubmitted",
                        "26<25 TaskSucceeded",
                        "27<26 TaskStateExited Item",
                        "28<27 MapIterationSucceeded M#1",
                        "29<27 MapIterationStarted M#2",
                        "30<29 TaskStateEntered Item",
                        "31<30 TaskScheduled",
                        "32<31 TaskStarted",
                        "33<32 TaskSubmitted",
                        "34<33 TaskSucceeded",
                        "35<34 TaskStateExited Item",
                        "36<35 MapIterationSucceeded M#2",
                        "37<36 MapStateSucceeded",
                        "38<36 MapStateExited M",
                        "39<38 ExecutionSucceeded");
        assertThat(now(started).output()).isEqualTo("[10,11,12]");
    }

    @Test
    void a_stopped_task_begins_again_and_its_old_token_is_worth_nothing() {
        ExecutionDescription started = start(harness.states("Work", ask("Work", "'End':true")), "{}");
        String old = token();
        Instant stopped = harness.engine.stopExecution(started.executionArn(), "Enough", "by hand");
        assertOver(old);
        harness.pass(Duration.ofSeconds(1));
        assertThat(harness.engine.stopExecution(started.executionArn(), "Other", null))
                .isEqualTo(stopped);
        assertThat(now(started).error()).isEqualTo("Enough");

        redrive(started, "A");
        assertOver(old);
        harness.engine.sendTaskSuccess(token(), "1");

        assertThat(after(started, 4))
                .containsExactly(
                        "5<4 TaskSubmitted",
                        "6<0 ExecutionAborted Enough",
                        "7<6 ExecutionRedriven",
                        "8<2 TaskScheduled",
                        "9<8 TaskStarted",
                        "10<9 TaskSubmitted",
                        "11<10 TaskSucceeded",
                        "12<11 TaskStateExited Work",
                        "13<12 ExecutionSucceeded");
    }

    @Test
    void what_timed_out_as_a_whole_gets_its_seconds_again() {
        ExecutionDescription started = start(
                harness.machine("{'QueryLanguage':'JSONata','TimeoutSeconds':8,'StartAt':'Work','States':{"
                        + ask("Work", "'TimeoutSeconds':60,'End':true") + "}}"),
                "{}");
        String old = token();
        harness.pass(Duration.ofSeconds(9));
        ExecutionDescription timedOut = now(started);
        assertThat(timedOut.status()).isEqualTo(ExecutionStatus.TIMED_OUT);
        assertThat(timedOut.error()).isNull();
        assertShown(timedOut, RedriveStatus.REDRIVABLE, null);

        redrive(started, "A");
        assertOver(old);
        harness.pass(Duration.ofMillis(7_999));
        harness.engine.sendTaskSuccess(token(), "1");

        assertThat(after(started, 5))
                .containsExactly(
                        "6<0 ExecutionTimedOut States.Timeout",
                        "7<6 ExecutionRedriven",
                        "8<2 TaskScheduled",
                        "9<8 TaskStarted",
                        "10<9 TaskSubmitted",
                        "11<10 TaskSucceeded",
                        "12<11 TaskStateExited Work",
                        "13<12 ExecutionSucceeded");
    }

    @Test
    void a_task_that_timed_out_fails_the_execution_and_gets_its_seconds_again() {
        ExecutionDescription started =
                start(harness.states("Work", ask("Work", "'TimeoutSeconds':2,'End':true")), "{}");
        String old = token();
        harness.pass(Duration.ofSeconds(2));
        assertThat(now(started).status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(now(started).error()).isEqualTo("States.Timeout");
        assertThat(now(started).cause()).isNull();

        redrive(started, "A");
        assertOver(old);
        harness.pass(Duration.ofMillis(1_999));
        harness.engine.sendTaskSuccess(token(), "1");

        assertThat(after(started, 5))
                .containsExactly(
                        "6<5 TaskTimedOut States.Timeout",
                        "7<6 ExecutionFailed States.Timeout",
                        "8<7 ExecutionRedriven",
                        "9<2 TaskScheduled",
                        "10<9 TaskStarted",
                        "11<10 TaskSubmitted",
                        "12<11 TaskSucceeded",
                        "13<12 TaskStateExited Work",
                        "14<13 ExecutionSucceeded");
    }

    @Test
    void a_fail_state_in_a_branch_fails_again_without_being_entered_again() {
        ExecutionDescription failed = harness.run(
                harness.states(
                        "P",
                        "'P':{'Type':'Parallel','Branches':[{'StartAt':'F','States':{'F':{'Type':'Fail','Error':'Mine'}}}],'End':true}"),
                "{}");

        harness.redrive(failed);

        assertThat(after(failed, 3))
                .containsExactly(
                        "4<3 FailStateEntered F",
                        "5<4 ParallelStateFailed",
                        "6<5 ExecutionFailed Mine",
                        "7<6 ExecutionRedriven",
                        "8<7 ParallelStateFailed",
                        "9<8 ExecutionFailed Mine");
    }
}
