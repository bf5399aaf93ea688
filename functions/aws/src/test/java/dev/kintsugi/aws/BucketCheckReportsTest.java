package dev.kintsugi.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.kintsugi.core.check.CheckReport;
import dev.kintsugi.core.check.CheckResult;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.plan.Project;
import dev.kintsugi.core.plan.read.PlanReader;
import dev.kintsugi.core.workspace.InMemoryRepository;
import dev.kintsugi.core.workspace.Workspace;
import dev.kintsugi.core.workspace.WorkspaceFault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BucketCheckReportsTest {
    private static final JobId JOB = JobId.of("shop-abcdef.task");

    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private final InMemoryRepository repository = InMemoryRepository.of(Map.of("a.txt", "a\n", "package.json", "{}\n"));
    private HttpServer server;
    private BucketCheckReports reports;
    private int failing;

    /** As much of S3 as is asked for: objects by path, and its word for one that is not there. */
    @BeforeEach
    void bucket() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        Project plan = PlanReader.strict()
                .readTexts(
                        "shop",
                        new TreeMap<>(Map.of(
                                "project.yaml",
                                "name: Shop\nsetup: npm ci\nchecks:\n  - name: tests\n    command: npm test\n    timeout: 30\n",
                                "task.md",
                                "# Task\n")))
                .project();
        reports = new BucketCheckReports(
                DynamoDbLocal.clients(
                                URI.create("http://127.0.0.1:"
                                        + server.getAddress().getPort()),
                                AwsClients.lightHttp())
                        .s3(),
                "checks",
                project -> plan.settings());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String key = exchange.getRequestURI().getPath();
            byte[] sent = exchange.getRequestBody().readAllBytes();
            if (failing > 0) {
                failing--;
                exchange.sendResponseHeaders(503, -1);
            } else if (exchange.getRequestMethod().equals("PUT")) {
                objects.put(key, sent);
                exchange.sendResponseHeaders(200, -1);
            } else if (objects.containsKey(key)) {
                exchange.sendResponseHeaders(200, objects.get(key).length);
                exchange.getResponseBody().write(objects.get(key));
            } else {
                byte[] missing =
                        "<Error><Code>NoSuchKey</Code><Message>none</Message></Error>".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(404, missing.length);
                exchange.getResponseBody().write(missing);
            }
        }
    }

    @Test
    void a_build_finds_the_files_and_what_to_do() throws IOException {
        try (Workspace workspace = repository.open()) {
            reports.provide(JOB, repository.base(), workspace);
        }
        String folder = "/checks/shop-abcdef/" + repository.base().hex();
        assertThat(objects).containsOnlyKeys(folder + "/tree.tar.gz", folder + "/plan.json");
        assertThat(new ObjectMapper()
                        .readTree(objects.get(folder + "/plan.json"))
                        .toString())
                .matches("\\{\"setup\":\"npm ci\",\"setupKey\":\"[0-9a-f]{64}\","
                        + "\"checks\":\\[\\{\"name\":\"tests\",\"command\":\"npm test\",\"timeoutSeconds\":30}]}");
    }

    @Test
    void a_report_comes_back_and_none_is_none() {
        assertThat(reports.find(JOB, repository.base())).isEmpty();
        CheckReport report = CheckReport.of(new CheckResult("tests", 1, 2, "wrong"));
        reports.put(JOB, repository.base(), report);
        assertThat(reports.find(JOB, repository.base())).contains(report);
    }

    @Test
    void a_report_as_the_build_in_the_template_writes_it_is_read() {
        objects.put(
                "/checks/shop-abcdef/" + repository.base().hex() + "/result.json",
                "{\"results\":[{\"name\":\"setup\",\"exitCode\":1,\"seconds\":0,\"output\":\"no\"}]}"
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(reports.find(JOB, repository.base()).orElseThrow().failure()).isPresent();
    }

    @Test
    void a_bucket_that_does_not_answer_is_a_passing_fault() {
        failing = 1;
        assertThatThrownBy(() -> reports.find(JOB, repository.base())).isInstanceOf(WorkspaceFault.Passing.class);
    }

    @Test
    void a_missing_name_says_which_variable() {
        assertThatThrownBy(() -> BucketCheckReports.bucketFrom(Map.of())).hasMessageContaining("CHECK_FILES_BUCKET");
    }
}
