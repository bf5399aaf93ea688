package dev.kintsugi.cli.work;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong around a run ends in one clear error, or in a named end with its reason. */
class BadInputTest {
    private static final Signature AUTHOR =
            new Signature("Player", "player@example.org", Instant.parse("2026-01-01T00:00:00Z"));

    @TempDir
    private Path folder;

    private Path repository;
    private Path plan;
    private Path replies;

    @BeforeEach
    void lay_out() throws IOException {
        repository = Files.createDirectory(folder.resolve("repository"));
        plan = Files.createDirectory(folder.resolve("plan"));
        replies = Files.createDirectory(folder.resolve("replies"));
        Files.writeString(repository.resolve("greeting.txt"), "Hello\n");
        Files.writeString(plan.resolve("greet.md"), "# Greet the world\n");
        Files.writeString(
                replies.resolve("greet.coder.md"),
                "Greets the world.\n\nFILE: greeting.txt\nFIND:\nHello\nREPLACE:\nHello World\nEND\n");
        Files.writeString(
                replies.resolve("greet.reviewer.md"),
                "--- reply\ncall: submit_review {\"approved\": true, \"findings\": [], \"verifications\": []}\n---\n");
    }

    private void commit() throws IOException {
        UserRepository.create(repository, AUTHOR, "What was there");
    }

    private CommandRun run(String... more) {
        return runWith("recorded:" + replies, more);
    }

    private CommandRun runWith(String model, String... more) {
        String[] arguments = new String[8 + more.length];
        String[] usual = {
            "run",
            plan.toString(),
            "--repo",
            repository.toString(),
            "--model",
            model,
            "--data",
            folder.resolve("state").toString()
        };
        System.arraycopy(usual, 0, arguments, 0, usual.length);
        System.arraycopy(more, 0, arguments, usual.length, more.length);
        return CommandRun.of(arguments);
    }

    private void refused(CommandRun run, String... why) {
        assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(2);
        assertThat(run.err()).contains(why).doesNotContain("\tat ").doesNotContain("bug");
    }

    @Test
    void a_run_ends_merged_and_says_how_to_take_the_work() throws IOException {
        commit();

        CommandRun run = run();

        assertThat(run.exit()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("Passed: 1").containsPattern("git merge kintsugi/plan-[0-9a-f]{6}/main");
        assertThat(run.err()).isEmpty();
        CommandRun again = run();
        assertThat(again.exit()).isZero();
        assertThat(again.out()).contains("was submitted before");
    }

    @Test
    void a_folder_that_is_no_repository_is_refused() {
        refused(run(), "is no git repository", "git init");
    }

    @Test
    void a_repository_without_a_commit_is_refused() throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("git", "init", "-q", repository.toString())
                        .start()
                        .waitFor())
                .isZero();

        refused(run(), "has no commit yet");
    }

    @Test
    void a_base_that_is_not_there_is_refused_with_the_branches_there_are() throws IOException {
        commit();
        Files.writeString(plan.resolve("project.yaml"), "name: Greeting\nbase: maim\n");

        refused(run(), "maim", "main");
    }

    @Test
    void uncommitted_changes_are_told_and_not_used() throws IOException {
        commit();
        Files.writeString(repository.resolve("greeting.txt"), "Hello, unsaved\n");

        CommandRun run = run();

        assertThat(run.exit()).as(run.out()).isZero();
        assertThat(run.err()).contains("1 file with uncommitted changes, which are not used: greeting.txt");
        assertThat(repository.resolve("greeting.txt")).hasContent("Hello, unsaved\n");
    }

    @Test
    void no_such_repository_plan_or_replies_is_one_error() throws IOException {
        commit();

        refused(CommandRun.of("run", plan.toString(), "--repo", folder + "/nowhere"), "there is no folder");
        refused(CommandRun.of("run", folder + "/nowhere", "--repo", repository.toString()), "nowhere");
        refused(CommandRun.of("run", plan.toString()), "give --repo DIR");
        refused(runWith("recorded:" + folder + "/nowhere"), "is no folder");
    }

    @Test
    void a_model_that_is_none_a_wrong_address_and_an_unknown_model_are_told_before_anything_is_submitted()
            throws IOException {
        commit();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/", exchange -> {
            byte[] answer = "{\"error\": {\"message\": \"model 'qwen' not found, try pulling it first\"}}"
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(404, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        String address = "openai:http://127.0.0.1:" + server.getAddress().getPort();

        refused(runWith("gpt"), "'gpt' is no model");
        refused(runWith("openai:http://127.0.0.1:9/v1#qwen"), "cannot be used", "127.0.0.1:9");
        refused(runWith(address + "/v1#qwen"), "cannot be used", "model 'qwen' not found");
        server.stop(0);
        assertThat(folder.resolve("state")).doesNotExist();
    }

    @Test
    void a_model_that_costs_money_is_not_asked_to_work_without_a_yes() throws IOException {
        commit();

        assertThat(runWith("openai:http://127.0.0.1:9/v1#qwen", "--yes").err()).contains("cannot be used");
    }

    @Test
    void a_reply_of_5_mb_is_named_for_what_it_is() throws IOException {
        commit();
        Files.writeString(replies.resolve("greet.coder.md"), "flood ".repeat(900_000));

        CommandRun run = run();

        assertThat(run.exit()).as(run.out()).isEqualTo(1);
        assertThat(run.out()).contains("greet failed").contains("5,000,000");
        assertThat(Files.readString(repository.resolve("greeting.txt"))).isEqualTo("Hello\n");
    }

    @Test
    void a_state_that_another_process_writes_to_or_that_is_no_folder_is_one_error() throws IOException {
        commit();
        Files.writeString(folder.resolve("state"), "a file");

        refused(run(), "state");
    }

    @Test
    void the_model_on_the_command_line_goes_before_the_projects_and_a_tasks_own_before_both() throws IOException {
        commit();
        Files.writeString(plan.resolve("project.yaml"), "name: Greeting\nmodel: recorded:/nowhere/at/all\n");

        CommandRun run = run();

        assertThat(run.exit()).as(run.out() + run.err()).isZero();
        Files.writeString(plan.resolve("greet.md"), "---\nmodel: recorded:/nowhere/else\n---\n# Greet the world\n");
        refused(run("--new"), "/nowhere/else");
    }
}
