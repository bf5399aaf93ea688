package dev.kintsugi.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.core.executions.Executions;
import dev.kintsugi.core.executions.Executions.Machine;
import dev.kintsugi.core.executions.Executions.Redrive;
import dev.kintsugi.core.executions.Executions.Start;
import dev.kintsugi.core.executions.Executions.Status;
import dev.kintsugi.core.executions.ExecutionsBusyException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.model.SfnException;

/** What the service's answers and errors become. */
class StepFunctionsExecutionsTest {
    private static final String JOB = "arn:aws:states:eu-central-1:123456789012:stateMachine:kintsugi-job";
    private static final String EXECUTION = "arn:aws:states:eu-central-1:123456789012:execution:kintsugi-job:p_t_1";

    private static Executions over(CannedHttp http) {
        AwsClients clients = new AwsClients(
                Region.EU_CENTRAL_1,
                http,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key")),
                Optional.empty());
        return new StepFunctionsExecutions(
                clients.stepFunctions(),
                Map.of(Machine.JOB, JOB, Machine.PROJECT, JOB.replace("kintsugi-job", "kintsugi-project")));
    }

    private static Executions answering(String body) {
        return over(CannedHttp.answering(200, body));
    }

    private static Executions failing(int status, String code) {
        return over(CannedHttp.answering(status, "{\"__type\":\"%s\",\"message\":\"because\"}".formatted(code)));
    }

    @Test
    void an_execution_s_arn_is_known_before_it_is_started() {
        assertThat(answering("{}").arnOf(Machine.JOB, "p_t_1")).isEqualTo(EXECUTION);
        assertThat(answering("{}").arnOf(Machine.PROJECT, "p_1"))
                .isEqualTo("arn:aws:states:eu-central-1:123456789012:execution:kintsugi-project:p_1");
    }

    @Test
    void a_start_runs_or_finds_its_name_taken() {
        Executions executions = answering("{\"executionArn\":\"%s\",\"startDate\":1.7E9}".formatted(EXECUTION));
        assertThat(executions.start(Machine.JOB, "p_t_1", "{}")).isEqualTo(new Start.Running(EXECUTION));

        assertThat(failing(400, "ExecutionAlreadyExists").start(Machine.JOB, "p_t_1", "{}"))
                .isEqualTo(new Start.NameTaken(EXECUTION));
    }

    @ParameterizedTest
    @CsvSource({"400,ThrottlingException", "400,ExecutionLimitExceeded", "500,InternalFailure", "503,ServiceUnavailable"
    })
    void a_service_that_has_no_time_is_busy(int status, String code) {
        Executions executions = failing(status, code);

        assertThatThrownBy(() -> executions.start(Machine.JOB, "p_t_1", "{}"))
                .isInstanceOf(ExecutionsBusyException.class);
        assertThatThrownBy(() -> executions.succeed("token", "{}")).isInstanceOf(ExecutionsBusyException.class);
        assertThatThrownBy(() -> executions.redrive(EXECUTION, "once")).isInstanceOf(ExecutionsBusyException.class);
        assertThatThrownBy(() -> executions.stop(EXECUTION, "E", "c")).isInstanceOf(ExecutionsBusyException.class);
        assertThatThrownBy(() -> executions.find(EXECUTION)).isInstanceOf(ExecutionsBusyException.class);
    }

    @Test
    void a_connection_that_breaks_is_busy() {
        assertThatThrownBy(() -> over(CannedHttp.breaking()).start(Machine.JOB, "p_t_1", "{}"))
                .isInstanceOf(ExecutionsBusyException.class)
                .hasMessageContaining("reset");
    }

    @ParameterizedTest
    @ValueSource(strings = {"StateMachineDoesNotExist", "AccessDeniedException", "InvalidName"})
    void an_error_that_will_not_pass_is_thrown_as_it_is(String code) {
        assertThatThrownBy(() -> failing(400, code).start(Machine.JOB, "p_t_1", "{}"))
                .isInstanceOf(SfnException.class)
                .hasMessageContaining("because");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TaskTimedOut", "TaskDoesNotExist", "InvalidToken"})
    void a_token_under_which_nobody_waits_any_more_is_no_fault(String code) {
        assertThatCode(() -> failing(400, code).succeed("token", "{}")).doesNotThrowAnyException();
    }

    @Test
    void a_redrive_happens_or_says_why_not() {
        assertThat(answering("{\"redriveDate\":1.7E9}").redrive(EXECUTION, "once"))
                .isEqualTo(new Redrive.Redriven(Instant.ofEpochSecond(1_700_000_000)));
        assertThat(failing(400, "ExecutionNotRedrivable").redrive(EXECUTION, "once"))
                .isEqualTo(new Redrive.NotRedrivable("ExecutionNotRedrivable: because"));
        assertThat(failing(400, "ExecutionDoesNotExist").redrive(EXECUTION, "once"))
                .isEqualTo(new Redrive.Unknown());
    }

    @ParameterizedTest
    @CsvSource({"501,InternalFailure", "400,UnknownOperationException"})
    void where_no_redrive_is_offered_none_is_waited_for(int status, String code) {
        assertThat(failing(status, code).redrive(EXECUTION, "once"))
                .isEqualTo(new Redrive.NotRedrivable("this place offers no redrive: " + code + ": because"));
    }

    @Test
    void stopping_what_never_was_is_harmless() {
        assertThatCode(() -> failing(400, "ExecutionDoesNotExist").stop(EXECUTION, "Cancelled", "by alice"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "RUNNING,RUNNING",
        "SUCCEEDED,SUCCEEDED",
        "FAILED,FAILED",
        "TIMED_OUT,TIMED_OUT",
        "ABORTED,ABORTED",
        "PENDING_REDRIVE,RUNNING",
        "SOMETHING_NEW,RUNNING"
    })
    void an_execution_is_found_as_the_service_knows_it(String word, Status status) {
        Executions executions = answering(
                "{\"executionArn\":\"%s\",\"stateMachineArn\":\"%s\",\"status\":\"%s\",\"startDate\":1.7E9,\"error\":\"E\"}"
                        .formatted(EXECUTION, JOB, word));

        assertThat(executions.find(EXECUTION)).hasValueSatisfying(found -> {
            assertThat(found.status()).isEqualTo(status);
            assertThat(found.startedAt()).isEqualTo(Instant.ofEpochSecond(1_700_000_000));
            assertThat(found.stoppedAt()).isEmpty();
            assertThat(found.error()).isEqualTo("E");
            assertThat(found.cause()).isEmpty();
        });
        assertThat(failing(400, "ExecutionDoesNotExist").find(EXECUTION)).isEmpty();
    }

    @Test
    void the_machines_are_named_by_the_environment_and_a_missing_one_is_named() {
        assertThat(StepFunctionsExecutions.machinesFrom(Map.of("JOB_MACHINE", JOB, "PROJECT_MACHINE", "p")))
                .containsEntry(Machine.JOB, JOB);
        assertThatThrownBy(() -> StepFunctionsExecutions.machinesFrom(Map.of("JOB_MACHINE", JOB)))
                .hasMessage(
                        "The environment variable PROJECT_MACHINE must hold the ARN of a state machine; it is not set.");
    }
}
