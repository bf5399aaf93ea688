package dev.kintsugi.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.engine.EngineHarness;
import dev.kintsugi.engine.ExecutionDescription;
import dev.kintsugi.engine.history.EventDetails;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What ends with a branch, an iteration or an expression that fails, as people measured it on AWS. */
class FailuresTest {
    private final EngineHarness harness = new EngineHarness();

    private List<String> after(ExecutionDescription done, int events) {
        List<String> trace = harness.trace(done);
        return trace.subList(events, trace.size());
    }

    private String machine(String fields, String states) {
        return harness.machine("{'QueryLanguage':'JSONata','StartAt':'S'," + fields + "'States':{" + states + "}}");
    }

    @Test
    void iterations_that_are_cut_off_are_told_of_before_the_one_that_failed() {
        ExecutionDescription done = harness.run(
                machine(
                        "",
                        "'S':{'Type':'Map','ItemProcessor':{'StartAt':'C','States':{"
                                + "'C':{'Type':'Choice','Choices':[{'Condition':'{% $states.input = 1 %}','Next':'P'}],'Default':'W'},"
                                + "'P':{'Type':'Wait','Seconds':1,'Next':'F'},'F':{'Type':'Fail','Error':'Boom'},"
                                + "'W':{'Type':'Wait','Seconds':20,'End':true}}},'End':true}"),
                "[1,2]");

        List<String> trace = harness.trace(done);
        assertThat(after(done, trace.indexOf("13<12 FailStateEntered F") + 1))
                .containsExactly(
                        "14<13 MapIterationAborted S#1",
                        "15<13 WaitStateAborted",
                        "16<13 MapIterationFailed S#0",
                        "17<13 MapStateFailed",
                        "18<17 ExecutionFailed Boom");
    }

    @Test
    void an_item_that_cannot_be_selected_starts_no_iteration_and_ends_the_others() {
        ExecutionDescription done = harness.run(
                machine(
                        "",
                        "'S':{'Type':'Map','MaxConcurrency':2,'ItemSelector':{'v':'{% $states.context.Map.Item.Value.v %}'},"
                                + "'ItemProcessor':{'StartAt':'W','States':{'W':{'Type':'Wait','Seconds':'{% $states.input.v %}','End':true}}},"
                                + "'Catch':[{'ErrorEquals':['States.QueryEvaluationError'],'Next':'Done'}],'End':true},"
                                + "'Done':{'Type':'Wait','Seconds':99,'End':true}"),
                "[{'v':1},{'v':50},{}]");

        assertThat(harness.trace(done))
                .containsExactly(
                        "1<0 ExecutionStarted",
                        "2<0 MapStateEntered S",
                        "3<2 MapStateStarted",
                        "4<3 MapIterationStarted S#0",
                        "5<3 MapIterationStarted S#1",
                        "6<4 WaitStateEntered W",
                        "7<5 WaitStateEntered W",
                        "8<6 WaitStateExited W",
                        "9<8 MapIterationSucceeded S#0",
                        "10<9 EvaluationFailed",
                        "11<10 MapIterationAborted S#1",
                        "12<10 WaitStateAborted",
                        "13<10 MapStateFailed",
                        "14<13 MapStateExited S",
                        "15<14 WaitStateEntered Done",
                        "16<15 WaitStateExited Done",
                        "17<16 ExecutionSucceeded");
    }

    @Test
    void a_branch_that_did_not_begin_before_another_failed_never_begins() {
        ExecutionDescription retried = harness.run(
                machine(
                        "",
                        "'S':{'Type':'Parallel','Branches':["
                                + "{'StartAt':'F','States':{'F':{'Type':'Fail','Error':'Boom'}}},"
                                + "{'StartAt':'P','States':{'P':{'Type':'Pass','End':true}}}],"
                                + "'Retry':[{'ErrorEquals':['Boom'],'MaxAttempts':1}],'End':true}"),
                "{}");

        assertThat(harness.trace(retried))
                .containsExactly(
                        "1<0 ExecutionStarted",
                        "2<0 ParallelStateEntered S",
                        "3<2 ParallelStateStarted",
                        "4<3 FailStateEntered F",
                        "5<4 ParallelStateStarted",
                        "6<5 FailStateEntered F",
                        "7<6 ParallelStateFailed",
                        "8<7 ExecutionFailed Boom");
    }

