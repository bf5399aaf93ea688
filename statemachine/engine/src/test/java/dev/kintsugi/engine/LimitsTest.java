package dev.kintsugi.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.engine.definition.Diagnostic;
import dev.kintsugi.engine.execution.ExecutionStatus;
import dev.kintsugi.engine.execution.RedriveRules;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every limit of the language just below, at and just above it; those of requests are tested with the API. */
class LimitsTest {
    private static final Instant START = EngineHarness.START;

    private final EngineHarness harness = new EngineHarness();

    private ExecutionDescription pass(String fields) {
        return harness.run(harness.states("P", "'P':{'Type':'Pass'," + fields + ",'End':true}"), "{}");
    }

    /** A string that takes so many bytes as JSON. */
    private static String ofBytes(long bytes) {
        return "{% $pad($string(1), " + (bytes - 2) + ") %}";
    }

    private boolean isRefused(String state) {
        String definition = "{'QueryLanguage':'JSONata','StartAt':'S','States':{'S':{" + state + "}}}";
        return harness.engine.validate(definition.replace('\'', '"')).stream()
                .anyMatch(problem -> problem.severity() == Diagnostic.Severity.ERROR);
    }

    @ParameterizedTest
    @CsvSource({"262143,", "262144,", "262145,States.DataLimitExceeded"})
    void a_states_output(long bytes, String error) {
        assertThat(pass("'Output':'" + ofBytes(bytes) + "'").error()).isEqualTo(error);
    }

    @ParameterizedTest
    @CsvSource({"262143,", "262144,", "262145,States.DataLimitExceeded"})
    void the_variables_of_one_state(long bytes, String error) {
        assertThat(pass("'Assign':{'v':'" + ofBytes(bytes) + "'}").error()).isEqualTo(error);
        assertThat(pass("'Assign':{'v':'" + ofBytes(bytes - 3) + "','w':123}").error())
                .isEqualTo(error);
    }

    @ParameterizedTest
    @CsvSource({"262143,", "262144,", "262145,States.DataLimitExceeded"})
    void a_tasks_arguments(long bytes, String error) {
        harness.returns("f", "1");
        long around = "{\"FunctionName\":\"f\",\"Payload\":[]}".length();
        ExecutionDescription done = harness.run(
                harness.states(
                        "T",
                        "'T':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Arguments':{'FunctionName':'f',"
                                + "'Payload':['" + ofBytes(bytes - around) + "']},'Output':1,'End':true}"),
                "{}");
        assertThat(done.error()).isEqualTo(error);
    }

