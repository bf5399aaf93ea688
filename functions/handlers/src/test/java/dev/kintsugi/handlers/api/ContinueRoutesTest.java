package dev.kintsugi.handlers.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kintsugi.core.edit.Candidate;
import dev.kintsugi.core.edit.Dialect;
import dev.kintsugi.core.edit.Edit;
import dev.kintsugi.core.edit.Hint;
import dev.kintsugi.core.edit.Origin;
import dev.kintsugi.core.edit.Outcome;
import dev.kintsugi.core.edit.Reason;
import dev.kintsugi.core.executions.Executions.Status;
import dev.kintsugi.core.job.EditRecord;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.Step;
import dev.kintsugi.core.open.OpenProject;
import dev.kintsugi.core.partial.FailedEdit;
import dev.kintsugi.core.partial.PartialJobs;
import dev.kintsugi.core.partial.PartialState;
import dev.kintsugi.core.project.Launches;
import dev.kintsugi.core.records.Key;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Table;
import dev.kintsugi.core.settle.JobPartial;
import dev.kintsugi.core.settle.SettleJob;
import dev.kintsugi.handlers.InMemoryPorts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContinueRoutesTest {
    private static final Map<String, String> AS_JSON = Map.of("content-type", "application/json");
    private static final JobId ID = JobId.of("plan-abcdef.a");
    private static final String EDIT = "e-000000000001";

    private final InMemoryPorts ports = new InMemoryPorts();
    private final Api api = Api.over(ports);

    @BeforeEach
    void a_partial_job() {
        String plan = """
                {"files":{"project.yaml":"name: Plan\\n","a.md":"# A\\nDo it.\\n"},"repository":"/r","model":"command:true"}
                """;
        JsonNode taken = post("/projects", plan).body();
        Step open = new Step(taken.path("execution").asText(), "Open", ports.now, 0);
        new OpenProject(ports.records, ports.repository, ports.executions, ports.clock()).run(open, ID.project());
        String execution = new Launches(ports.records).find(ID).orElseThrow().execution();
        Job job = new Launches(ports.records).begin(new Step(execution, "Execute", ports.now, 0), ID);
        new Jobs(ports.records).write(job.change().base(ports.repository.base()).openCycle(1));
        new PartialJobs(ports.records).setPartial(ID, state());
        Step settle = new Step(execution, "Settle", ports.now, 0);
        assertThatThrownBy(() -> new SettleJob(ports.records, ports.executions, ports.clock()).settle(settle, ID))
                .isInstanceOf(JobPartial.class);
        ports.executions.end(execution, Status.FAILED, "JobPartial");
    }

    private PartialState state() {
        Edit edit = Edit.Replace.lines(
                new Origin(Dialect.FIND_REPLACE, 1, 0), "hello.txt", "no such line\n", "new\n", Hint.NONE);
        return new PartialState(
                1,
                0,
                1,
                Optional.empty(),
                ports.repository.base(),
                "command:true",
                List.of(new EditRecord("e-000000000000", "exact", 3, "other.txt")),
                List.of(new FailedEdit(
                        EDIT,
                        1,
                        new Outcome.Failed(
                                edit,
                                "hello.txt",
                                Reason.of(Reason.Kind.SIMILAR),
                                1,
                                List.of(new Candidate(1, 61, "case", "hello"))))),
                ports.now);
    }

    @Test
    void what_a_job_has_and_lacks_is_shown() {
        JsonNode shown = get("/jobs/" + ID + "/partial").body();

        assertThat(shown.path("status").asText()).isEqualTo("partial");
        assertThat(shown.path("continues").asInt()).isZero();
        assertThat(shown.path("max_continues").asInt()).isEqualTo(10);
        assertThat(shown.path("applied").path(0).path("file").asText()).isEqualTo("other.txt");
        JsonNode missing = shown.path("failed").path(0);
        assertThat(missing.path("id").asText()).isEqualTo(EDIT);
        assertThat(missing.path("reason").asText()).isEqualTo("similar structure");
        assertThat(missing.path("line").asInt()).isEqualTo(1);
        assertThat(missing.path("candidates").path(0).path("similarity").asInt())
                .isEqualTo(61);
        assertThat(missing.path("find").asText()).isEqualTo("no such line\n");
        assertThat(shown.path("suggestions")).isNotEmpty();
    }

    @Test
    void a_job_is_explained_with_what_it_lacks_and_what_can_be_done() {
        JsonNode told = get("/jobs/" + ID + "/explanation").body();

        assertThat(told.path("task").path("status").asText()).isEqualTo("partial");
        assertThat(told.path("partial").path("failed").path(0).path("id").asText())
                .isEqualTo(EDIT);
        assertThat(told.path("next").path(1).path("command").asText()).isEqualTo("kintsugi continue " + ID);
    }

    @Test
    void a_dry_run_changes_nothing() {
        ApiAnswer answer = post("/jobs/" + ID + "/continue", "{\"dry_run\":true,\"drop\":[\"" + EDIT + "\"]}");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.body().path("edits").path(0).path("outcome").asText()).isEqualTo("dropped");
        assertThat(ports.executions.running(dev.kintsugi.core.executions.Executions.Machine.JOB))
                .isEmpty();
    }

    @Test
    void a_continue_redrives_the_execution_and_a_second_one_is_told() {
        ApiAnswer first = post("/jobs/" + ID + "/continue", "");
        ApiAnswer second = post("/jobs/" + ID + "/continue", "{}");

        assertThat(first.status()).as(first.toString()).isEqualTo(202);
        assertThat(first.body().path("redriven").asBoolean()).isTrue();
        assertThat(first.body().path("attempt").asInt()).isEqualTo(1);
        assertThat(first.body().path("links").path("job").asText()).isEqualTo("/jobs/" + ID);
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.body().path("detail").asText())
                .contains("is being continued, as arn:aws:iam::1:user/me asked at");
    }

    @Test
    void what_cannot_be_is_refused_with_a_sentence() {
        assertRefused(409, "{\"drop\":[\"e-1\"]}", "misses no edit \"e-1\"");
        assertRefused(409, "{\"drop\":[\"e-1\"],\"dry_run\":true}", "misses no edit \"e-1\"");
        assertRefused(409, "{\"note\":\"" + "n".repeat(2_001) + "\"}", "a note has at most 2000 characters");
        assertRefused(400, "{\"model\":\"nonsense\"}", "model: ");
        assertRefused(400, "{\"modle\":\"x\"}", "\"modle\"");
        assertThat(post("/jobs/plan-abcdef.zz/continue", "").status()).isEqualTo(404);
        assertThat(get("/jobs/plan-abcdef.zz/partial").status()).isEqualTo(404);
    }

    @Test
    void a_job_without_a_state_has_nothing_to_show_and_goes_on() {
        new PartialJobs(ports.records).clearPartialState(ID);

        assertThat(get("/jobs/" + ID + "/partial").body().path("detail").asText())
                .isEqualTo("job %s misses no edit".formatted(ID));
        assertThat(post("/jobs/" + ID + "/continue", "").status()).isEqualTo(202);
    }

    @Test
    void a_state_of_a_newer_version_is_a_conflict_that_says_so() {
        ports.records.settle(Operation.update(new Key(Table.PARTIAL_STATES, ID.toString(), "state"))
                .set("version", 99));

        assertThat(get("/jobs/" + ID + "/partial").status()).isEqualTo(409);
        assertRefused(409, "", "was written as version 99, and this program reads 1: use a newer one");
    }

    private void assertRefused(int status, String body, String detail) {
        ApiAnswer answer = post("/jobs/" + ID + "/continue", body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.body().path("detail").asText()).contains(detail);
    }

    private ApiAnswer get(String path) {
        return answer("GET", path, "");
    }

    private ApiAnswer post(String path, String body) {
        return answer("POST", path, body);
    }

    private ApiAnswer answer(String method, String path, String body) {
        return api.answer(new ApiRequest(
                method, path, Map.of(), AS_JSON, body.getBytes(StandardCharsets.UTF_8), "arn:aws:iam::1:user/me"));
    }
}
