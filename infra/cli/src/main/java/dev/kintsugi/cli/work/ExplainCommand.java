package dev.kintsugi.cli.work;

import dev.kintsugi.cli.ExitCode;
import dev.kintsugi.cli.api.Api;
import dev.kintsugi.cli.api.Cloud;
import dev.kintsugi.cli.screen.TaskRow;
import dev.kintsugi.core.view.Explanation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kintsugi explain}: why a job failed, or waits, with the evidence and what can be done. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Says why a job failed or waits, with the evidence, and what to do next.",
        footer = {"", "Exit: 0 explained, 2 it cannot be."})
public final class ExplainCommand extends WorkCommand {
    @Mixin
    private final ChosenJob chosen = new ChosenJob();

    @Override
    int run() {
        try (Cloud cloud = cloudArguments.open()) {
            Api api = new Api(cloud);
            Explanation explanation = api.explain(chosen.id(api));
            if (output.forPeople()) {
                say(new ExplanationText(screen(), cloudArguments.asOptions())
                        .lines(explanation)
                        .toArray(String[]::new));
            } else {
                output.print(out(), Api.json(explanation), line(explanation));
            }
            return ExitCode.DONE;
        }
    }

    private static String line(Explanation explanation) {
        String next = explanation.next().isEmpty()
                ? ""
                : " | " + explanation.next().getFirst().command();
        return "%s | %s | %s%s"
                .formatted(explanation.task().job(), TaskRow.status(explanation.task()), explanation.text(), next);
    }
}
