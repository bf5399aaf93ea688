package dev.kintsugi.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kintsugi.core.model.ModelAnswer;
import dev.kintsugi.models.command.CommandModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandAgentTest {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "PATH", "/usr/bin:/bin",
            "HOME", "/nowhere",
            "LC_ALL", "C.UTF-8",
            "AWS_SECRET_ACCESS_KEY", "very-secret",
            "OPENAI_API_KEY", "very-secret",
            "GITHUB_TOKEN", "very-secret",
            "DATABASE_URL", "postgres://u:very-secret@h");

    @TempDir
    private Path folder;

    private static ModelAnswer ask(String command, Duration total) {
        return new CarefulModel(
                        new CommandModel(command, ENVIRONMENT, ScriptedServer.SHORT.withTotal(total)),
                        Requests.FACTS,
                        ScriptedServer.NO_WAITING)
                .ask(Requests.plain());
    }

    private static String text(String command) {
        ModelAnswer answer = ask(command, Duration.ofSeconds(20));
        assertThat(answer).as(answer.reason()).isInstanceOf(ModelAnswer.Answered.class);
        return ((ModelAnswer.Answered) answer).exchange().reply().text();
    }

    @Test
    void the_prompt_is_on_stdin() {
        assertThat(text("cat"))
                .isEqualTo("You change code.\n\nAdd a login page, and explain what you did in some words.\n");
    }

    @Test
    void the_environment_holds_no_credential() {
        assertThat(text("env")).contains("HOME=/nowhere").contains("LC_ALL").doesNotContain("very-secret");
    }

    @Test
    void words_are_split_as_in_a_shell_and_nothing_expands() {
        assertThat(text("printf '%s|' \"a b\" c\\ d '' \"$HOME\" '*' ; echo")).isEqualTo("a b|c d||$HOME|*|;|echo|");
        assertThatIllegalArgumentException().isThrownBy(() -> ask("cat 'x", Duration.ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> ask("  ", Duration.ofSeconds(1)));
    }

    @Test
    void a_command_that_is_not_there_is_refused() {
        assertThat(ask("no-such-agent-anywhere", Duration.ofSeconds(5))).isInstanceOf(ModelAnswer.Refused.class);
    }

    @Test
    void a_command_that_hangs_is_ended_with_all_its_children() throws IOException {
        Path script = Files.writeString(folder.resolve("hang.sh"), """
                sleep 3600 &
                echo $! > '%s/child'
                (sleep 3600 & echo $! > '%s/grandchild')
                sleep 3600
                """.formatted(folder, folder));

        assertThat(ask("/bin/sh " + script, Duration.ofMillis(500))).isInstanceOf(ModelAnswer.Lost.class);
        assertGone("child");
        assertGone("grandchild");
    }

    @Test
    void a_child_that_holds_the_output_open_does_not_hold_us() throws IOException {
        Path script = Files.writeString(folder.resolve("hold.sh"), """
                sleep 3600 &
                echo $! > '%s/child'
                sleep 0.2
                echo done
                """.formatted(folder));

        assertThat(ask("/bin/sh " + script, Duration.ofSeconds(20))).isInstanceOf(ModelAnswer.Lost.class);
        assertGone("child");
    }

    @Test
    void an_agent_that_reads_nothing_is_no_trouble() {
        assertThat(text("echo fine")).isEqualTo("fine\n");
    }

    @Test
    void the_folder_it_runs_in_is_empty_and_gone_afterwards() {
        String where = text("/bin/sh -c 'pwd; ls -a | wc -l; mkdir x; touch x/y'");

        assertThat(where.lines().skip(1).findFirst().orElseThrow().strip()).isEqualTo("2");
        assertThat(Path.of(where.lines().findFirst().orElseThrow())).doesNotExist();
    }

    private void assertGone(String name) throws IOException {
        long pid = Long.parseLong(Files.readString(folder.resolve(name)).strip());
        ProcessHandle.of(pid).ifPresent(handle -> {
            handle.onExit().orTimeout(20, TimeUnit.SECONDS).join();
            assertThat(handle.isAlive()).isFalse();
        });
    }
}
