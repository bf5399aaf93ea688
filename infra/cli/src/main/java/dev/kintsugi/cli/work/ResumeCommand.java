package dev.kintsugi.cli.work;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.cli.ExitCode;
import dev.kintsugi.cli.api.Api;
import dev.kintsugi.cli.api.Cloud;
import dev.kintsugi.core.view.Inspection;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kintsugi resume}: a project that stopped halfway goes on from there. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "Lets a project go on from where it stopped.",
        footer = {"", "Exit: 0 completed, 3 a person can move it on, 1 failed, 2 an error."})
public final class ResumeCommand extends RestartCommand {
    @Option(names = "--from", paramLabel = "TASK", description = "Only this task and what depends on it.")
    private @Nullable String from;

    @Option(names = "--keep-cycles", description = "Cycles that interrupted tasks used up count on.")
    private boolean keepCycles;

    @Option(names = "--budget", paramLabel = "USD", description = "What the whole project may cost from now on.")
    private @Nullable BigDecimal budget;

    @Option(names = "--accept-drift", description = "Build on branches that somebody rewrote.")
    private boolean acceptDrift;

    @Override
    Optional<String> needless(Inspection seen) {
        return seen.next() == Inspection.Next.REPORT
                ? Optional.of("%s is completed; nothing of it is left to go on with".formatted(seen.project()))
                : Optional.empty();
    }

    @Override
    int decide(Cloud cloud, Api api, Inspection seen) throws IOException {
        Restarts restarts = new Restarts(api, seen);
        RestartDialog.Choice choice = yes ? new RestartDialog.Choice.Resume() : dialog().ask(seen);
        if (choice instanceof RestartDialog.Choice.Resume) {
            return goOn(cloud, api, seen, restarts.decide("resume", body(restarts)));
        }
        return restarts.carryOut(choice, this::say) ? follow(cloud, api, seen.project()) : ExitCode.PARTIAL;
    }

    private ObjectNode body(Restarts restarts) {
        ObjectNode body = restarts.body().put("keep_cycles", keepCycles).put("accept_drift", acceptDrift);
        if (from != null) {
            body.put("from", from);
        }
        if (budget != null) {
            body.put("budget_usd", budget);
        }
        return body;
    }
}
