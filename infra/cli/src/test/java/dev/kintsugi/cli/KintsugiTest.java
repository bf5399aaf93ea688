package dev.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class KintsugiTest {
    @Test
    void an_unknown_command_is_told_on_stderr_and_exits_2() {
        CommandRun run = CommandRun.of("mend");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("mend");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void errors_are_printed_as_utf_8_whatever_the_locale() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        assertThat(Kintsugi.run(out, err, "繕う")).isEqualTo(2);
        assertThat(out.size()).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("繕う");
    }

    @Test
    void a_bug_is_told_in_one_line_and_exits_2() {
        StringWriter err = new StringWriter();
        int exit = Kintsugi.configured(
                        new CommandLine(new Broken()), new PrintWriter(new StringWriter()), new PrintWriter(err, true))
                .execute();

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("kintsugi: a bug in this program: java.lang.IllegalStateException: no such luck")
                .doesNotContain("\tat ");
    }

    @Test
    void help_lists_the_commands_and_exits_0() {
        CommandRun run = CommandRun.of("--help");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("Usage: kintsugi").contains("Commands:");
    }

    @Command(name = "broken")
    private static final class Broken implements Runnable {
        @Override
        public void run() {
            throw new IllegalStateException("no such luck");
        }
    }
}
