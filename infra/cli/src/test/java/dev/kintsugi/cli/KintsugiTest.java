package dev.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KintsugiTest {
    @Test
    void an_unknown_command_is_told_on_stderr_and_exits_2() {
        CommandRun run = CommandRun.of("mend");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("mend");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void help_lists_the_commands_and_exits_0() {
        CommandRun run = CommandRun.of("--help");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("Usage: kintsugi").contains("Commands:");
    }
}
