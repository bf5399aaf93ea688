package dev.kintsugi.cli.work;

import dev.kintsugi.cli.ExitCode;
import dev.kintsugi.cli.api.Api;
import dev.kintsugi.cli.api.Cloud;
import dev.kintsugi.cli.screen.RestartView;
import dev.kintsugi.core.view.Inspection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kintsugi inspect}: what is done, what is left and what was interrupted, and the token to decide with. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = "Shows what of a project is done, what is left and what was interrupted.",
        footer = {"", "Exit: 0 shown, 2 it cannot be."})
public final class InspectCommand extends WorkCommand {
    @Mixin
    private final ChosenProject chosen = new ChosenProject();

    @Override
    int run() {
        try (Cloud cloud = cloudArguments.open()) {
            Api api = new Api(cloud);
            Inspection seen = api.inspect(chosen.id(api));
            say(new RestartView(screen()).state(seen).toArray(String[]::new));
            say("State token: " + seen.token());
            if (!output.forPeople()) {
                output.print(out(), Api.json(seen), api.project(seen.project()).summary());
            }
            return ExitCode.DONE;
        }
    }
}
