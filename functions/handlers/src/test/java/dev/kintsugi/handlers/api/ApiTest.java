package dev.kintsugi.handlers.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.handlers.InMemoryPorts;
import dev.kintsugi.handlers.StackSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> AS_JSON = Map.of("content-type", "application/json; charset=utf-8");
    private static final String TASK = "---\nid: a\n---\n# A\nDo it.\n";

    private final InMemoryPorts ports = new InMemoryPorts();
    private final Api api = Api.over(ports);

    private ApiAnswer get(String path) {
        return api.answer(request("GET", path, Map.of(), ""));
    }

    private ApiAnswer post(String path, String body) {
        return api.answer(request("POST", path, AS_JSON, body));
    }

    private static ApiRequest request(String method, String path, Map<String, String> headers, String body) {
        return new ApiRequest(
                method, path, Map.of(), headers, body.getBytes(StandardCharsets.UTF_8), "arn:aws:iam::1:user/me");
    }

    private static ObjectNode plan(String task) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("files").put("project.yaml", "name: Plan\n").put("a.md", task);
        return body.put("repository", "/somewhere").put("model", "command:true");
    }

    @Test
    void a_plan_is_taken_in_and_started_and_the_same_plan_is_the_same_project() {
        ApiAnswer first = post("/projects", plan(TASK).toString());
        assertThat(first.status()).as(first.toString()).isEqualTo(202);
        assertThat(first.body().path("id").asText()).isEqualTo("plan-abcdef");
        assertThat(first.body().path("tasks").asInt()).isEqualTo(1);
        assertThat(first.body().path("same").asBoolean()).isFalse();
        assertThat(first.body().path("links").path("project").asText()).isEqualTo("/projects/plan-abcdef");
        assertThat(first.headers()).containsEntry("Location", "/projects/plan-abcdef");
        assertThat(post("/projects", plan(TASK).toString()).body().path("same").asBoolean())
                .isTrue();
    }

    @Test
    void what_whoever_deployed_the_stack_decided_bounds_a_plan() {
        ports.stack = new StackSettings(Optional.of("command:coder"), Optional.empty(), 4, false, Optional.empty());
        Api bounded = Api.over(ports);
        ObjectNode unnamed = plan(TASK);
        unnamed.remove("model");
        assertThat(bounded.answer(request("POST", "/projects", AS_JSON, unnamed.toString()))
                        .status())
                .isEqualTo(202);

        ObjectNode many = plan(TASK);
        many.withObject("files").put("project.yaml", "name: Many\nmax_workers: 5\n");
        assertThat(bounded.answer(request("POST", "/projects", AS_JSON, many.toString()))
                        .body()
                        .path("detail")
                        .asText())
                .isEqualTo("max_workers is 5, and this stack allows 4 (its parameter MaxWorkers)");

        ObjectNode checked = plan(TASK);
        checked.withObject("files").put("project.yaml", "name: Checked\nchecks:\n  - name: t\n    command: make\n");
        assertThat(bounded.answer(request("POST", "/projects", AS_JSON, checked.toString()))
                        .body()
                        .path("detail")
                        .asText())
                .contains("this stack runs none");
    }

    @Test
    void what_was_submitted_is_shown() {
        post("/projects", plan(TASK).toString());
        assertThat(get("/projects").body().path("projects")).hasSize(1);
        JsonNode project = get("/projects/plan-abcdef").body();
        assertThat(project.path("caller").asText()).isEqualTo("arn:aws:iam::1:user/me");
        assertThat(project.path("submitted_at").asText()).isEqualTo("2026-11-21T10:00:00Z");
        assertThat(get("/projects/plan-abcdef/tasks").body().path("tasks")).hasSize(1);
        assertThat(get("/projects/plan-abcdef/events").body().path("events")).hasSize(1);
        assertThat(get("/jobs/plan-abcdef.a").status()).isEqualTo(200);
        assertThat(get("/summary").body().path("total").asInt()).isEqualTo(1);
    }

    @Test
    void a_project_is_inspected_and_a_decision_needs_the_state_token_that_was_shown() {
        post("/projects", plan(TASK).toString());
        String path = "/projects/plan-abcdef";

        JsonNode seen = get(path + "/inspect").body();
        assertThat(seen.path("next").asText()).isEqualTo("start");
        assertThat(seen.path("pending").asInt()).isEqualTo(1);
        String token = JSON.createObjectNode()
                .put("token", seen.path("token").asText())
                .toString();
        assertThat(post(path + "/resume", "{}").status()).isEqualTo(400);
        assertThat(post(path + "/resume", "{\"token\":\"17\"}").status()).isEqualTo(409);
        assertThat(post(path + "/retry", token).body().path("detail").asText()).contains("nothing to retry");
        assertThat(post(path + "/skip", token).status()).isEqualTo(409);
        assertThat(post(path + "/reset", token).body().path("detail").asText()).contains("confirm it");
        ApiAnswer resumed = post(path + "/resume", token);
        assertThat(resumed.status()).as(resumed.toString()).isEqualTo(202);
        assertThat(resumed.body().path("text").asText()).contains("goes on");
        ApiAnswer stale = post(path + "/resume", token);
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.body().path("type").asText()).endsWith(":stale");
        assertThat(stale.body().path("problems")).isNotEmpty();
        assertThat(get("/projects/none-abcdef/inspect").status()).isEqualTo(404);
    }

    @Test
    void a_project_is_reported_page_by_page() {
        post("/projects", plan(TASK).toString());

        JsonNode report = get("/projects/plan-abcdef/report").body();

        assertThat(report.path("project").path("counts").path("text").asText()).startsWith("Total: 1 | Created: 1");
        assertThat(report.path("tasks").path(0).path("task").path("id").asText())
                .isEqualTo("a");
        assertThat(report.path("tasks").path(0).path("commits")).isEmpty();
        assertThat(report.has("next")).isFalse();
        assertThat(get("/projects/none-abcdef/report").status()).isEqualTo(404);
    }

    @Test
    void another_plan_of_the_same_name_is_a_conflict() {
        post("/projects", plan(TASK).toString());
        ApiAnswer other = post("/projects", plan(TASK + "More.\n").toString());
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.headers()).containsEntry("Content-Type", "application/problem+json");
    }

    @Test
    void a_single_task_is_a_project_of_its_own() {
        ObjectNode body = JSON.createObjectNode();
        body.put("task", "# Say hello\n\nIn hello.txt.\n")
                .put("repository", "/r")
                .put("model", "command:true");
        ApiAnswer taken = post("/jobs", body.toString());
        assertThat(taken.status()).as(taken.toString()).isEqualTo(202);
        assertThat(taken.body().path("tasks").asInt()).isEqualTo(1);
    }

    @Test
    void every_problem_of_a_plan_is_told_with_file_and_line() {
        ApiAnswer refused = post(
                "/projects",
                plan("---\nid: a\npriority: soon\ncolour: red\n---\n# A\n").toString());
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("type").asText()).isEqualTo("urn:kintsugi:problem:invalid-plan");
        assertThat(refused.body().path("problems"))
                .extracting(problem -> problem.path("file").asText() + ":"
                        + problem.path("line").asInt() + " "
                        + problem.path("key").asText())
                .containsExactly("a.md:3 priority", "a.md:4 colour");
    }

    @Test
    void everything_that_is_wrong_with_a_submission_is_told_at_once() {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("files")
                .put("../a.md", TASK)
                .put("b.md", "---\nid: b\ncolour: red\n---\n# B\n")
                .put("notes.txt", "# Notes\n");
        body.put("repository", "ssh://somewhere").put("model", "abacus:1").put("reviewer_model", "slate:2");

        ApiAnswer refused = post("/projects", body.toString());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("problems"))
                .extracting(problem -> (problem.path("file").asText("") + " "
                                + problem.path("key").asText(""))
                        .strip())
                .contains("../a.md", "notes.txt", "b.md colour", "model", "reviewer_model", "project.yaml repository");
        assertThat(refused.body().path("detail").asText()).contains("more");
        assertThat(get("/projects").body().path("projects")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.md", "login flow.md", "tasks/a.md", "README.md", "_aside.md", "ödland.md"})
    void a_plain_name_of_a_task_s_file_is_taken(String name) {
        ObjectNode body = plan(TASK);
        body.putObject("files").put(name, TASK);
        assertThat(post("/projects", body.toString()).status()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/a.md",
                "../a.md",
                "x/../a.md",
                "x//a.md",
                ".git/a.md",
                "a\\b.md",
                "a\u0000.md",
                "a.md/",
                "",
                "a"
            })
    void a_name_that_leads_elsewhere_or_is_no_plan_s_is_refused(String name) {
        ObjectNode body = plan(TASK);
        body.withObject("files").put(name, "# B\n");
        ApiAnswer refused = post("/projects", body.toString());
        assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
        assertThat(refused.body().path("problems").path(0).path("file").asText())
                .isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "/projects,next,zzz",
        "/projects,after,zzz",
        "/projects,after,9999",
        "/summary,after,1",
        "/projects/plan-abcdef,limit,5",
        "/projects/plan-abcdef/tasks,after,first",
        "/projects/plan-abcdef/tasks,after,12345678901",
        "/projects/plan-abcdef/events,after,yesterday",
        "/projects/plan-abcdef/report,after,-1"
    })
    void a_parameter_that_nobody_reads_or_that_was_no_page_s_next_is_refused(String path, String name, String value) {
        post("/projects", plan(TASK).toString());
        ApiAnswer refused = api.answer(new ApiRequest("GET", path, Map.of(name, value), Map.of(), new byte[0], "me"));
        assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
        assertThat(refused.body().path("detail").asText()).contains("\"" + name + "\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"files\":{}}|\"files\" must hold the plan: file names with their texts",
                "{\"file\":{}}|the body has a field that is not known: \"file\"",
                "{\"files\":|the body is no JSON: line 1",
                "[]|the body does not fit at its beginning",
                "null|the request needs a JSON object as its body, found null",
                "{\"new\":true,\"new\":false}|the body is no JSON",
                "{\"files\":{\"a.md\":null}}|the file \"a.md\" has no text",
                "{\"files\":{\"a.md\":\"# A\"}}|no repository is named",
                "{\"files\":{\"a.md\":\"# A\"},\"repository\":\"/r\"}|no model is named",
                "{\"files\":{\"a.md\":\"# A\"},\"repository\":\"/r\",\"model\":\"abacus:1\"}|model: ",
            })
    void a_body_that_does_not_fit_is_one_clear_sentence(String body, String beginning) {
        ApiAnswer refused = post("/projects", body);
        assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
        assertThat(refused.body().path("detail").asText()).startsWith(beginning);
    }

    @Test
    void deep_json_is_refused() {
        assertThat(post("/projects", "[".repeat(ApiJson.MAXIMUM_LEVELS + 1)).status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/nothing,404",
        "GET,/projects/,200",
        "DELETE,/projects,405",
        "GET,/projects/NO,404",
        "GET,/projects/plan-000000,404",
        "GET,/jobs/x,404",
        "GET,/jobs/plan-000000.a,404",
        "POST,/summary,405",
        "GET,/projects//tasks,404"
    })
    void what_is_not_there_or_cannot_be_done_is_said(String method, String path, int status) {
        assertThat(api.answer(request(method, path, Map.of(), "")).status()).isEqualTo(status);
    }

    @Test
    void a_method_that_is_not_allowed_is_told_which_are() {
        ApiAnswer refused = api.answer(request("PUT", "/projects", Map.of(), ""));
        assertThat(refused.headers()).containsEntry("Allow", "GET, POST");
    }

    @Test
    void only_json_is_read() {
        assertThat(api.answer(request("POST", "/projects", Map.of("Content-Type", "text/plain"), "{}"))
                        .status())
                .isEqualTo(415);
        assertThat(api.answer(request("POST", "/projects", Map.of(), "{}")).status())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1})
    void a_body_is_read_up_to_its_limit(int beyond) {
        String body = " ".repeat(RouteTable.BODY_BYTES + beyond);
        assertThat(post("/projects", body).status()).isEqualTo(beyond > 0 ? 413 : 400);
    }

    @Test
    void a_key_makes_a_request_happen_once() {
        String body = plan(TASK).toString();
        Map<String, String> keyed = Map.of("Content-Type", "application/json", "Idempotency-Key", "k-1");
        ApiAnswer first = api.answer(request("POST", "/projects", keyed, body));
        ApiAnswer again = api.answer(request("POST", "/projects", keyed, body));
        assertThat(again.status()).isEqualTo(first.status());
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers()).containsEntry("Idempotent-Replayed", "true");
        assertThat(api.answer(request(
                                "POST", "/projects", keyed, plan(TASK + "x").toString()))
                        .status())
                .isEqualTo(409);
        ports.now = ports.now.plus(Duration.ofHours(25));
        assertThat(api.answer(request("POST", "/projects", keyed, body))
                        .body()
                        .path("same")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void an_answer_to_an_approval_needs_a_decision_and_a_job_that_waits() {
        post("/projects", plan(TASK).toString());
        assertThat(post("/jobs/plan-abcdef.a/approve", "{}").status()).isEqualTo(400);
        assertThat(post("/jobs/plan-abcdef.a/approve", "{\"decision\":\"maybe\"}")
                        .status())
                .isEqualTo(400);
        assertThat(post("/jobs/plan-abcdef.a/approve", "{\"decision\":\"approved\"}")
                        .status())
                .isEqualTo(409);
        assertThat(post("/jobs/plan-abcdef.b/approve", "{\"decision\":\"approved\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_project_is_cancelled_without_a_body() {
        post("/projects", plan(TASK).toString());
        ApiAnswer cancelled = api.answer(request("POST", "/projects/plan-abcdef/cancel", Map.of(), ""));
        assertThat(cancelled.status()).as(cancelled.toString()).isEqualTo(202);
        assertThat(get("/projects/plan-abcdef").body().path("status").asText()).isEqualTo("aborted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "51", "many", "-1", "2147483648"})
    void a_page_has_a_sensible_size(String limit) {
        ApiRequest request = new ApiRequest("GET", "/projects", Map.of("limit", limit), Map.of(), new byte[0], "me");
        assertThat(api.answer(request).status()).isEqualTo(400);
    }

    @Test
    void an_event_of_the_gateway_is_answered_in_its_form() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        api.answer(new ByteArrayInputStream(GatewayEvent.written(request("GET", "/summary", Map.of(), ""))), out);
        JsonNode answer = JSON.readTree(out.toByteArray());
        assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
        assertThat(answer.path("headers").path("Content-Type").asText()).isEqualTo("application/json");
        assertThat(JSON.readTree(answer.path("body").asText()).path("total").asInt())
                .isZero();
    }

    @Test
    void an_event_comes_back_as_the_request_that_it_was_made_from() throws Exception {
        byte[] binary = {(byte) 0xff, 0, 1};
        for (byte[] body : new byte[][] {"{\"ü\":1}".getBytes(StandardCharsets.UTF_8), binary, new byte[0]}) {
            ApiRequest request = new ApiRequest("POST", "/jobs", Map.of("a", "b"), Map.of("X", "y"), body, "me");
            ApiRequest read = GatewayEvent.read(new ByteArrayInputStream(GatewayEvent.written(request)));
            assertThat(read).usingRecursiveComparison().isEqualTo(request);
        }
    }

    @Test
    void bytes_that_are_no_text_are_one_clear_sentence() {
        ApiRequest request = new ApiRequest("POST", "/projects", Map.of(), AS_JSON, new byte[] {(byte) 0xff}, "me");
        assertThat(api.answer(request).body().path("detail").asText()).isEqualTo("the body is not UTF-8");
    }
}
