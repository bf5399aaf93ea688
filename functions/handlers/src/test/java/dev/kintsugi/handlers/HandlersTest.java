package dev.kintsugi.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.core.executions.Executions.Machine;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.UnknownJob;
import dev.kintsugi.handlers.api.ApiRequest;
import dev.kintsugi.handlers.api.GatewayEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HandlersTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final InMemoryPorts ports = new InMemoryPorts();

    private String submitted() throws Exception {
        String body = JSON.createObjectNode()
                .put("repository", "/r")
                .put("model", "command:true")
                .<com.fasterxml.jackson.databind.node.ObjectNode>set(
                        "files", JSON.valueToTree(Map.of("project.yaml", "name: P\n", "a.md", "# A\n")))
                .toString();
        ApiRequest request = new ApiRequest(
                "POST",
                "/projects",
                Map.of(),
                Map.of("Content-Type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8),
                "me");
        JsonNode answer = JSON.readTree(
                call(new ApiHandler(ports), new String(GatewayEvent.written(request), StandardCharsets.UTF_8)));
        return JSON.readTree(answer.path("body").asText()).path("id").asText();
    }

    private static String call(RequestStreamHandler handler, String event) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out, null);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String step(String execution, String state, String what) {
        return """
                {"contract":1,%s,"execution":"%s","state":"%s","entered":"2026-11-21T10:00:01.5Z","redrives":0}""".formatted(what, execution, state);
    }

    @Test
    void a_project_is_opened_waited_for_and_goes_on() throws Exception {
        String project = submitted();
        String execution = ports.executions.arnOf(Machine.PROJECT, project + "_1");
        String what = "\"project\":\"" + project + "\"";
        assertThat(call(new OpenHandler(ports), step(execution, "Open", what))).isEqualTo("{\"outcome\":\"Opened\"}");
        assertThat(call(new AwaitWorkHandler(ports), step(execution, "Work", what + ",\"token\":\"t\"")))
                .isEmpty();
        assertThat(call(new CloseHandler(ports), step(execution, "Close", what)))
                .isEqualTo("{\"outcome\":\"GoOn\"}");
    }

    @Test
    void steps_of_unknown_jobs_are_named() {
        String what = "\"job\":\"no-abcdef.t\",\"token\":\"t\"";
        for (RequestStreamHandler handler : new RequestStreamHandler[] {
            new SettleHandler(ports), new LandHandler(ports), new AwaitApprovalHandler(ports)
        }) {
            assertThatThrownBy(() -> call(handler, step("arn", "S", what))).isInstanceOf(UnknownJob.class);
        }
    }

    @Test
    void a_step_knows_its_job_its_visit_and_its_token() throws Exception {
        StepCall call =
                StepCall.read(new ByteArrayInputStream(step("arn:x", "Land", "\"job\":\"p-abcdef.t\",\"token\":\"tok\"")
                        .getBytes(StandardCharsets.UTF_8)));
        assertThat(call.job()).isEqualTo(JobId.of("p-abcdef.t"));
        assertThat(call.step().execution()).isEqualTo("arn:x");
        assertThat(call.step().state()).isEqualTo("Land");
        assertThat(call.step().entered()).hasToString("2026-11-21T10:00:01.500Z");
        assertThat(call.token()).isEqualTo("tok");
    }

    @Test
    void a_call_of_another_contract_or_without_its_parts_is_refused() {
        assertThatThrownBy(() -> call(new SettleHandler(ports), "{\"contract\":2}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("speaks contract 1");
        assertThatThrownBy(() -> call(new SettleHandler(ports), "{\"contract\":1}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"execution\"");
        assertThatThrownBy(() -> call(
                        new SettleHandler(ports),
                        "{\"contract\":1,\"execution\":\"a\",\"state\":\"s\",\"entered\":\"soon\"}"))
                .hasMessageContaining("\"entered\" must be a moment");
    }

    @Test
    void a_message_that_is_no_stop_comes_again_and_the_others_do_not() throws Exception {
        String good = JSON.writeValueAsString(Map.of(
                "detail",
                Map.of(
                        "executionArn",
                        ports.executions.arnOf(Machine.JOB, "x-abcdef_t_1"),
                        "status",
                        "ABORTED",
                        "startDate",
                        1,
                        "stopDate",
                        2)));
        String event = JSON.writeValueAsString(Map.of(
                "Records",
                new Object[] {Map.of("messageId", "1", "body", good), Map.of("messageId", "2", "body", "{}")}));
        assertThat(call(new ResumeHandler(ports), event))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"}]}");
    }

    @Test
    void on_aws_a_port_whose_environment_is_missing_says_which_variable() {
        AwsPorts aws = AwsPorts.from(Map.of("AWS_REGION", "eu-west-1"));
        assertThatThrownBy(aws::records).hasMessageContaining("PROJECTS_TABLE");
        assertThatThrownBy(aws::queues).hasMessageContaining("INTERRUPTED_QUEUE");
        assertThatThrownBy(aws::executions).hasMessageContaining("PROJECT_MACHINE");
        assertThat(aws.models()).isSameAs(aws.models());
        assertThat(aws.workspaces()).isNotNull();
        assertThat(aws.ids().hex(6)).hasSize(6);
    }
}
