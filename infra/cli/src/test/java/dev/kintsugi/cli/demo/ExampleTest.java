package dev.kintsugi.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.cli.CommandRun;
import dev.kintsugi.core.plan.read.PlanReader;
import dev.kintsugi.core.plan.read.PlanReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example is sound by itself, before anything is played on it. */
class ExampleTest {
    @TempDir
    private Path folder;

    @Test
    void its_plan_is_valid_without_a_warning() throws IOException {
        PlanReading reading =
                PlanReader.strict().readFiles(List.of(Example.in(folder).plan()));

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.tasks()).isEqualTo(4);
    }

    @Test
    void its_tests_pass_before_the_work_and_after_each_accepted_reply() throws Exception {
        Example example = Example.in(folder);
        assertThat(check(example)).isZero();

        for (String reply : List.of("quantities.coder.1.1", "quantities.coder.1.2", "discount.coder.1.1")) {
            apply(example, reply);
        }
        assertThat(check(example))
                .as("the discount's first try fails its own test")
                .isEqualTo(1);

        for (String reply : List.of("discount.coder.2.1", "receipt.coder.1.1", "receipt.coder.2.1", "help.coder.1.1")) {
            assertThat(apply(example, reply)).as(reply).isZero();
            assertThat(check(example)).as(reply).isZero();
        }
    }

    @Test
    void one_edit_of_it_fails_at_first() throws IOException {
        assertThat(apply(Example.in(folder), "quantities.coder.1.1")).isEqualTo(3);
    }

    private static int apply(Example example, String reply) {
        Path file = example.replies().resolve(reply + ".md");
        assertThat(Files.exists(file)).isTrue();
        return CommandRun.of("edits", "apply", "--root", example.repository().toString(), "--reply", file.toString())
                .exit();
    }

    private static int check(Example example) throws Exception {
        Process check = new ProcessBuilder("sh", "check.sh")
                .directory(example.repository().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(check.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return check.exitValue();
    }
}
