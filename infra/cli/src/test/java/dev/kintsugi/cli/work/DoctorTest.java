package dev.kintsugi.cli.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.cli.CommandRun;
import dev.kintsugi.cli.work.Health.Finding;
import dev.kintsugi.cli.work.Health.Mark;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
    @TempDir
    private Path folder;

    private Finding found(String subject, Path data, URI models, Map<String, String> environment) {
        return new Health(data, environment, models)
                .look().stream()
                        .filter(finding -> finding.subject().equals(subject))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void a_folder_that_is_made_later_is_good_where_its_parent_can_be_written() {
        Finding data = found("data", folder.resolve("a/b"), Health.OLLAMA, Map.of());

        assertThat(data.mark()).isNotEqualTo(Mark.BAD);
        assertThat(data.text()).contains("MB free");
    }

    @Test
    void a_file_in_the_data_folder_s_place_ends_with_an_error() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        CommandRun run = CommandRun.of("doctor", "--data", file.toString());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).contains("bad   data    " + file + " is no folder");
    }

    @Test
    void a_model_server_is_told_by_the_spec_that_uses_it() {
        try (ScriptedCloud server = new ScriptedCloud().on("GET /v1/models", "{}")) {
            URI address = URI.create(server.endpoint() + "/v1/models");

            Finding models = found("models", folder, address, Map.of());

            assertThat(models.mark()).isEqualTo(Mark.OK);
            assertThat(models.text()).contains("openai:" + server.endpoint() + "/v1#MODEL");
        }
    }

    @Test
    void what_is_not_there_is_a_note_with_what_it_is_for() {
        URI nobody = URI.create("http://127.0.0.1:1/v1/models");

        assertThat(found("models", folder, nobody, Map.of()).mark()).isEqualTo(Mark.NOTE);
        assertThat(found("git", folder, nobody, Map.of("PATH", folder.toString())))
                .isEqualTo(new Finding(
                        "git", Mark.NOTE, "not on the path; nothing here needs it but you, to merge what is done"));
    }

    @Test
    void everything_that_was_looked_at_stands_in_the_json() {
        CommandRun run = CommandRun.of("doctor", "--json", "--data", folder.toString());

        assertThat(run.out()).contains("\"java\"", "\"data\"", "\"checks\"", "\"git\"", "\"models\"", "\"aws\"");
    }
}
