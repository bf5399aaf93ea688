package dev.kintsugi.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.engine.EngineHarness;
import dev.kintsugi.engine.ExecutionDescription;
import dev.kintsugi.engine.history.EventDetails;
import dev.kintsugi.engine.history.HistoryEvent;
import dev.kintsugi.engine.history.HistoryEventType;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What variables take, who sees them, and which of a Choice's own are assigned: as recordings of AWS have it. */
class VariablesTest {
    private final EngineHarness harness = new EngineHarness();

    private static String padded(int characters) {
        return "'{% $pad(\\'\\', " + characters + ") %}'";
    }

    private ExecutionDescription run(String startAt, String states) {
        return harness.run(harness.states(startAt, states.replace("\\'", "\\u0027")), "{}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "262142 | 0 |",
                "262143 | 0 | Variable size limit exceeded. Variable 'x' in state 'A' was assigned 262145 bytes.",
                "131070 | 131070 |",
                "131070 | 131071 | State total variable size limit exceeded. Variable 'y' in state 'A' was assigned 131073"
                        + " bytes, which caused the size of variables assigned in the state to exceed its limit by 1 bytes.",
                "131073 | 131072 | State total variable size limit exceeded. Variable 'y' in state 'A' was assigned 131074"
                        + " bytes, which caused the size of variables assigned in the state to exceed its limit by 5 bytes.",
            })
    void what_one_state_assigns_is_measured_as_json_without_its_names(int x, int y, String cause) {
        String more = y == 0 ? "" : ",'y':" + padded(y);

        ExecutionDescription done =
                run("A", "'A':{'Type':'Pass','Assign':{'x':" + padded(x) + more + "},'Output':1,'End':true}");

        assertThat(done.error()).isEqualTo(cause == null ? null : "States.DataLimitExceeded");
        assertThat(done.cause()).isEqualTo(cause);
    }

    @Test
    void all_variables_together_take_ten_mebibytes_and_no_more() {
        String states = IntStream.rangeClosed(1, 42)
                .mapToObj(i -> "'S" + i + "':{'Type':'Pass','Assign':{'v" + i + "':" + padded(250_000) + "},'Next':'S"
                        + (i + 1) + "'}")
                .collect(Collectors.joining(","));

        ExecutionDescription done = run("S1", states + ",'S43':{'Type':'Succeed'}");

        String cause = "Execution total variable size limit exceeded. State 'S42' assigned variables that exceed the"
                + " total execution limit by 14324 bytes.";
        assertThat(done.cause()).isEqualTo(cause);
        List<HistoryEvent> history = harness.engine.history(done.executionArn());
        assertThat(history).hasSize(86);
        assertThat(history.get(84).previousEventId()).isEqualTo(84);
        assertThat(history.get(84).type()).isEqualTo(HistoryEventType.EVALUATION_FAILED);
        assertThat(history.get(84).details())
                .isEqualTo(new EventDetails.EvaluationFailed("States.DataLimitExceeded", cause, "Assign", "S42"));
    }

    @Test
    void a_variable_that_is_assigned_anew_does_not_count_twice() {
        String rounds = "'Start':{'Type':'Pass','Assign':{'n':0},'Next':'Again'},"
                + "'Again':{'Type':'Pass','Assign':{'v':" + padded(250_000) + ",'n':'{% $n + 1 %}'},'Next':'More?'},"
                + "'More?':{'Type':'Choice','Choices':[{'Condition':'{% $n < 50 %}','Next':'Again'}],'Default':'End'},"
                + "'End':{'Type':'Succeed'}";

        assertThat(run("Start", rounds).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    @Test
    void a_choice_assigns_what_its_rule_says_and_its_own_only_by_default() {
        ExecutionDescription done = run(
                "Seed",
                "'Seed':{'Type':'Pass','Assign':{'both':'seed','own':'seed','bare':'seed'},'Next':'Rule'},"
                        + "'Rule':{'Type':'Choice','Assign':{'both':'own','own':'own'},'Output':'own','Default':'Bare',"
                        + "'Choices':[{'Condition':true,'Assign':{'both':'rule'},'Output':'by rule','Next':'Keep'}]},"
                        + "'Keep':{'Type':'Pass','Assign':{'kept':'{% [$both, $own, $states.input] %}'},'Next':'Bare'},"
                        + "'Bare':{'Type':'Choice','Assign':{'bare':'own'},'Default':'Other',"
                        + "'Choices':[{'Condition':true,'Next':'Other'}]},"
                        + "'Other':{'Type':'Choice','Assign':{'other':'own'},'Output':'by default','Default':'Show',"
                        + "'Choices':[{'Condition':false,'Next':'Show'}]},"
                        + "'Show':{'Type':'Pass','Output':'{% [$kept, $bare, $other, $states.input] %}','End':true}");

        assertThat(done.output()).isEqualTo("[\"rule\",\"seed\",\"by rule\",\"seed\",\"own\",\"by default\"]");
    }

    @Test
    void branches_and_iterations_see_what_is_around_them_and_keep_their_own() {
        ExecutionDescription done = run(
                "Seed",
                "'Seed':{'Type':'Pass','Assign':{'outer':5},'Next':'Swap'},"
                        + "'Swap':{'Type':'Pass','Assign':{'outer':'{% $outer + 1 %}','was':'{% $outer %}'},"
                        + "'Output':'{% $outer %}','Next':'Both'},"
                        + "'Both':{'Type':'Parallel','Branches':["
                        + "{'StartAt':'L','States':{'L':{'Type':'Pass','Assign':{'own':10},'Next':'Deep'},"
                        + "'Deep':{'Type':'Parallel','Branches':[{'StartAt':'D','States':{'D':{'Type':'Pass',"
                        + "'Output':'{% $own + $outer %}','End':true}}}],'Output':'{% $states.result[0] %}','End':true}}},"
                        + "{'StartAt':'R','States':{'R':{'Type':'Pass','Assign':{'own':20},'Next':'R2'},"
                        + "'R2':{'Type':'Pass','Output':'{% $own + $outer %}','End':true}}}],"
                        + "'Output':{'sums':'{% $states.result %}','in':'{% $states.input %}','was':'{% $was %}'},'Next':'Each'},"
                        + "'Each':{'Type':'Map','Items':[1,2,3],'ItemProcessor':{'StartAt':'I','States':{"
                        + "'I':{'Type':'Pass','Assign':{'item':'{% $states.input * $outer %}'},'Next':'J'},"
                        + "'J':{'Type':'Pass','Output':'{% $item %}','End':true}}},"
                        + "'Output':{'before':'{% $states.input %}','items':'{% $states.result %}'},'End':true}");

        assertThat(done.output()).isEqualTo("{\"before\":{\"sums\":[16,26],\"in\":5,\"was\":5},\"items\":[6,12,18]}");
    }
}