    @ParameterizedTest
    @CsvSource({
        "24998,",
        "24999,Execution has exceeded the maximum history event limit",
        "25000,Execution has exceeded the maximum history event limit"
    })
    void the_events_of_an_execution_that_is_redriven(int events, String reason) {
        assertThat(RedriveRules.refusal(ExecutionStatus.FAILED, events, START, START, START))
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"-1,", "0,Execution redrivable period exceeded", "1,Execution redrivable period exceeded"})
    void the_days_after_which_an_execution_is_redriven(long beyondMillis, String reason) {
        Instant now = START.plus(Duration.ofDays(14)).plusMillis(beyondMillis);
        assertThat(RedriveRules.refusal(ExecutionStatus.ABORTED, 3, START, START, now))
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "-1,",
        "0,Execution has exceeded the max execution time",
        "1,Execution has exceeded the max execution time"
    })
    void the_year_that_an_execution_lives(long beyondMillis, String reason) {
        Instant now = START.plus(Duration.ofDays(365)).plusMillis(beyondMillis);
        assertThat(RedriveRules.refusal(ExecutionStatus.TIMED_OUT, 3, START, now, now))
                .isEqualTo(reason);
    }

    @Test
    void a_machine_that_is_gone_takes_its_executions_with_it() {
        ExecutionDescription failed = harness.run(harness.states("F", "'F':{'Type':'Fail'}"), "{}");
        harness.engine.deleteStateMachine(failed.machineArn());

        ExecutionDescription now = harness.engine.describeExecution(failed.executionArn());
        assertThat(now.redriveStatus()).isEqualTo(ExecutionDescription.RedriveStatus.NOT_REDRIVABLE);
        assertThat(now.redriveStatusReason()).isEqualTo("State machine is in DELETING status");
        assertThatThrownBy(() -> harness.engine.redriveExecution(failed.executionArn(), null))
                .hasMessage("Execution " + failed.executionArn()
                        + " invalid for redrive as: State machine is in DELETING status");
    }

    @ParameterizedTest
    @CsvSource({"-1,true", "0,false", "99999998,false", "99999999,false", "100000000,true"})
    void the_seconds_of_a_wait(long seconds, boolean refused) {
        assertThat(isRefused("'Type':'Wait','Seconds':" + seconds + ",'End':true"))
                .isEqualTo(refused);
    }

    @ParameterizedTest
    @CsvSource({"0,true", "1,false", "99999998,false", "99999999,false", "100000000,true"})
    void the_seconds_of_a_timeout(long seconds, boolean refused) {
        String task = "'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Arguments':{'FunctionName':'f'},";
        assertThat(isRefused(task + "'TimeoutSeconds':" + seconds + ",'End':true"))
                .isEqualTo(refused);
    }

    @ParameterizedTest
    @CsvSource({
        "IntervalSeconds,0,true",
        "IntervalSeconds,1,false",
        "IntervalSeconds,99999999,false",
        "IntervalSeconds,100000000,true",
        "MaxAttempts,-1,true",
        "MaxAttempts,0,false",
        "MaxAttempts,99999999,false",
        "MaxAttempts,100000000,true",
        "MaxDelaySeconds,31622399,false",
        "MaxDelaySeconds,31622400,false",
        "MaxDelaySeconds,31622401,true",
        "BackoffRate,0.99,true",
        "BackoffRate,1.0,false",
        "BackoffRate,1.01,false"
    })
    void the_numbers_of_a_retry(String field, String value, boolean refused) {
        String task = "'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Arguments':{'FunctionName':'f'},";
        assertThat(isRefused(task + "'Retry':[{'ErrorEquals':['E'],'" + field + "':" + value + "}],'End':true"))
                .isEqualTo(refused);
    }

    @ParameterizedTest
    @CsvSource({"79,false", "80,false", "81,true"})
    void the_characters_of_a_variables_name(int characters, boolean refused) {
        assertThat(isRefused("'Type':'Pass','Assign':{'" + "v".repeat(characters) + "':1},'End':true"))
                .isEqualTo(refused);
    }

    @ParameterizedTest
    @CsvSource({"39,39", "40,40", "41,40"})
    void the_iterations_that_run_at_once(int items, int running) {
        String machine = harness.states(
                "M",
                "'M':{'Type':'Map','ItemProcessor':{'StartAt':'W','States':{'W':{'Type':'Wait','Seconds':9,'End':true}}},"
                        + "'End':true}");
        ExecutionDescription started =
                harness.engine.startExecution(machine, null, "[" + "1,".repeat(items - 1) + "1]");
        assertThat(harness.trace(started))
                .filteredOn(line -> line.contains("MapIterationStarted"))
                .hasSize(running);
    }

    @Test
    void the_same_client_token_for_fifteen_minutes() {
        harness.fails("f", "Boom");
        ExecutionDescription failed = harness.run(
                harness.states(
                        "T",
                        "'T':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Arguments':{'FunctionName':'f'},'End':true}"),
                "{}");
        Instant first = harness.engine.redriveExecution(failed.executionArn(), "token");
        harness.pass(Duration.ofMinutes(15).minusMillis(1));
        assertThat(harness.engine.redriveExecution(failed.executionArn(), "token"))
                .isEqualTo(first);
        harness.pass(Duration.ofMillis(1));
        assertThat(harness.engine.redriveExecution(failed.executionArn(), "token"))
                .isAfter(first);
    }
}
