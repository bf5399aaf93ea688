package dev.kintsugi.cli.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.cli.CommandRun;
import dev.kintsugi.core.workspace.Signature;
import dev.kintsugi.git.UserRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run, and the same once more without a model. */
class ReplayCommandTest {
    @TempDir
    private Path folder;

    private String data;

    @BeforeEach
    void a_finished_run() throws IOException {
        Path repository = Files.createDirectory(folder.resolve("repository"));
        Path plan = Files.createDirectory(folder.resolve("plan"));
        Path replies = Files.createDirectory(folder.resolve("replies"));
        data = folder.resolve("state").toString();
        Files.writeString(repository.resolve("greeting.txt"), "Hello\n");
        Files.writeString(plan.resolve("greet.md"), "# Greet the world\n");
        Files.writeString(
                replies.resolve("greet.coder.md"),
                "Greets the world.\n\nFILE: greeting.txt\nFIND:\nHello\nREPLACE:\nHello World\nEND\n");
        Files.writeString(replies.resolve("greet.reviewer.md"), "APPROVED: yes\n");
        UserRepository.create(
                repository,
                new Signature("Player", "player@example.org", Instant.parse("2026-01-01T00:00:00Z")),
                "What was there");
        CommandRun run = CommandRun.of(
                "run",
                plan.toString(),
                "--repo",
                repository.toString(),
                "--model",
                "recorded:" + replies,
                "--data",
                data);
        assertThat(run.exit()).as(run.out() + run.err()).isZero();
        try (var files = Files.list(replies)) {
            for (Path reply : files.toList()) {
                Files.delete(reply);
            }
        }
    }

    @Test
    void it_comes_to_identical_commits_with_nobody_there_to_ask() {
        CommandRun replayed = CommandRun.of("replay", "plan", "--data", data);

        assertThat(replayed.exit()).as(replayed.err()).isZero();
        assertThat(replayed.out())
                .contains("greet  3 steps, the same")
                .containsPattern("plan-[0-9a-f]{6}: replayed, 2 commits and 3 steps in all, identical");
    }

    @Test
    void as_json_every_step_is_there_with_what_is_on_record() {
        CommandRun replayed = CommandRun.of("replay", "plan", "--data", data, "--json");

        assertThat(replayed.out())
                .contains("\"same\" : true", "\"commits\" : 2", "\"step\" : \"cycle 1, commit\"", "\"recorded\" :");
        assertThat(CommandRun.of("replay", "plan", "--data", data, "--summary").out())
                .hasLineCount(1);
    }

    @Test
    void an_unknown_project_and_a_cloud_elsewhere_are_refused() {
        CommandRun unknown = CommandRun.of("replay", "nobody", "--data", data);
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.err()).contains("there is no project 'nobody'");

        CommandRun elsewhere = CommandRun.of("replay", "plan", "--endpoint", "http://127.0.0.1:1");
        assertThat(elsewhere.exit()).isEqualTo(2);
        assertThat(elsewhere.err()).contains("name their folder with --data");
    }

    @Test
    void a_job_that_passed_is_explained_too() {
        CommandRun explained = CommandRun.of("explain", "greet", "--data", data);

        assertThat(explained.exit()).isZero();
        assertThat(explained.out()).contains("passed: it passed: nothing of it is missing");
    }
}
