package dev.kintsugi.cli.asl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AslCommandTest {
    private static final String ORDER = """
            {"QueryLanguage": "JSONata", "StartAt": "Charge card", "States": {
              "Charge card": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                "Arguments": {"FunctionName": "charge", "Payload": "{% $states.input %}"},
                "Assign": {"paid": "{% $states.result.Payload.paid %}"},
                "Retry": [{"ErrorEquals": ["Timeout"], "IntervalSeconds": 2, "MaxAttempts": 1}],
                "Next": "Cool down"},
              "Cool down": {"Type": "Wait", "Seconds": 86400, "Next": "Was it paid?"},
              "Was it paid?": {"Type": "Choice", "Choices": [{"Condition": "{% $paid %}", "Next": "Both"}],
                "Default": "Give up"},
              "Give up": {"Type": "Fail", "Error": "NotPaid", "Cause": "the card was refused"},
              "Both": {"Type": "Parallel", "End": true, "Branches": [
                {"StartAt": "Mail", "States": {"Mail": {"Type": "Task", "End": true,
                  "Resource": "arn:aws:states:::sqs:sendMessage",
                  "Arguments": {"QueueUrl": "q", "MessageBody": "hello"}}}},
                {"StartAt": "Ask", "States": {"Ask": {"Type": "Task", "End": true, "TimeoutSeconds": 60,
                  "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
                  "Arguments": {"FunctionName": "ask", "Payload": "{% $states.context.Task.Token %}"}}}}]}}}
            """;

    private static final String MOCKS = """
            {"Charge card": [{"Throw": {"Error": "Timeout", "Cause": "no answer"}},
                             {"Return": {"Payload": {"paid": true}}}],
             "ask": [{"Return": "yes"}],
             "arn:aws:states:::sqs:sendMessage": [{"Return": {"MessageId": "1"}}]}
            """;

    @TempDir
    Path folder;

    private Path order;
    private Path mocks;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void files() throws IOException {
        order = Files.writeString(folder.resolve("order.asl.json"), ORDER);
        mocks = Files.writeString(folder.resolve("mocks.json"), MOCKS);
    }

    @Test
    void a_valid_definition_is_said_to_be() {
        assertThat(run("validate", order.toString())).isZero();
        assertThat(out.toString()).contains("valid");
    }

    @Test
    void every_problem_of_a_definition_is_told_with_its_path() throws Exception {
        Path bad = Files.writeString(
                folder.resolve("bad.json"),
                "{\"QueryLanguage\": \"JSONata\", \"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\"}, \"B\": {\"Type\": \"Pas\"}}}");

        assertThat(run("validate", bad.toString())).isEqualTo(2);
        assertThat(out.toString())
                .contains("bad.json /States/A")
                .contains("/States/B")
                .contains("not valid");

        out.getBuffer().setLength(0);
        assertThat(run("validate", bad.toString(), "--json")).isEqualTo(2);
        JsonNode shown = new JsonMapper().readTree(out.toString());
        assertThat(shown.get("result").asText()).isEqualTo("FAIL");
        assertThat(shown.get("diagnostics")).hasSizeGreaterThan(1);

        assertThat(run("run", bad.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("bad.json /States/A").contains("/States/B");
    }

    @Test
    void a_run_is_told_with_its_retries_variables_and_virtual_time() {
        assertThat(run("run", order.toString(), "--input", "{\"card\": 1}", "--mock", mocks.toString()))
                .isZero();
        assertThat(out.toString())
                .contains("+0.000 s  started  input {\"card\": 1}")
                .contains("> Charge card (Task)")
                .contains("failed Timeout: no answer")
                .contains("+2.000 s  retry 1, calls lambda:invoke")
                .contains("< Charge card  $paid = true")
                .contains("+86402.000 s  < Cool down")
                .contains("  Mail: calls sqs:sendMessage")
                .contains("  Ask: returned \"yes\"")
                .contains("SUCCEEDED after 86402.000 s of virtual time: nothing was waited for")
                .contains("output [{\"MessageId\":\"1\"},\"yes\"]");
    }

    @Test
    void a_run_that_fails_exits_1_and_says_why() throws Exception {
        Path refused =
                Files.writeString(folder.resolve("refused.json"), "{\"charge\": [{\"Return\": {\"paid\": false}}]}");

        assertThat(run("run", order.toString(), "--mock", refused.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("FAILED after 86400.000 s").contains("error NotPaid: the card was refused");
    }

    @Test
    void a_run_as_json_has_awss_events() throws Exception {
        assertThat(run("run", order.toString(), "--mock", mocks.toString(), "--json"))
                .isZero();
        JsonNode shown = new JsonMapper().readTree(out.toString());
        assertThat(shown.get("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(shown.at("/output/1").asText()).isEqualTo("yes");
        assertThat(shown.at("/events/0/executionStartedEventDetails/input").asText())
                .isEqualTo("{}");
    }

    @Test
    void a_task_without_a_mock_says_nothing_about_the_machine() {
        assertThat(run("run", order.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("state 'Charge card' calls arn:aws:states:::lambda:invoke, and no mock");
    }

    @Test
    void input_comes_from_a_file_too_and_must_be_json() throws Exception {
        Path input = Files.writeString(folder.resolve("input.json"), "{\"card\": 7}");
        assertThat(run("run", order.toString(), "--input", "@" + input, "--mock", mocks.toString()))
                .isZero();
        assertThat(out.toString()).contains("{\"card\": 7}");

        assertThat(run("run", order.toString(), "--input", "{", "--mock", mocks.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--input:1:2: is not JSON").doesNotContain("REDACTED");
        assertThat(run("run", order.toString(), "--input", "@nowhere")).isEqualTo(2);
        assertThat(err.toString()).contains("nowhere: there is no such file");
    }

    @Test
    void what_cannot_be_read_is_told_and_as_json_when_asked() throws Exception {
        assertThat(run("validate", folder.toString(), "--json")).isEqualTo(2);
        assertThat(new JsonMapper().readTree(out.toString()).at("/problems/0").asText())
                .contains("is a directory, not a file");
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xC3, 0x28});
        assertThat(run("validate", binary.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("binary: is not UTF-8 text");
    }

    private int run(String... arguments) {
        return new CommandLine(new AslCommand())
                .setExpandAtFiles(false)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
