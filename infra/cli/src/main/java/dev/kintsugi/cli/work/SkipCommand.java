package dev.kintsugi.cli.work;

import dev.kintsugi.cli.api.Api;
import dev.kintsugi.cli.api.Cloud;
import dev.kintsugi.core.view.Inspection;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kintsugi skip}: tasks are passed over, and what waits for them goes on. */
@Command(
        name = "skip",
        mixinStandardHelpOptions = true,
        description = "Passes tasks over: what waits for them goes on, their commits stay on their branches.",
        footer = {"", "Exit: 0 completed, 3 a person can move it on, 1 failed, 2 an error."})
public final class SkipCommand extends RestartCommand {
    @Option(
            names = "--task",
            paramLabel = "TASK",
            description = "This one; may be said several times. None: all that failed.")
    private List<String> tasks = new ArrayList<>();

    @Override
    int decide(Cloud cloud, Api api, Inspection seen) {
        return goOn(cloud, api, seen, new Restarts(api, seen).skip(tasks));
    }
}