    @Test
    void a_nested_branch_that_did_not_begin_does_not_outlive_the_state_around_it() {
        ExecutionDescription caught = harness.run(
                machine(
                        "",
                        "'S':{'Type':'Parallel','Branches':[{'StartAt':'I','States':{'I':{'Type':'Parallel','Branches':["
                                + "{'StartAt':'F','States':{'F':{'Type':'Fail','Error':'Boom'}}},"
                                + "{'StartAt':'P','States':{'P':{'Type':'Pass','End':true}}}],'End':true}}}],"
                                + "'Catch':[{'ErrorEquals':['Boom'],'Next':'Done'}],'End':true},"
                                + "'Done':{'Type':'Wait','Seconds':1,'End':true}"),
                "{}");

        assertThat(caught.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(harness.trace(caught)).noneMatch(line -> line.endsWith(" P"));
    }

    @Test
    void a_runtime_error_in_an_iteration_ends_everything_without_a_word_about_the_rest() {
        ExecutionDescription done = harness.run(
                machine(
                        "",
                        "'S':{'Type':'Map','ItemProcessor':{'StartAt':'C','States':{"
                                + "'C':{'Type':'Choice','Choices':[{'Condition':'{% $states.input = 1 %}','Next':'W'}]},"
                                + "'W':{'Type':'Wait','Seconds':20,'End':true}}},"
                                + "'Catch':[{'ErrorEquals':['States.ALL'],'Next':'W2'}],'End':true},'W2':{'Type':'Succeed'}"),
                "[1,2]");

        assertThat(harness.trace(done)).last().isEqualTo("10<9 ExecutionFailed States.Runtime");
        assertThat(harness.trace(done)).noneMatch(line -> line.contains("Aborted") || line.contains("MapStateFailed"));
    }

    @Test
    void an_expression_that_gives_another_type_says_which_and_what() {
        String wants =
                "The JSONata expression '$states.input' specified for the field '%s' returned an unexpected result"
                        + " type. Expected '%s', but was '%s' for value: %s";
        assertThat(causeOf(
                        "'Type':'Map','Items':'{% $states.input %}','ItemProcessor':{'StartAt':'P','States':"
                                + "{'P':{'Type':'Pass','End':true}}},'End':true",
                        "{'a':1}"))
                .isEqualTo(wants.formatted("Items", "array", "object", "{\"a\":1}"));
        assertThat(causeOf("'Type':'Wait','Seconds':'{% $states.input %}','End':true", "'x'"))
                .isEqualTo(wants.formatted("Seconds", "number", "string", "\"x\""));
        assertThat(causeOf("'Type':'Fail','Error':'{% $states.input %}'", "null"))
                .isEqualTo(wants.formatted("Error", "string", "null", "null"));
        assertThat(causeOf(
                        "'Type':'Choice','Choices':[{'Condition':'{% $states.input %}','Next':'Done'}],'Default':'Done'",
                        "1"))
                .isEqualTo(wants.formatted("Choices[0]/Condition", "boolean", "number", "1"));
        assertThat(causeOf("'Type':'Wait','Seconds':'{% $states.input %}','End':true", "1.5"))
                .isEqualTo("The Seconds field cannot be parsed as an integer: 1.5");
        assertThat(causeOf("'Type':'Wait','Seconds':'{% $states.input %}','End':true", "-1"))
                .isEqualTo("Seconds must be between 0 and 99999999 but was: -1");
        assertThat(causeOf("'Type':'Wait','Timestamp':'{% $states.input %}','End':true", "'tomorrow'"))
                .isEqualTo("The Timestamp parameter does not reference a valid ISO-8601 extended offset date-time"
                        + " format string: 'tomorrow'");
    }

    @Test
    void an_expression_that_fails_is_told_of_at_every_attempt() {
        ExecutionDescription done = harness.run(
                machine(
                        "",
                        "'S':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Arguments':{'FunctionName':"
                                + "'{% $states.input.missing %}'},'Retry':[{'ErrorEquals':['States.ALL'],'MaxAttempts':1}],'End':true}"),
                "{}");

        assertThat(harness.trace(done))
                .containsExactly(
                        "1<0 ExecutionStarted",
                        "2<0 TaskStateEntered S",
                        "3<2 EvaluationFailed",
                        "4<3 EvaluationFailed",
                        "5<4 ExecutionFailed States.QueryEvaluationError");
    }

    @Test
    void items_that_cannot_be_computed_fail_the_map_before_it_starts() {
        ExecutionDescription done = harness.run(
                machine(
                        "",
                        "'S':{'Type':'Map','Items':'{% $states.input.missing %}','ItemProcessor':{'StartAt':'P','States':"
                                + "{'P':{'Type':'Pass','End':true}}},'End':true}"),
                "{}");

        assertThat(harness.trace(done))
                .containsExactly(
                        "1<0 ExecutionStarted",
                        "2<0 MapStateEntered S",
                        "3<2 EvaluationFailed",
                        "4<3 MapStateFailed",
                        "5<4 ExecutionFailed States.QueryEvaluationError");
    }

    @Test
    void a_catch_whose_own_output_fails_follows_what_was_before_the_first_failure() {
        ExecutionDescription done = harness.run(
                machine(
                        "",
                        "'S':{'Type':'Parallel','Branches':[{'StartAt':'B','States':{'B':{'Type':'Fail','Error':'E'}}}],"
                                + "'Catch':[{'ErrorEquals':['Other'],'Next':'D'},{'ErrorEquals':['States.ALL'],"
                                + "'Output':{'v':'{% $states.input.missing %}'},'Next':'D'}],'End':true},'D':{'Type':'Pass','End':true}"),
                "{}");

        assertThat(harness.trace(done))
                .containsExactly(
                        "1<0 ExecutionStarted",
                        "2<0 ParallelStateEntered S",
                        "3<2 ParallelStateStarted",
                        "4<3 FailStateEntered B",
                        "5<4 ParallelStateFailed",
                        "6<4 EvaluationFailed",
                        "7<6 ParallelStateFailed",
                        "8<7 ExecutionFailed States.QueryEvaluationError");
        assertThat(done.cause()).contains("specified for the field 'Catch[1]/Output/v'");
    }

    @Test
    void a_map_over_nothing_leaves_from_where_it_started() {
        ExecutionDescription done = harness.run(
                machine(
                        "",
                        "'S':{'Type':'Map','ItemProcessor':{'StartAt':'P','States':{'P':{'Type':'Pass','End':true}}},'End':true}"),
                "[]");

        assertThat(harness.trace(done))
                .containsExactly(
                        "1<0 ExecutionStarted",
                        "2<0 MapStateEntered S",
                        "3<2 MapStateStarted",
                        "4<3 MapStateSucceeded",
                        "5<3 MapStateExited S",
                        "6<5 ExecutionSucceeded");
    }

    @Test
    void an_execution_that_takes_too_long_ends_to_the_second_and_says_so_in_the_event_only() {
        ExecutionDescription done =
                harness.run(machine("'TimeoutSeconds':3,", "'S':{'Type':'Wait','Seconds':25,'End':true}"), "{}");

        assertThat(harness.trace(done))
                .containsExactly(
                        "1<0 ExecutionStarted", "2<0 WaitStateEntered S", "3<0 ExecutionTimedOut States.Timeout");
        assertThat(done.stoppedAt()).isEqualTo(done.startedAt().plusSeconds(3));
        assertThat(done.error()).isNull();
        assertThat(done.cause()).isNull();
    }

    @Test
    void a_field_is_named_with_its_place_in_the_template() {
        assertThat(causeOf("'Type':'Pass','Output':{'a':{'b':[[1,'{% $states.input.missing %}']]}},'End':true", "{}"))
                .contains("specified for the field 'Output/a/b[0][1]' returned nothing");
        assertThat(causeOf("'Type':'Pass','Assign':{'x':{'y':'{% $states.input.missing %}'}},'End':true", "{}"))
                .contains("specified for the field 'Assign/x/y' returned nothing");
        assertThat(causeOf(
                        "'Type':'Choice','Choices':[{'Condition':false,'Next':'Done'},{'Condition':true,'Next':'Done',"
                                + "'Output':{'v':'{% $states.input.missing %}'}}]",
                        "{}"))
                .contains("specified for the field 'Choices[1]/Output/v' returned nothing");
    }

    /** The cause without the sentence that names the state. */
    private String causeOf(String state, String input) {
        ExecutionDescription done = harness.run(
                machine("", "'S':{" + state + "}" + (state.contains("Done") ? ",'Done':{'Type':'Succeed'}" : "")),
                input);
        EventDetails.EvaluationFailed failed = harness.engine.history(done.executionArn()).stream()
                .map(event -> event.details())
                .filter(EventDetails.EvaluationFailed.class::isInstance)
                .map(EventDetails.EvaluationFailed.class::cast)
                .findFirst()
                .orElseThrow();
        String where = "An error occurred while executing the state 'S' (entered at the event id #2). ";
        assertThat(failed.cause()).startsWith(where).isEqualTo(done.cause());
        return failed.cause().substring(where.length());
    }
}
