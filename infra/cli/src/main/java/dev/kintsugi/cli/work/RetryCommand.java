package dev.kintsugi.cli.work;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.cli.api.Api;
import dev.kintsugi.cli.api.Cloud;
import dev.kintsugi.core.view.Inspection;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kintsugi retry}: failed tasks are tried again on their branches. */
@Command(
        name = "retry",
        mixinStandardHelpOptions = true,
        description = "Tries failed, escalated, skipped or cancelled tasks again.",
        footer = {"", "Exit: 0 completed, 3 a person can move it on, 1 failed, 2 an error."})
public final class RetryCommand extends RestartCommand {
    @Option(
            names = "--task",
            paramLabel = "TASK",
            description = "Only this one; may be said several times. None: all that failed.")
    private List<String> tasks = new ArrayList<>();

    @Option(names = "--note", paramLabel = "TEXT", description = "What the coder is told.")
    private @Nullable String note;

    @Option(names = "--model", paramLabel = "SPEC", description = "Another model for the coder.")
    private @Nullable String model;

    @Option(names = "--cycles", paramLabel = "N", description = "How many cycles each may take.")
    private @Nullable Integer cycles;

    @Option(names = "--budget", paramLabel = "USD", description = "What each may cost from now on.")
    private @Nullable BigDecimal budget;

    @Override
    int decide(Cloud cloud, Api api, Inspection seen) {
        Restarts restarts = new Restarts(api, seen);
        ObjectNode body = restarts.with(tasks);
        if (note != null) {
            body.put("note", note);
        }
        if (model != null) {
            body.put("model", model);
        }
        if (cycles != null) {
            body.put("cycles", cycles);
        }
        if (budget != null) {
            body.put("budget_usd", budget);
        }
        return goOn(cloud, api, seen, restarts.decide("retry", body));
    }
}
