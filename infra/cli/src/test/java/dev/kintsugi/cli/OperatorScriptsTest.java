package dev.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kintsugi.cli.api.Api;
import dev.kintsugi.cli.api.LocalCloud;
import dev.kintsugi.cli.api.WatchedProject;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.workspace.Signature;
import dev.kintsugi.git.UserRepository;
import dev.kintsugi.local.cloud.Options;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an operator with the AWS CLI and jq does, against the embedded cloud. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OperatorScriptsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private LocalCloud cloud;
    private Api api;
    private String project;

    /** A script's end. */
    private record Run(int exit, String output) {}

    @BeforeEach
    void a_partial_job() throws IOException {
        for (String tool : List.of("aws", "jq")) {
            boolean there = isThere(tool);
            if (!there) {
                System.out.println("skipped: the operator scripts need " + tool + ", which is not installed here");
            }
            assumeTrue(there);
        }
        Path repository = Files.createDirectory(folder.resolve("repository"));
        Files.writeString(repository.resolve("parts.txt"), "first\n\n\nsecond\n");
        UserRepository.create(
                repository,
                new Signature("Player", "player@example.org", Instant.parse("2026-01-01T00:00:00Z")),
                "What was there");
        Path replies = Files.createDirectory(folder.resolve("replies"));
        Files.writeString(
                replies.resolve("part.coder.1.1.md"), edit("first", "erste") + edit("something else", "zweite"));
        Files.writeString(replies.resolve("part.coder.1.2.md"), edit("nothing like it", "zweite"));
        Files.writeString(replies.resolve("part.coder.1.3.md"), edit("second", "zweite"));
        cloud = LocalCloud.open(folder.resolve("data"), Options.usual().withEnvironment(Map.of()));
        api = new Api(cloud);
        project = api.submit(new Api.Submission(
                        Map.of(
                                "project.yaml",
                                "name: Scripts\n",
                                "part.md",
                                "---\ntitle: Part\nverify: false\n---\nTranslate it.\n"),
                        repository.toString(),
                        "recorded:" + replies,
                        null,
                        false))
                .project();
        await(JobStatus.PARTIAL);
    }

    @AfterEach
    void stop() {
        if (cloud != null) {
            cloud.close();
        }
    }

    private static String edit(String find, String replace) {
        return "FILE: parts.txt\nFIND:\n%s\nREPLACE:\n%s\nEND\n".formatted(find, replace);
    }

    private static boolean isThere(String tool) {
        try {
            return new ProcessBuilder(tool, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void await(JobStatus status) {
        Instant last = Instant.now().plus(PATIENCE);
        while (true) {
            WatchedProject seen = api.project(project);
            if (seen.tasks().getFirst().status() == status) {
                return;
            }
            if (Instant.now().isAfter(last)) {
                throw new AssertionError("not " + status + ": " + seen);
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private Run script(String typed, String name, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(House.ROOT.resolve("infra/bin").resolve(name).toString(), "--function", "ResumeFunction"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "AWS_ENDPOINT_URL", cloud.endpoint().toString(),
                        "AWS_ACCESS_KEY_ID", "local",
                        "AWS_SECRET_ACCESS_KEY", "local",
                        "AWS_REGION", "us-east-1",
                        "AWS_DEFAULT_REGION", "us-east-1"));
        Process process = builder.start();
        process.getOutputStream().write(typed.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }

    @Test
    void resume_shows_the_project_asks_and_lets_it_go_on() throws Exception {
        Run no = script("n\n", "resume.sh", project);
        assertThat(no.exit()).as(no.output()).isEqualTo(3);
        assertThat(no.output())
                .contains("Project: Scripts", "  Completed: 0 tasks", "Resume " + project + "?", "nothing was done");
        assertThat(api.project(project).tasks().getFirst().status()).isEqualTo(JobStatus.PARTIAL);

        Run yes = script("y\n", "resume.sh", project);

        assertThat(yes.exit()).as(yes.output()).isZero();
        assertThat(yes.output()).contains("goes on");
        await(JobStatus.PASSED);
    }

    @Test
    void continue_shows_the_missing_edits_and_lets_the_job_go_on() throws Exception {
        Run yes = script("", "continue.sh", "--yes", project + ".part");

        assertThat(yes.exit()).as(yes.output()).isZero();
        assertThat(yes.output()).contains("parts.txt: will fail").contains("goes on");
        await(JobStatus.PASSED);
    }

    @Test
    void redrive_says_when_nothing_waits_and_bad_input_is_one_clear_error() throws Exception {
        Run redrive = script("yes\n", "redrive.sh");
        assertThat(redrive.exit()).as(redrive.output()).isZero();
        assertThat(redrive.output()).contains("nothing waits for a confirmation");

        assertThat(script("", "redrive.sh").exit()).isEqualTo(3);
        Run unknown = script("", "resume.sh", "--yes", "none-abcdef");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.output()).contains("none-abcdef");
        assertThat(script("", "resume.sh", "--nonsense").output()).contains("there is no option --nonsense");
        assertThat(script("", "continue.sh", "--help").output()).contains("continue.sh [options] JOB");
        Run passed = script("", "resume.sh", "--yes", "--from", "nobody", project);
        assertThat(passed.output()).contains("there is no task \"nobody\"");
    }
}
