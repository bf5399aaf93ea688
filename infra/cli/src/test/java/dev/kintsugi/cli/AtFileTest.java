package dev.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtFileTest {
    @Test
    void a_file_after_an_at_sign_is_the_options_value_and_not_more_arguments(@TempDir Path folder) throws Exception {
        Path machine = Files.writeString(
                folder.resolve("m.json"),
                "{\"QueryLanguage\":\"JSONata\",\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"End\":true}}}");
        Path input = Files.writeString(folder.resolve("input.json"), "{\"n\": 7}");

        CommandRun run = CommandRun.of("asl", "run", machine.toString(), "--input", "@" + input);

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("{\"n\": 7}");
    }
}
