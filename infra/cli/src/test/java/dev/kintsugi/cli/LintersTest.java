package dev.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The linters that people know, over the files that are deployed; one that is not installed is named and left out. */
class LintersTest {
    private static final Path REPOSITORY = House.ROOT;

    /** Minutes that a linter may take on a busy machine. */
    private static final long PATIENCE = 3;

    @Test
    void cfn_lint_finds_nothing_in_the_template() throws Exception {
        assertThat(said("cfn-lint", "infra/template.yaml")).isEmpty();
    }

    @Test
    void asl_validator_finds_nothing_in_the_machines() throws Exception {
        for (String machine : List.of("statemachine/job.asl.json", "statemachine/project.asl.json")) {
            assertThat(said("asl-validator", "--json-path", machine)).doesNotContainIgnoringCase("invalid");
        }
    }

    @Test
    void shellcheck_finds_nothing_in_the_scripts() throws Exception {
        List<String> scripts = new ArrayList<>(List.of("--severity=warning"));
        try (Stream<Path> files = Files.list(REPOSITORY.resolve("infra/bin"))) {
            files.map(file -> "infra/bin/" + file.getFileName()).sorted().forEach(scripts::add);
        }
        assertThat(said("shellcheck", scripts.toArray(String[]::new))).isEmpty();
    }

    private static String said(String linter, String... arguments) throws Exception {
        boolean installed = Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, linter)));
        if (!installed) {
            System.out.println(linter + " is not installed: nothing was checked by it");
        }
        assumeTrue(installed, linter + " is not installed");
        List<String> command = new ArrayList<>(List.of(linter));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(linter, ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(REPOSITORY.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            assertThat(process.waitFor(PATIENCE, TimeUnit.MINUTES)).isTrue();
            String text = Files.readString(out, StandardCharsets.UTF_8);
            assertThat(process.exitValue()).as(text).isZero();
            return text;
        } finally {
            Files.delete(out);
        }
    }
}
