package dev.kintsugi.cli.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.kintsugi.cli.CommandRun;
import dev.kintsugi.cli.work.ModelServer.Answer;
import dev.kintsugi.cli.work.ModelServer.Question;
import dev.kintsugi.core.workspace.Signature;
import dev.kintsugi.git.UserRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kintsugi run} with a server that speaks chat completions: well, badly, and in every way that such servers lie. */
class RunAtAModelServerTest {
    private static final Signature AUTHOR =
            new Signature("Player", "player@example.org", Instant.parse("2026-01-01T00:00:00Z"));

    @TempDir
    private Path folder;

    private Path repository;
    private Path plan;

    @BeforeEach
    void lay_out() throws IOException {
        repository = Files.createDirectory(folder.resolve("repository"));
        plan = Files.createDirectory(folder.resolve("plan"));
        Files.writeString(repository.resolve("greeting.txt"), "Hello\n");
        UserRepository.create(repository, AUTHOR, "What was there");
    }

    private CommandRun run(ModelServer server, String... more) {
        return run(server, plan, more);
    }

    private CommandRun run(ModelServer server, Path tasks, String... more) {
        return CommandRun.of(Stream.concat(
                        Stream.of(
                                "run",
                                tasks.toString(),
                                "--repo",
                                repository.toString(),
                                "--model",
                                server.model(),
                                "--data",
                                folder.resolve("state").toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        Process git = new ProcessBuilder(
                        Stream.concat(Stream.of("git"), Stream.of(arguments)).toList())
                .directory(repository.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(git.waitFor()).as(said).isZero();
        return said;
    }

    private String merged(CommandRun run) throws IOException, InterruptedException {
        String branch = run.out().replaceAll("(?s).*git merge (\\S+).*", "$1");
        git("fsck", "--strict");
        return git("show", branch + ":greeting.txt");
    }

    @Test
    void a_model_with_tools_looks_around_edits_and_is_merged() throws IOException, InterruptedException {
        Files.writeString(plan.resolve("greet.md"), "# Greet the world\n");
        try (ModelServer server = new ModelServer(RunAtAModelServerTest::coderWithTools)) {
            CommandRun run = run(server);

            assertThat(run.exit()).as(run.out() + run.err()).isZero();
            assertThat(run.err()).isEmpty();
            assertThat(run.out()).contains("1 edit applied").contains("Passed: 1");
            assertThat(merged(run)).isEqualTo("Hello World\n");
            assertThat(repository.resolve("greeting.txt")).hasContent("Hello\n");
            assertThat(server.asked())
                    .hasSize(5)
                    .allMatch(question -> question.body().has("tools"));
        }
    }

    private static Answer coderWithTools(Question question) {
        if (question.isReview()) {
            return Answer.calls("submit_review", Map.of("approved", true));
        }
        return switch (question.turn()) {
            case 0 -> Answer.calls("list_files", Map.of());
            case 1 -> Answer.calls("read_file", Map.of("path", question.lastResult()));
            case 2 ->
                Answer.calls("edit_file", Map.of("path", "greeting.txt", "find", "Hello", "replace", "Hello World"));
            default -> Answer.says("Greets the whole world now.");
        };
    }

    @Test
    void a_model_without_tools_answers_in_text_and_is_merged() throws IOException, InterruptedException {
        Files.writeString(plan.resolve("greet.md"), "# Greet the world\n");
        try (ModelServer server = new ModelServer(ModelServer.withoutTools(question -> Answer.says(
                question.isReview()
                        ? "APPROVED: yes\n"
                        : "FILE: greeting.txt\nFIND:\nHello\nREPLACE:\nHello World\nEND\n")))) {
            CommandRun run = run(server);

            assertThat(run.exit()).as(run.out() + run.err()).isZero();
            assertThat(run.err()).isEmpty();
            assertThat(merged(run)).isEqualTo("Hello World\n");
        }
    }

    @Test
    void a_server_that_answers_500_for_ever_is_named_while_it_is_waited_for_and_given_up() throws IOException {
        Files.writeString(plan.resolve("greet.md"), "# Greet the world\n");
        try (ModelServer server = new ModelServer(question -> Answer.status(500, "{\"error\": \"out of memory\"}"))) {
            CommandRun run = run(server);

            assertThat(run.exit()).as(run.out()).isEqualTo(3);
            assertThat(run.out())
                    .containsPattern("waits: the model server at http://127.0.0.1:\\d+/v1 answered 500: out of memory;"
                            + " trying again, 2 of 5")
                    .contains("greet was interrupted while it was executing: the model server")
                    .contains("tried 5 times")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void a_run_that_other_commands_came_to_waits_for_their_work() throws Exception {
        Files.writeString(plan.resolve("greet.md"), "# Greet the world\n");
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("slow.md"), "# Come late\n");
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        try (ModelServer server = new ModelServer(question -> {
            boolean isSecond = question.text().contains("Come late");
            await(isSecond ? second : first);
            return question.isReview()
                    ? Answer.calls("submit_review", Map.of("approved", true))
                    : Answer.says(
                            "FILE: %s.txt\nFIND:\nREPLACE:\nmade\nEND\n".formatted(isSecond ? "second" : "first"));
        })) {
            AtomicReference<CommandRun> host = new AtomicReference<>();
            Thread hosting = Thread.ofVirtual().start(() -> host.set(run(server)));
            while (!Files.exists(folder.resolve("state/endpoint"))
                    || server.asked().isEmpty()) {
                Follow.pause();
            }
            AtomicReference<CommandRun> guest = new AtomicReference<>();
            Thread coming = Thread.ofVirtual().start(() -> guest.set(run(server, other)));
            while (server.asked().size() < 2) {
                Follow.pause();
            }
            first.countDown();
            // The host's own work is over, and it has had the time to go.
            for (int looks = 0; looks < 8; Follow.pause()) {
                looks += status().contains("completed") ? 1 : 0;
            }
            second.countDown();
            hosting.join();
            coming.join();

            assertThat(guest.get().exit())
                    .as(guest.get().out() + guest.get().err())
                    .isZero();
            assertThat(host.get().exit())
                    .as(host.get().out() + host.get().err())
                    .isZero();
            assertThat(host.get().out()).containsPattern("other-[0-9a-f]{6}, of another command, is still at work");
        }
    }

    private String status() {
        return CommandRun.of("status", "--data", folder.resolve("state").toString())
                .out();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    /** What one task's model does, and where that leads. */
    private record Ill(Function<Question, Answer> coder, String status, String reason) {
        Ill(Answer coder, String status, String reason) {
            this(question -> coder, status, reason);
        }
    }

    private static Map<String, Ill> ills() {
        String edit = "FILE: made.txt\nFIND:\nREPLACE:\nmade\nEND\n";
        Map<String, Ill> ills = new LinkedHashMap<>();
        ills.put("refuses", new Ill(Answer.says("I'm sorry, I can't help with that."), "escalated", "I can't help"));
        ills.put("filtered", new Ill(Answer.ending("content_filter", ""), "failed", "content filter"));
        ills.put("nonsense", new Ill(Answer.says("The sky is blue today."), "escalated", "The sky is blue"));
        ills.put("silent", new Ill(Answer.says(""), "failed", "nothing at all"));
        ills.put("loops", new Ill(Answer.calls("list_files", Map.of()), "failed", "list_files"));
        ills.put("floods", new Ill(Answer.calls("list_files", "{}", 2_000), "failed", "2000 tool calls"));
        ills.put("endless", new Ill(Answer.says("word ".repeat(1_100_000)), "failed", "5,000,000"));
        ills.put("huge", new Ill(Answer.says("word ".repeat(4_000_000)), "failed", "16 MB"));
        ills.put("half", new Ill(Answer.status(200, "{\"choices\": [{\"message\": {"), "failed", "no chat completion"));
        ills.put("goes", new Ill(Answer.closesHalfway(), "failed", "the connection broke"));
        ills.put("page", new Ill(Answer.page("<html>Log in</html>"), "failed", "text/html"));
        ills.put("error", new Ill(Answer.status(200, "{\"error\": \"fell over\"}"), "failed", "fell over"));
        ills.put("key", new Ill(Answer.status(401, "{\"error\": \"bad key\"}"), "failed", "KINTSUGI_API_KEY"));
        ills.put("cut", new Ill(Answer.ending("length", "word ".repeat(90)), "failed", "output limit"));
        ills.put("unended", new Ill(Answer.ending("", edit), "failed", "half a reply"));
        ills.put(
                "escapes",
                new Ill(
                        Answer.says("FILE: ../up.txt\nFIND:\nREPLACE:\nx\nEND\n"),
                        "partial",
                        "outside the repository"));
        ills.put("uncounted", new Ill(Answer.counting(edit, MissingNode.getInstance()), "passed", ""));
        ills.put(
                "miscounts",
                new Ill(
                        Answer.counting(
                                edit.replace("made", "counted"),
                                JsonNodeFactory.instance
                                        .objectNode()
                                        .put("prompt_tokens", -3)
                                        .put("completion_tokens", -4)),
                        "passed",
                        ""));
        ills.put("strays", new Ill(RunAtAModelServerTest::strayingFirst, "passed", ""));
        return ills;
    }

    /** A tool that is none and arguments that are none are answered, and then it does better. */
    private static Answer strayingFirst(Question question) {
        return switch (question.turn()) {
            case 0 -> Answer.calls("run_shell", "{}", 1);
            case 1 -> Answer.calls("write_file", "{\"path\": \"stra", 1);
            case 2 -> Answer.calls("write_file", Map.of("path", "strayed.txt", "content", "here\n"));
            default -> Answer.says("Wrote it.");
        };
    }

    @Test
    void each_bad_model_ends_its_own_task_in_a_named_state_with_its_reason() throws IOException {
        Map<String, Ill> ills = ills();
        Files.writeString(plan.resolve("project.yaml"), "name: Ills\nmax_workers: 4\n");
        for (String task : ills.keySet()) {
            Files.writeString(plan.resolve(task + ".md"), "# Ill of the model: %s.\n".formatted(task));
        }
        Function<Question, Answer> script = question -> question.isReview()
                ? Answer.calls("submit_review", Map.of("approved", true))
                : ills.get(question.text().replaceAll("(?s).*Ill of the model: (\\w+)\\..*", "$1"))
                        .coder()
                        .apply(question);
        try (ModelServer server = new ModelServer(script)) {
            CommandRun run = run(server, "--json");

            assertThat(run.err()).isEmpty();
            assertThat(run.exit()).isEqualTo(3);
            JsonNode tasks = new JsonMapper().readTree(run.out()).path("tasks");
            assertThat(tasks).hasSize(ills.size());
            for (JsonNode task : tasks) {
                Ill ill = ills.get(task.path("id").asText());
                assertThat(task.path("status").asText()).as(task.toString()).isEqualTo(ill.status());
                assertThat(task.path("reason").asText()).as(task.toString()).contains(ill.reason());
            }
        }
    }
}
