package dev.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The visible top level is fixed, and what the README tells people to run is what CI runs. */
class TreeTest {
    /** {@code target} is what a build leaves and git ignores. */
    private static final Set<String> VISIBLE =
            Set.of("pom.xml", "functions", "infra", "statemachine", "README.md", "LICENSE", "target");

    @Test
    void the_top_level_holds_the_fixed_names_and_dotfiles_only() throws IOException {
        try (Stream<Path> entries = Files.list(House.ROOT)) {
            assertThat(entries.map(entry -> entry.getFileName().toString())
                            .filter(name -> !name.startsWith("."))
                            .collect(Collectors.toSet()))
                    .isSubsetOf(VISIBLE)
                    .contains("pom.xml", "functions", "infra", "statemachine", "README.md", "LICENSE");
        }
    }

    @Test
    void ci_runs_the_test_command_that_the_readme_gives() throws IOException {
        assertThat(House.ROOT.resolve("README.md")).content().contains("\nmvn verify\n");
        assertThat(House.ROOT.resolve(".ci/run")).content().contains("\nmvn verify\n");
    }
}
