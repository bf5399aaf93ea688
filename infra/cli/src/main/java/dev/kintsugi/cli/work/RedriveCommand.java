package dev.kintsugi.cli.work;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kintsugi.cli.ExitCode;
import dev.kintsugi.cli.api.Api;
import dev.kintsugi.cli.api.Cloud;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kintsugi redrive}: yes to everything that was interrupted and waits for a confirmation, as the console's redrive. */
@Command(
        name = "redrive",
        mixinStandardHelpOptions = true,
        description = "Lets everything go on that was interrupted and waits for a confirmation, in every project.",
        footer = {"", "Exit: 0 confirmed, 3 it was not, 2 it cannot be."})
public final class RedriveCommand extends WorkCommand {
    @Option(
            names = {"-y", "--yes"},
            description = "Without being asked.")
    private boolean yes;

    @Override
    int run() throws IOException {
        if (!yes && !canAsk()) {
            return refuse("nobody can be asked here; --yes says that it may be done");
        }
        if (!yes && !isSure()) {
            return ExitCode.PARTIAL;
        }
        try (Cloud cloud = cloudArguments.openToWork(this::say)) {
            JsonNode answer = new Api(cloud).redrive();
            say(answer.path("text").asText());
            if (!output.forPeople()) {
                output.print(out(), answer, new Api(cloud).summary().text());
            }
            return ExitCode.DONE;
        }
    }

    private boolean isSure() throws IOException {
        out().print("Let everything go on that was interrupted and waits for a confirmation? [y/N] ");
        out().flush();
        String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        return line != null && line.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }
}
