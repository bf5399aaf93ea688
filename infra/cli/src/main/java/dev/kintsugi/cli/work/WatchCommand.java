package dev.kintsugi.cli.work;

import dev.kintsugi.cli.api.Api;
import dev.kintsugi.cli.api.Cloud;
import dev.kintsugi.cli.api.WatchedProject;
import dev.kintsugi.cli.screen.Ending;
import java.time.InstantSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kintsugi watch}: follows a project until nothing goes on by itself. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = "Follows a project until it is over or waits for a person.",
        footer = {"", "Exit: 0 completed, 3 a person can move it on, 1 failed, 2 an error, 130 stopped with Ctrl-C."})
public final class WatchCommand extends WorkCommand {
    @Mixin
    private final ChosenProject chosen = new ChosenProject();

    @Override
    int run() {
        try (Cloud cloud = cloudArguments.open()) {
            Api api = new Api(cloud);
            WatchedProject end = new Follow(api, progress(), InstantSource.system()).untilAtRest(chosen.id(api));
            say("");
            say(Ending.of(end, cloudArguments.asOptions()).toArray(String[]::new));
            if (!output.forPeople()) {
                output.print(out(), RunCommand.json(end), end.summary());
            }
            return Exits.of(end);
        }
    }
}
