package dev.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** What the README tells people to type works, and what it shows is what they get. */
class ReadmeTest {
    private static final String COMMAND = "infra/bin/kintsugi ";
    private static final Pattern COMMENT = Pattern.compile("\\s+# .*");

    @TempDir
    private Path folder;

    @Test
    void every_command_and_option_that_it_names_exists() throws IOException {
        List<String> commands = commands();

        assertThat(commands).hasSizeGreaterThan(10);
        for (String command : commands) {
            CommandLine kintsugi =
                    Kintsugi.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()));
            ParseResult parsed = kintsugi.parseArgs(command.split(" "));
            assertThat(parsed.subcommand()).as(command).isNotNull();
        }
    }

    @Test
    void the_demo_prints_what_it_shows() throws IOException {
        CommandRun demo = CommandRun.of("demo", "--data", folder.resolve("demo").toString());

        assertThat(demo.exit()).as(demo.err()).isZero();
        List<String> printed = demo.out().lines().map(ReadmeTest::lasting).toList();
        List<String> shown = outputAfter(COMMAND + "demo");
        assertThat(shown).hasSizeGreaterThan(20);
        for (String line : shown) {
            if (!line.equals("...") && !isPassing(line)) {
                assertThat(printed).as("what the README shows of the demo").contains(lasting(line));
            }
        }
    }

    @Test
    void the_plan_that_init_writes_goes_through_the_commands_that_follow() throws IOException {
        Path plan = folder.resolve("plan");
        for (String command : List.of("init", "validate", "plan")) {
            assertThat(commands()).contains(command + " plan");
            CommandRun run = CommandRun.of(command, plan.toString());
            assertThat(run.exit()).as(command + run.out() + run.err()).isZero();
        }
    }

    @Test
    void every_room_that_the_map_names_is_there() throws IOException {
        List<String> rooms = readme().stream()
                .filter(line -> line.matches("(functions|statemachine|infra)/\\S* +\\S.*"))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();

        assertThat(rooms)
                .hasSizeGreaterThan(10)
                .allSatisfy(room -> assertThat(House.ROOT.resolve(room)).exists());
        try (Stream<Path> inside = Files.list(House.ROOT.resolve("infra"))) {
            assertThat(inside.filter(Files::isDirectory)
                            .map(path -> "infra/" + path.getFileName())
                            .filter(path -> !path.equals("infra/bin") && !path.equals("infra/target")))
                    .isSubsetOf(rooms);
        }
    }

    /** Ids, commits, times and temporary folders differ from run to run. */
    private static String lasting(String line) {
        return line.replaceAll("^\\d+:\\d\\d ", "T ")
                .replaceAll("till-[0-9a-f]{6}", "till-ID")
                .replaceAll("\\b[0-9a-f]{7}\\b", "COMMIT")
                .replaceAll("Repository: .*", "Repository: DIR")
                .stripTrailing();
    }

    /** A state that lasts milliseconds may fall between two looks. */
    private static boolean isPassing(String line) {
        return line.matches("\\d+:\\d\\d +\\S+ +[a-z ]+, cycle \\d of \\d");
    }

    private static List<String> commands() throws IOException {
        return readme().stream()
                .filter(line -> line.startsWith(COMMAND))
                .map(line -> COMMENT.matcher(line).replaceAll(""))
                .map(line -> line.substring(COMMAND.length()).strip())
                .toList();
    }

    /** The block of output that follows a command's block. */
    private static List<String> outputAfter(String command) throws IOException {
        List<String> lines = readme();
        int at = lines.indexOf(command);
        assertThat(at).as(command + " stands alone in a block").isPositive();
        List<String> rest = lines.subList(at + 2, lines.size());
        int begin = rest.indexOf("```") + 1;
        List<String> from = rest.subList(begin, rest.size());
        return new ArrayList<>(from.subList(0, from.indexOf("```")));
    }

    private static List<String> readme() throws IOException {
        return Arrays.asList(Files.readString(House.ROOT.resolve("README.md")).split("\n", -1));
    }
}
