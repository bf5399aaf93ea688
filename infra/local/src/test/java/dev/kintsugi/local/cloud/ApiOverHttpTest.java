package dev.kintsugi.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.core.plan.PlanLimits;
import dev.kintsugi.local.functions.LocalFunctions;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What bad requests over HTTP are answered: always a problem that says what is wrong, never a connection that is cut. */
class ApiOverHttpTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private static Path place;

    private static EmbeddedCloud cloud;
    private static GitRepository repository;

    @BeforeAll
    static void open() throws Exception {
        repository = Story.repository(place.resolve("repository"));
        cloud = EmbeddedCloud.open(place.resolve("data"), Options.usual());
    }

    @AfterAll
    static void close() {
        cloud.close();
    }

    private static HttpResponse<String> post(String path, byte[] body) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(cloud.endpoint().resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(cloud.endpoint().resolve(path)).build(), BodyHandlers.ofString());
    }

    private static void assertProblem(HttpResponse<String> answer, int status) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asText()).isNotEmpty();
        assertThat(problem.path("detail").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000_000, 40_000_000})
    void a_body_beyond_what_a_function_takes_is_told_so_however_large_it_is(int beyond) throws Exception {
        assertProblem(
                post(
                        "/projects",
                        " ".repeat(LocalFunctions.PAYLOAD_BYTES + beyond).getBytes(StandardCharsets.UTF_8)),
                413);
    }

    /** The event around it is larger than the body, so a body just below the limit is told by its event. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void a_body_that_fits_alone_and_not_in_its_event_is_told_so(int below) throws Exception {
        assertProblem(
                post(
                        "/projects",
                        " ".repeat(LocalFunctions.PAYLOAD_BYTES - below).getBytes(StandardCharsets.UTF_8)),
                413);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1})
    void a_task_is_taken_up_to_its_limit_and_not_half(int beyond) throws Exception {
        String head = "---\nid: a\n---\n";
        ObjectNode body = JSON.createObjectNode();
        body.put("repository", repository.folder().toString())
                .put("model", "recorded:" + place)
                .put("new", true);
        body.putObject("files")
                .put("project.yaml", "name: size%d\n".formatted(beyond + 1))
                .put("a.md", head + "x".repeat(PlanLimits.SUBMITTED_TASK_BYTES + beyond));

        HttpResponse<String> answer = post("/projects", JSON.writeValueAsBytes(body));

        if (beyond > 0) {
            assertProblem(answer, 400);
            assertThat(answer.body()).contains(Integer.toString(PlanLimits.SUBMITTED_TASK_BYTES));
            assertThat(get("/projects").body()).doesNotContain("size2");
        } else {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        }
    }

    @Test
    void what_nobody_reads_is_refused_before_it_looks_like_an_answer() throws Exception {
        assertProblem(get("/projects?next=zzz"), 400);
        assertProblem(get("/projects?after=zzz"), 400);
        assertProblem(get("/projects?limit=0"), 400);
        assertProblem(get("/nothing"), 404);
        assertProblem(post("/projects", "{".getBytes(StandardCharsets.UTF_8)), 400);
        assertProblem(post("/projects", new byte[] {(byte) 0xff}), 400);
    }
}
