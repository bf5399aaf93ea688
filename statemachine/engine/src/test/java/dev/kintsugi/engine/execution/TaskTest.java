package dev.kintsugi.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.engine.EngineException;
import dev.kintsugi.engine.EngineHarness;
import dev.kintsugi.engine.ExecutionDescription;
import dev.kintsugi.engine.history.EventDetails;
import dev.kintsugi.engine.jsonata.Document;
import dev.kintsugi.engine.log.ForgetfulLog;
import dev.kintsugi.engine.task.LambdaFunctions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TaskTest {
    private final EngineHarness harness = new EngineHarness();

    private String waiting(String more) {
        return harness.states(
                "T",
                "'T':{'Type':'Task','Resource':'arn:aws:states:::sqs:sendMessage.waitForTaskToken','Arguments':"
                        + "{'QueueUrl':'q','MessageBody':{'token':'{% $states.context.Task.Token %}'}}," + more
                        + "'End':true}");
    }

    private ExecutionDescription start(String machine) {
        return harness.engine.startExecution(machine, null, "{}");
    }

    private ExecutionDescription now(ExecutionDescription execution) {
        return harness.engine.describeExecution(execution.executionArn());
    }

    private String token() {
        return (String) Document.parse(harness.messages.getLast()).field("token");
    }

    @Test
    void lambda_invoke_wraps_the_result() {
        harness.returns("work", "{\"n\":1.50}");
        ExecutionDescription done = harness.run(
                harness.states(
                        "T",
                        "'T':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','TimeoutSeconds':60,"
                                + "'Arguments':{'FunctionName':'work','Payload':{'v':'{% $states.input.v %}'}},'End':true}"),
                "{'v':[1,null]}");

        assertThat(harness.invoked).containsExactly("work {\"v\":[1,null]}");
        assertThat(done.output())
                .startsWith(
                        "{\"ExecutedVersion\":\"$LATEST\",\"Payload\":{\"n\":1.5},\"SdkHttpMetadata\":{\"AllHttpHeaders\":{")
                .contains("\"Content-Length\":[\"", "\"HttpStatusCode\":200},\"SdkResponseMetadata\":{\"RequestId\":")
                .endsWith("\"},\"StatusCode\":200}");
        assertThat(harness.engine.history(done.executionArn()).get(2).details())
                .isEqualTo(new EventDetails.TaskScheduled(
                        "lambda",
                        "invoke",
                        "us-east-1",
                        "{\"FunctionName\":\"work\",\"Payload\":{\"v\":[1,null]}}",
                        60L,
                        null));
    }

    @Test
    void a_missing_function_is_a_service_error() {
        ExecutionDescription done = harness.run(
                harness.states(
                        "T",
                        "'T':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Arguments':{'FunctionName':'nope'},'End':true}"),
                "{}");

        assertThat(done.error()).isEqualTo("Lambda.ResourceNotFoundException");
        assertThat(done.cause())
                .startsWith(
                        "Function not found: arn:aws:lambda:us-east-1:000000000000:function:nope (Service: AWSLambda;"
                                + " Status Code: 404; Error Code: ResourceNotFoundException;");
    }

    @Test
    void a_result_of_one_byte_too_many_is_a_data_limit_that_catch_all_does_not_cover() {
        String fits = "\"" + "x".repeat(262_144 - 2) + "\"";
        String arn = "arn:aws:lambda:us-east-1:000000000000:function:big";
        String machine = harness.states(
                "T",
                "'T':{'Type':'Task','Resource':'" + arn
                        + "','Catch':[{'ErrorEquals':['States.ALL'],'Next':'D'}],'End':true},"
                        + "'D':{'Type':'Succeed','Output':'caught'}");

        harness.returns(arn, fits);
        assertThat(harness.run(machine, "{}").status()).isEqualTo(ExecutionStatus.SUCCEEDED);

        harness.returns(arn, fits.replaceFirst("x", "xx"));
        ExecutionDescription done = harness.run(machine, "{}");
        assertThat(done.error()).isEqualTo("States.DataLimitExceeded");
        assertThat(done.cause())
                .isEqualTo("The state/task '" + arn
                        + "' returned a result with a size exceeding the maximum number of bytes service limit.");
    }

    @Test
    void a_token_sent_back_is_the_result() {
        ExecutionDescription started = start(waiting(""));
        String token = token();

        harness.engine.sendTaskSuccess(token, "{\"ok\":1}");

        ExecutionDescription done = now(started);
        assertThat(done.output()).isEqualTo("{\"ok\":1}");
        assertThat(harness.trace(done))
                .containsExactly(
                        "1<0 ExecutionStarted",
                        "2<0 TaskStateEntered T",
                        "3<2 TaskScheduled",
                        "4<3 TaskStarted",
                        "5<4 TaskSubmitted",
                        "6<5 TaskSucceeded",
                        "7<6 TaskStateExited T",
                        "8<7 ExecutionSucceeded");
        assertThatThrownBy(() -> harness.engine.sendTaskSuccess(token, "{}"))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.name()).isEqualTo(EngineException.Name.TaskTimedOut))
                .hasMessage("Task Timed Out: 'Provided task does not exist anymore'");
    }

    @Test
    void a_token_sent_back_from_inside_the_call_is_the_result() {
        EngineHarness harness = new EngineHarness(new ForgetfulLog(), task -> Thread.startVirtualThread(task));
        harness.function("work", payload -> {
            harness.engine.sendTaskSuccess((String) Document.parse(payload).field("token"), "7");
            return LambdaFunctions.Answer.returned("null");
        });
        ExecutionDescription done = harness.run(
                harness.states(
                        "T",
                        "'T':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke.waitForTaskToken','Arguments':"
                                + "{'FunctionName':'work','Payload':{'token':'{% $states.context.Task.Token %}'}},'End':true}"),
                "{}");

        assertThat(done.output()).isEqualTo("7");
    }

    @Test
    void a_token_can_report_a_failure() {
        ExecutionDescription started = start(waiting("'Retry':[{'ErrorEquals':['Busy'],'MaxAttempts':0}],"));

        harness.engine.sendTaskFailure(token(), "Busy", "later");

        assertThat(now(started).error()).isEqualTo("Busy");
        assertThat(now(started).cause()).isEqualTo("later");
        assertThat(harness.trace(now(started))).contains("6<5 TaskFailed Busy", "7<6 ExecutionFailed Busy");
    }

    @Test
    void an_invented_token_is_invalid() {
        assertThatThrownBy(() -> harness.engine.sendTaskHeartbeat("AAAA")).hasMessage("Invalid Token: 'Invalid token'");
        assertThatThrownBy(() -> harness.engine.sendTaskFailure("not base64!", null, null))
                .hasMessage("Invalid Token: 'Invalid token'");
        assertThatThrownBy(() -> harness.engine.sendTaskSuccess("AAAA", "{"))
                .hasMessage("Invalid Token: 'Invalid token'");
    }

    @Test
    void an_output_that_is_no_json_is_refused_and_leaves_the_task_waiting() {
        ExecutionDescription started = start(waiting(""));
        String token = token();

        assertRefusedAsInvalid(token);
        harness.engine.sendTaskHeartbeat(token);
        harness.engine.sendTaskSuccess(token, "1");

        assertThat(now(started).output()).isEqualTo("1");
        // Of a task that is over the output is looked at first, too.
        assertRefusedAsInvalid(token);
    }

    private void assertRefusedAsInvalid(String token) {
        assertThatThrownBy(() -> harness.engine.sendTaskSuccess(token, "{'no"))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.name()).isEqualTo(EngineException.Name.InvalidOutput))
                .hasMessage("Invalid Output: '{'no' is not valid JSON.");
    }

    @Test
    void a_timeout_ends_the_wait_and_the_token() {
        ExecutionDescription started = start(waiting("'TimeoutSeconds':'{% 60 %}',"));
        String token = token();
        harness.pass(Duration.ofSeconds(59));
        assertThat(now(started).status()).isEqualTo(ExecutionStatus.RUNNING);
        harness.pass(Duration.ofSeconds(1));

        assertThat(now(started).error()).isEqualTo("States.Timeout");
        assertThat(now(started).cause()).isNull();
        assertThat(harness.trace(now(started)))
                .contains("6<5 TaskTimedOut States.Timeout", "7<6 ExecutionFailed States.Timeout");
        assertThatThrownBy(() -> harness.engine.sendTaskHeartbeat(token)).isInstanceOf(EngineException.class);
    }

    @Test
    void a_missed_heartbeat_is_covered_by_its_own_name() {
        String machine = harness.states(
                "T",
                "'T':{'Type':'Task','Resource':'arn:aws:states:::sqs:sendMessage.waitForTaskToken','HeartbeatSeconds':10,'Arguments':"
                        + "{'QueueUrl':'q','MessageBody':{'token':'{% $states.context.Task.Token %}'}},"
                        + "'Catch':[{'ErrorEquals':['States.HeartbeatTimeout'],'Next':'D'}],'End':true},'D':{'Type':'Succeed'}");
        ExecutionDescription started = start(machine);
        harness.pass(Duration.ofSeconds(8));
        harness.engine.sendTaskHeartbeat(token());
        harness.pass(Duration.ofSeconds(8));
        assertThat(now(started).status()).isEqualTo(ExecutionStatus.RUNNING);
        harness.pass(Duration.ofSeconds(2));

        assertThat(now(started).output()).isEqualTo("{\"Error\":\"States.Timeout\",\"Cause\":\"\"}");
    }

    @Test
    void a_message_without_a_body_is_refused_in_the_words_of_the_queue() {
        String machine = harness.states(
                "T",
                "'T':{'Type':'Task','Resource':'arn:aws:states:::sqs:sendMessage','Arguments':"
                        + "{'QueueUrl':'q','MessageBody':'{% $states.input %}'},'End':true}");
        ExecutionDescription refused = harness.run(machine, "null");

        assertThat(harness.messages).isEmpty();
        assertThat(harness.trace(refused))
                .endsWith(
                        "4<3 TaskStarted",
                        "5<4 TaskFailed SQS.AmazonSQSException",
                        "6<5 ExecutionFailed SQS.AmazonSQSException");
        assertThat(refused.cause())
                .matches(
                        "The request must contain the parameter MessageBody\\. \\(Service: AmazonSQS; Status Code: 400;"
                                + " Error Code: MissingParameter; Request ID: [-0-9a-f]{36}; Proxy: null\\)");
        assertThat(harness.run(machine, "''").error()).isEqualTo("SQS.AmazonSQSException");
        assertThat(harness.run(machine, "0").status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(harness.messages).containsExactly("0");
    }

    @Test
    void a_build_is_waited_for() {
        String machine = harness.states(
                "B",
                "'B':{'Type':'Task','Resource':'arn:aws:states:::codebuild:startBuild.sync','Arguments':{'ProjectName':'check'},'End':true}");
        ExecutionDescription good = start(machine);
        ExecutionDescription bad = start(machine);
        ExecutionDescription stopped = start(machine);

        harness.builds.end("check:1", "SUCCEEDED");
        harness.builds.end("check:2", "FAILED");
        harness.engine.stopExecution(stopped.executionArn(), "Enough", "really");

        assertThat(now(good).output()).isEqualTo("{\"Build\":{\"Id\":\"check:1\",\"BuildStatus\":\"SUCCEEDED\"}}");
        assertThat(now(bad).error()).isEqualTo("States.TaskFailed");
        assertThat(now(bad).cause()).contains("\"BuildStatus\":\"FAILED\"");
        assertThat(now(stopped).status()).isEqualTo(ExecutionStatus.ABORTED);
        assertThat(harness.trace(now(stopped))).endsWith("6<0 ExecutionAborted Enough");
        assertThat(harness.builds.stopped).containsExactly("check:3");
    }

    @Test
    void the_backoff_grows_up_to_its_maximum() {
        harness.failsFirst("work", 4, "Boom", "1");
        ExecutionDescription done = harness.run(
                harness.states(
                        "T",
                        "'T':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Arguments':{'FunctionName':'work'},"
                                + "'Retry':[{'ErrorEquals':['States.TaskFailed'],'IntervalSeconds':2,'BackoffRate':3,'MaxDelaySeconds':10,'MaxAttempts':4}],"
                                + "'Output':'{% $states.context.State.RetryCount %}','End':true}"),
                "{}");

        assertThat(done.output()).isEqualTo("4");
        assertThat(Duration.between(done.startedAt(), done.stoppedAt())).isEqualTo(Duration.ofSeconds(2 + 6 + 10 + 10));
    }

    @Test
    void full_jitter_waits_less_than_the_backoff() {
        harness.failsFirst("work", 1, "Boom", "1");
        ExecutionDescription done = harness.run(
                harness.states(
                        "T",
                        "'T':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Arguments':{'FunctionName':'work'},"
                                + "'Retry':[{'ErrorEquals':['Boom'],'IntervalSeconds':100,'JitterStrategy':'FULL'}],'End':true}"),
                "{}");

        assertThat(Duration.between(done.startedAt(), done.stoppedAt()))
                .isPositive()
                .isLessThan(Duration.ofSeconds(100));
    }

    @Test
    void each_retrier_counts_for_itself() {
        String[] errors = {"A", "B", "A", "B"};
        int[] calls = {0};
        harness.function(
                "work",
                payload -> calls[0] < errors.length
                        ? EngineHarness.failure(errors[calls[0]++])
                        : LambdaFunctions.Answer.returned("1"));
        ExecutionDescription done = harness.run(
                harness.states(
                        "T",
                        "'T':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Arguments':{'FunctionName':'work'},"
                                + "'Retry':[{'ErrorEquals':['A'],'MaxAttempts':2},{'ErrorEquals':['B'],'MaxAttempts':1}],'End':true}"),
                "{}");

        assertThat(done.error()).isEqualTo("B");
        assertThat(harness.invoked).hasSize(4);
    }

    @Test
    void a_machine_timeout_ends_the_execution_without_an_error() {
        ExecutionDescription done = harness.run(
                harness.machine(
                        "{'QueryLanguage':'JSONata','TimeoutSeconds':5,'StartAt':'W','States':{'W':{'Type':'Wait','Seconds':9,'End':true}}}"),
                "{}");

        assertThat(done.status()).isEqualTo(ExecutionStatus.TIMED_OUT);
        assertThat(done.error()).isNull();
        assertThat(harness.trace(done))
                .containsExactly(
                        "1<0 ExecutionStarted", "2<0 WaitStateEntered W", "3<0 ExecutionTimedOut States.Timeout");
    }
}
