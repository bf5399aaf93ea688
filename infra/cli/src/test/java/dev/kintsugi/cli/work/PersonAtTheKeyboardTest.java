package dev.kintsugi.cli.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.kintsugi.cli.CommandRun;
import dev.kintsugi.core.workspace.Signature;
import dev.kintsugi.git.UserRepository;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens when somebody sits before the command: it asks before money is spent, and Ctrl-C stops it. */
@Timeout(value = 90, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PersonAtTheKeyboardTest {
    private static final int STOPPED_WITH_CTRL_C = 130;
    private static final Signature AUTHOR =
            new Signature("Player", "player@example.org", Instant.parse("2026-01-01T00:00:00Z"));

    @TempDir
    private Path folder;

    private final List<String> questions = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private Path plan;
    private Path repository;

    @BeforeEach
    void lay_out() throws IOException {
        plan = Files.createDirectory(folder.resolve("plan"));
        repository = Files.createDirectory(folder.resolve("repository"));
        Files.writeString(repository.resolve("greeting.txt"), "Hello\n");
        UserRepository.create(repository, AUTHOR, "What was there");
        Files.writeString(plan.resolve("greet.md"), "---\ntitle: Greet the world\nverify: false\n---\n\nDo it.\n");
        Files.writeString(folder.resolve("prices.json"), "{\"paid\": {\"input\": 10.0, \"output\": 20.0}}");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String question = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        questions.add(question);
        byte[] body = """
                {"choices": [{"index": 0, "finish_reason": "stop", "message":
                  {"role": "assistant", "content": "FILE: greeting.txt\\n```\\nHello World\\n```\\n"}}],
                 "usage": {"prompt_tokens": %d, "completion_tokens": 20}}""".formatted(question.length() / 3).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private TypedCommand run(String terminal, String model) throws IOException {
        return TypedCommand.start(
                Map.of(
                        "KINTSUGI_TERMINAL",
                        terminal,
                        "KINTSUGI_LOCALE",
                        "C",
                        "KINTSUGI_PRICES",
                        folder.resolve("prices.json").toString()),
                "run",
                plan.toString(),
                "--repo",
                repository.toString(),
                "--model",
                model,
                "--data",
                folder.resolve("state").toString());
    }

    private String paid() {
        return "openai:http://127.0.0.1:" + server.getAddress().getPort() + "/v1#paid";
    }

    @Test
    void money_is_asked_for_and_no_answer_but_yes_spends_it() throws Exception {
        try (TypedCommand run = run("in,out", paid())) {
            run.awaits("These models cost money. Go on? [y/N] ").type("nay");

            assertThat(run.exit()).as(run.seen()).isEqualTo(2);
            assertThat(run.seen()).contains("nothing was submitted", "--yes");
            assertThat(questions).isNotEmpty().noneMatch(question -> question.contains("Greet the world"));
            assertThat(folder.resolve("state")).doesNotExist();
        }
    }

    @Test
    void a_yes_is_heard_and_the_work_is_drawn_on_the_terminal_in_ascii() throws Exception {
        try (TypedCommand run = run("in,out", paid())) {
            run.awaits("[y/N] ").type(" Yes ");

            assertThat(run.exit()).as(run.seen()).isZero();
            assertThat(run.seen())
                    .contains("submitted", "Passed: 1", "\u001b[3A")
                    .matches("(?s)[\\x00-\\x7e]*");
        }
    }

    @Test
    void where_nobody_can_be_asked_nothing_is_spent() throws Exception {
        try (TypedCommand run = run("out", paid())) {
            assertThat(run.exit()).as(run.seen()).isEqualTo(2);
            assertThat(run.seen()).contains("nothing was submitted").doesNotContain("[y/N]");
        }
    }

    @Test
    void ctrl_c_in_the_middle_of_a_run_is_130_and_what_was_done_is_kept() throws Exception {
        assumeThat(TypedCommand.canUnignoreSignals()).isTrue();
        Files.writeString(
                plan.resolve("project.yaml"), "name: Greeting\nchecks:\n  - name: slow\n    command: sleep 300\n");
        Path replies = Files.createDirectory(folder.resolve("replies"));
        Files.writeString(replies.resolve("greet.coder.md"), "FILE: greeting.txt\n```\nHello World\n```\n");
        try (TypedCommand run = run("", "recorded:" + replies)) {
            run.awaits("checking").pressCtrlC();

            assertThat(run.exit()).as(run.seen()).isEqualTo(STOPPED_WITH_CTRL_C);
            assertThat(run.seen()).doesNotContain("\tat ");
        }
        CommandRun status =
                CommandRun.of("status", "--data", folder.resolve("state").toString(), "--json");
        assertThat(status.exit()).isZero();
        assertThat(status.out()).contains("Greeting");
        assertThat(git("log", "--all", "--format=%s")).contains("greet/cycle-1");
    }

    @Test
    void ctrl_c_stops_a_cloud_that_is_up() throws Exception {
        assumeThat(TypedCommand.canUnignoreSignals()).isTrue();
        Path data = folder.resolve("up");
        try (TypedCommand up = TypedCommand.start(Map.of(), "up", "--port", "0", "--data", data.toString())) {
            up.awaits("Ctrl-C stops it").pressCtrlC();

            assertThat(up.exit()).as(up.seen()).isEqualTo(STOPPED_WITH_CTRL_C);
            assertThat(data.resolve("endpoint")).doesNotExist();
        }
    }

    private String git(String... words) throws IOException, InterruptedException {
        ProcessBuilder git = new ProcessBuilder("git", "-C", repository.toString());
        git.command().addAll(List.of(words));
        Process process = git.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }
}
