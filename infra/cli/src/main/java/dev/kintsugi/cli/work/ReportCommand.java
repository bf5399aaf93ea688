package dev.kintsugi.cli.work;

import dev.kintsugi.cli.ExitCode;
import dev.kintsugi.cli.api.Api;
import dev.kintsugi.cli.api.Cloud;
import dev.kintsugi.cli.screen.ReportText;
import dev.kintsugi.core.view.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kintsugi report}: what a project came to, all of it. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Reports what a project came to: counts, cost, every task with its commits, healing, who waits.",
        footer = {"", "Exit: 0 shown, 2 it cannot be."})
public final class ReportCommand extends WorkCommand {
    @Mixin
    private final ChosenProject chosen = new ChosenProject();

    @Override
    int run() {
        try (Cloud cloud = cloudArguments.open()) {
            Api api = new Api(cloud);
            Report report = api.report(chosen.id(api));
            if (output.forPeople()) {
                say(new ReportText(screen(), cloudArguments.asOptions())
                        .lines(report)
                        .toArray(String[]::new));
            } else {
                output.print(out(), Api.json(report), report.project().counts().text());
            }
            return ExitCode.DONE;
        }
    }
}
