package dev.kintsugi.cli.asl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * Machines of the kinds that AWS's documentation shows, run as a user runs them: each file is a machine, its input, what
 * its tasks answer, and how it must end. Adding a case is adding a file.
 */
class AslExamplesTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    static Stream<Path> examples() throws IOException, URISyntaxException {
        URL examples = Objects.requireNonNull(AslExamplesTest.class.getResource("/asl-examples"));
        try (Stream<Path> files = Files.list(Path.of(examples.toURI()))) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_ends_as_it_says(Path example) throws IOException {
        JsonNode given = JSON.readTree(Files.readString(example));
        Path machine = Files.writeString(
                folder.resolve("machine.asl.json"), given.get("machine").toString());
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                machine.toString(),
                "--json",
                "--input",
                given.get("input").toString()));
        if (given.has("mocks")) {
            Path mocks = Files.writeString(
                    folder.resolve("mocks.json"), given.get("mocks").toString());
            arguments.addAll(List.of("--mock", mocks.toString()));
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();

        int exit = new CommandLine(new AslCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));

        assertThat(err.toString()).isEmpty();
        JsonNode shown = JSON.readTree(out.toString());
        if (given.has("output")) {
            assertThat(shown.get("output")).as(out.toString()).isEqualTo(given.get("output"));
            assertThat(exit).isZero();
        } else {
            assertThat(shown.path("error").asText())
                    .as(out.toString())
                    .isEqualTo(given.get("error").asText());
            assertThat(exit).isEqualTo(1);
        }
        if (given.has("cause")) {
            assertThat(shown.get("cause")).isEqualTo(given.get("cause"));
        }
    }
}
