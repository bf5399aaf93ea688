package dev.kintsugi.cli.work;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kintsugi.cli.ExitCode;
import dev.kintsugi.cli.api.Api;
import dev.kintsugi.cli.api.Cloud;
import dev.kintsugi.core.view.Inspection;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kintsugi reset}: every task begins again, on branches of a new run. */
@Command(
        name = "reset",
        mixinStandardHelpOptions = true,
        description = "Begins every task of a project again, on new branches. The old ones stay.",
        footer = {"", "Exit: 0 reset, 3 it was not confirmed, 2 it cannot be."})
public final class ResetCommand extends RestartCommand {
    @Option(names = "--purge-sessions", description = "Remove the conversations with models.")
    private boolean purgeSessions;

    @Override
    int decide(Cloud cloud, Api api, Inspection seen) throws IOException {
        if (!yes && !dialog().isSure(seen)) {
            return ExitCode.PARTIAL;
        }
        JsonNode answer = new Restarts(api, seen).reset(purgeSessions);
        say(answer.path("text").asText());
        if (!output.forPeople()) {
            output.print(out(), answer, api.project(seen.project()).summary());
        }
        return ExitCode.DONE;
    }
}
