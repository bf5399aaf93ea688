package dev.kintsugi.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.engine.EngineHarness;
import dev.kintsugi.engine.ExecutionDescription;
import dev.kintsugi.engine.history.EventDetails;
import dev.kintsugi.engine.history.HistoryEvent;
import dev.kintsugi.engine.history.HistoryEventType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Histories as AWS's documentation and recordings have them: types, order, ids and what each event follows. */
class HistoryTest {
    private static final String INVOKE = "'Type':'Task','Resource':'arn:aws:states:::lambda:invoke',";

    private final EngineHarness harness = new EngineHarness();

    @Test
    void a_pass_state_hands_its_input_on_as_it_was_written() {
        ExecutionDescription done = harness.run(harness.states("A", "'A':{'Type':'Pass','End':true}"), "{'a': 1}");

        assertThat(done.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(done.output()).isEqualTo("{\"a\": 1}");
        assertThat(harness.trace(done))
                .containsExactly(
                        "1<0 ExecutionStarted",
                        "2<0 PassStateEntered A",
                        "3<2 PassStateExited A",
                        "4<3 ExecutionSucceeded");
    }

    @Test
    void a_choice_takes_the_first_rule_that_holds() {
        ExecutionDescription done = harness.run(
                harness.states(
                        "C",
                        "'C':{'Type':'Choice','Choices':[{'Condition':'{% $states.input.n > 5 %}','Next':'Big'},"
                                + "{'Condition':true,'Next':'Small','Output':'small'}]},"
                                + "'Big':{'Type':'Succeed'},'Small':{'Type':'Succeed'}"),
                "{'n':3}");

        assertThat(harness.trace(done))
                .containsExactly(
                        "1<0 ExecutionStarted",
                        "2<0 ChoiceStateEntered C",
                        "3<2 ChoiceStateExited C",
                        "4<3 SucceedStateEntered Small",
                        "5<4 SucceedStateExited Small",
                        "6<5 ExecutionSucceeded");
        assertThat(done.output()).isEqualTo("\"small\"");
    }

    @Test
    void a_choice_without_a_way_out_is_a_runtime_error() {
        ExecutionDescription done = harness.run(
                harness.states(
                        "C",
                        "'C':{'Type':'Choice','Choices':[{'Condition':false,'Next':'End'}]},'End':{'Type':'Succeed'}"),
                "{}");

        assertThat(harness.trace(done))
                .containsExactly(
                        "1<0 ExecutionStarted", "2<0 ChoiceStateEntered C", "3<2 ExecutionFailed States.Runtime");
        assertThat(done.cause())
                .isEqualTo("An error occurred while executing the state 'C' (entered at the event id #2). Failed to"
                        + " transition out of the state. The state does not point to a next state.");
    }

    @Test
    void a_wait_takes_as_long_as_it_says() {
        ExecutionDescription done = harness.run(
                harness.states(
                        "W",
                        "'W':{'Type':'Wait','Seconds':'{% $states.input.s %}','Next':'T'},"
                                + "'T':{'Type':'Wait','Timestamp':'2026-11-21T00:10:00Z','End':true}"),
                "{'s':30}");

        assertThat(harness.trace(done))
                .containsExactly(
                        "1<0 ExecutionStarted",
                        "2<0 WaitStateEntered W",
                        "3<2 WaitStateExited W",
                        "4<3 WaitStateEntered T",
                        "5<4 WaitStateExited T",
                        "6<5 ExecutionSucceeded");
        assertThat(harness.engine.history(done.executionArn()).get(2).timestamp())
                .isEqualTo("2026-11-21T00:00:30Z");
        assertThat(done.stoppedAt()).isEqualTo("2026-11-21T00:10:00Z");
    }

    @Test
    void a_fail_state_ends_the_execution_with_its_words() {
        ExecutionDescription done = harness.run(
                harness.states("F", "'F':{'Type':'Fail','Error':'{% $states.input.e %}','Cause':'because'}"),
                "{'e':'Mine'}");

        assertThat(harness.trace(done))
                .containsExactly("1<0 ExecutionStarted", "2<0 FailStateEntered F", "3<2 ExecutionFailed Mine");
        assertThat(done.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(done.error()).isEqualTo("Mine");
        assertThat(done.cause()).isEqualTo("because");
    }

    @Test
    void a_task_that_fails_is_retried_and_caught() {
        harness.fails("work", "Boom");
        ExecutionDescription done = harness.run(
                harness.states(
                        "T",
                        "'T':{" + INVOKE + "'Arguments':{'FunctionName':'work'},"
                                + "'Retry':[{'ErrorEquals':['Boom'],'MaxAttempts':1}],"
                                + "'Catch':[{'ErrorEquals':['States.ALL'],'Next':'Done',"
                                + "'Output':'{% $states.errorOutput.Error %}'}],'End':true},"
                                + "'Done':{'Type':'Succeed'}"),
                "{}");

        assertThat(harness.trace(done))
                .containsExactly(
                        "1<0 ExecutionStarted",
                        "2<0 TaskStateEntered T",
                        "3<2 TaskScheduled",
                        "4<3 TaskStarted",
                        "5<4 TaskFailed Boom",
                        "6<5 TaskScheduled",
                        "7<6 TaskStarted",
                        "8<7 TaskFailed Boom",
                        "9<8 TaskStateExited T",
                        "10<9 SucceedStateEntered Done",
                        "11<10 SucceedStateExited Done",
                        "12<11 ExecutionSucceeded");
        assertThat(done.output()).isEqualTo("\"Boom\"");
    }

    @Test
    void a_function_named_by_its_arn_has_events_of_its_own() {
        String arn = "arn:aws:lambda:us-east-1:000000000000:function:work";
        harness.returns(arn, "{\"ok\":true}");
        ExecutionDescription done = harness.run(
                harness.states("T", "'T':{'Type':'Task','Resource':'" + arn + "','TimeoutSeconds':5,'End':true}"),
                "{'x':1}");

        assertThat(harness.trace(done))
                .containsExactly(
                        "1<0 ExecutionStarted",
                        "2<0 TaskStateEntered T",
                        "3<2 LambdaFunctionScheduled",
                        "4<3 LambdaFunctionStarted",
                        "5<4 LambdaFunctionSucceeded",
                        "6<5 TaskStateExited T",
                        "7<6 ExecutionSucceeded");
        assertThat(harness.engine.history(done.executionArn()).get(2).details())
                .isEqualTo(new EventDetails.LambdaFunctionScheduled(arn, "{\"x\":1}", 5L));
        assertThat(done.output()).isEqualTo("{\"ok\":true}");
    }

    @Test
    void an_expression_that_returns_nothing_fails_each_attempt() {
        ExecutionDescription done = harness.run(
                harness.states(
                        "T",
                        "'T':{" + INVOKE + "'Arguments':{'FunctionName':'{% $states.input.nope %}'},"
                                + "'Retry':[{'ErrorEquals':['States.ALL'],'MaxAttempts':1}],'End':true}"),
                "{}");

        assertThat(harness.trace(done))
                .containsExactly(
                        "1<0 ExecutionStarted",
                        "2<0 TaskStateEntered T",
                        "3<2 EvaluationFailed",
                        "4<3 EvaluationFailed",
                        "5<4 ExecutionFailed States.QueryEvaluationError");
        assertThat(harness.engine.history(done.executionArn()).get(2).details())
                .isEqualTo(new EventDetails.EvaluationFailed(
                        "States.QueryEvaluationError",
                        "An error occurred while executing the state 'T' (entered at the event id #2). The JSONata"
                                + " expression '$states.input.nope' specified for the field 'Arguments/FunctionName'"
                                + " returned nothing (undefined).",
                        "Arguments/FunctionName",
                        "T"));
    }

    @Test
    void branches_chain_to_the_start_and_the_join_to_the_last() {
        ExecutionDescription done = harness.run(
                harness.states(
                        "P",
                        "'P':{'Type':'Parallel','Branches':[{'StartAt':'A','States':{'A':{'Type':'Pass','End':true}}},"
                                + "{'StartAt':'B','States':{'B':{'Type':'Pass','Output':2,'End':true}}}],'End':true}"),
                "1");

        assertThat(harness.trace(done))
                .containsExactly(
                        "1<0 ExecutionStarted",
                        "2<0 ParallelStateEntered P",
                        "3<2 ParallelStateStarted",
                        "4<3 PassStateEntered A",
                        "5<4 PassStateExited A",
                        "6<3 PassStateEntered B",
                        "7<6 PassStateExited B",
                        "8<7 ParallelStateSucceeded",
                        "9<7 ParallelStateExited P",
                        "10<9 ExecutionSucceeded");
        assertThat(done.output()).isEqualTo("[1,2]");
    }

    @Test
    void a_failing_branch_takes_the_others_with_it() {
        harness.fails("work", "Boom");
        ExecutionDescription done = harness.run(
                harness.states(
                        "P",
                        "'P':{'Type':'Parallel','Branches':["
                                + "{'StartAt':'T','States':{'T':{" + INVOKE
                                + "'Arguments':{'FunctionName':'work'},'End':true}}},"
                                + "{'StartAt':'W','States':{'W':{'Type':'Wait','Seconds':9,'End':true}}}],"
                                + "'Catch':[{'ErrorEquals':['States.TaskFailed'],'Next':'Done'}],'End':true},"
                                + "'Done':{'Type':'Pass','End':true}"),
                "{}");

        assertThat(harness.trace(done))
                .containsExactly(
                        "1<0 ExecutionStarted",
                        "2<0 ParallelStateEntered P",
                        "3<2 ParallelStateStarted",
                        "4<3 TaskStateEntered T",
                        "5<4 TaskScheduled",
                        "6<3 WaitStateEntered W",
                        "7<5 TaskStarted",
                        "8<7 TaskFailed Boom",
                        "9<8 TaskStateAborted",
                        "10<8 WaitStateAborted",
                        "11<8 ParallelStateFailed",
                        "12<11 ParallelStateExited P",
                        "13<12 PassStateEntered Done",
                        "14<13 PassStateExited Done",
                        "15<14 ExecutionSucceeded");
    }

    @Test
    void iterations_one_at_a_time_follow_each_other() {
        ExecutionDescription done = harness.run(
                harness.states(
                        "M",
                        "'M':{'Type':'Map','Items':'{% $states.input %}','MaxConcurrency':1,'ItemProcessor':"
                                + "{'ProcessorConfig':{'Mode':'INLINE'},'StartAt':'I','States':{'I':{'Type':'Pass','End':true}}},'End':true}"),
                "[1,2,3]");

        assertThat(harness.trace(done))
                .containsExactly(
                        "1<0 ExecutionStarted",
                        "2<0 MapStateEntered M",
                        "3<2 MapStateStarted",
                        "4<3 MapIterationStarted M#0",
                        "5<4 PassStateEntered I",
                        "6<5 PassStateExited I",
                        "7<6 MapIterationSucceeded M#0",
                        "8<6 MapIterationStarted M#1",
                        "9<8 PassStateEntered I",
                        "10<9 PassStateExited I",
                        "11<10 MapIterationSucceeded M#1",
                        "12<10 MapIterationStarted M#2",
                        "13<12 PassStateEntered I",
                        "14<13 PassStateExited I",
                        "15<14 MapIterationSucceeded M#2",
                        "16<15 MapStateSucceeded",
                        "17<15 MapStateExited M",
                        "18<17 ExecutionSucceeded");
        assertThat(done.output()).isEqualTo("[1,2,3]");
    }

    @Test
    void a_map_over_nothing_succeeds_at_once() {
        ExecutionDescription done = harness.run(
                harness.states(
                        "M",
                        "'M':{'Type':'Map','ItemProcessor':{'StartAt':'I','States':{'I':{'Type':'Pass','End':true}}},'End':true}"),
                "[]");

        assertThat(harness.trace(done))
                .containsExactly(
                        "1<0 ExecutionStarted",
                        "2<0 MapStateEntered M",
                        "3<2 MapStateStarted",
                        "4<3 MapStateSucceeded",
                        "5<3 MapStateExited M",
                        "6<5 ExecutionSucceeded");
    }

    @Test
    void a_failing_iteration_aborts_the_one_that_waits() {
        ExecutionDescription done = harness.run(
                harness.states(
                        "M",
                        "'M':{'Type':'Map','End':true,'ItemProcessor':{'StartAt':'R','States':{"
                                + "'R':{'Type':'Choice','Default':'Long','Choices':[{'Condition':'{% $states.input = 2 %}','Next':'Boom'}]},"
                                + "'Long':{'Type':'Wait','Seconds':15,'End':true},"
                                + "'Boom':{'Type':'Fail','Error':'Boom','Cause':'no'}}}}"),
                "[1,2]");

        List<String> trace = harness.trace(done);
        assertThat(trace.subList(trace.size() - 6, trace.size()))
                .containsExactly(
                        "11<10 FailStateEntered Boom",
                        "12<11 MapIterationAborted M#0",
                        "13<11 WaitStateAborted",
                        "14<11 MapIterationFailed M#1",
                        "15<11 MapStateFailed",
                        "16<15 ExecutionFailed Boom");
    }

    @Test
    void a_retried_map_starts_again_from_where_it_failed() {
        ExecutionDescription done = harness.run(
                harness.states(
                        "M",
                        "'M':{'Type':'Map','End':true,'Retry':[{'ErrorEquals':['States.ALL'],'MaxAttempts':1}],"
                                + "'ItemProcessor':{'StartAt':'F','States':{'F':{'Type':'Fail','Error':'E','Cause':'c'}}}}"),
                "[1]");

        assertThat(harness.trace(done))
                .containsExactly(
                        "1<0 ExecutionStarted",
                        "2<0 MapStateEntered M",
                        "3<2 MapStateStarted",
                        "4<3 MapIterationStarted M#0",
                        "5<4 FailStateEntered F",
                        "6<5 MapIterationFailed M#0",
                        "7<5 MapStateStarted",
                        "8<7 MapIterationStarted M#0",
                        "9<8 FailStateEntered F",
                        "10<9 MapIterationFailed M#0",
                        "11<9 MapStateFailed",
                        "12<11 ExecutionFailed E");
    }

    @Test
    void items_that_cannot_be_evaluated_fail_the_map_before_it_starts() {
        ExecutionDescription done = harness.run(
                harness.states(
                        "M",
                        "'M':{'Type':'Map','Items':'{% $states.input.nope %}','ItemProcessor':"
                                + "{'StartAt':'I','States':{'I':{'Type':'Pass','End':true}}},'End':true}"),
                "{}");

        assertThat(harness.trace(done))
                .containsExactly(
                        "1<0 ExecutionStarted",
                        "2<0 MapStateEntered M",
                        "3<2 EvaluationFailed",
                        "4<3 MapStateFailed",
                        "5<4 ExecutionFailed States.QueryEvaluationError");
    }

    @Test
    void a_catch_that_cannot_be_evaluated_fails_the_state_a_second_time() {
        ExecutionDescription done = harness.run(
                harness.states(
                        "P",
                        "'P':{'Type':'Parallel','Branches':[{'StartAt':'F','States':{'F':{'Type':'Fail','Error':'E'}}}],"
                                + "'Catch':[{'ErrorEquals':['States.ALL'],'Output':'{% $states.input.nope %}','Next':'D'}],'End':true},"
                                + "'D':{'Type':'Succeed'}"),
                "{}");

        assertThat(harness.trace(done))
                .containsExactly(
                        "1<0 ExecutionStarted",
                        "2<0 ParallelStateEntered P",
                        "3<2 ParallelStateStarted",
                        "4<3 FailStateEntered F",
                        "5<4 ParallelStateFailed",
                        "6<4 EvaluationFailed",
                        "7<6 ParallelStateFailed",
                        "8<7 ExecutionFailed States.QueryEvaluationError");
    }

    @Test
    void the_event_before_the_last_possible_one_ends_a_loop() {
        ExecutionDescription done = harness.run(
                harness.states(
                        "A",
                        "'A':{'Type':'Pass','Next':'C'},'C':{'Type':'Choice','Choices':[{'Condition':false,'Next':'E'}],'Default':'A'},"
                                + "'E':{'Type':'Succeed'}"),
                "{}");

        List<HistoryEvent> history = harness.engine.history(done.executionArn());
        assertThat(history).hasSize(25_000);
        assertThat(history.getLast().type()).isEqualTo(HistoryEventType.EXECUTION_FAILED);
        assertThat(history.getLast().previousEventId()).isEqualTo(24_999);
        assertThat(done.error()).isEqualTo("States.Runtime");
        assertThat(done.cause()).isEqualTo("The execution reached the maximum number of history events (25000).");
        assertThat(done.redriveStatusReason()).isEqualTo("Execution has exceeded the maximum history event limit");
    }
}
