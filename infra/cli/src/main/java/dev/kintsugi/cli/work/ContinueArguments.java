package dev.kintsugi.cli.work;

import dev.kintsugi.cli.api.Api;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a partial job is to go on. */
final class ContinueArguments {
    @Option(
            names = "--drop",
            paramLabel = "EDIT",
            description =
                    "Give this missing edit up (its id, as 'kintsugi show' prints it); may be said several times.")
    private List<String> drops = new ArrayList<>();

    @Option(names = "--note", paramLabel = "TEXT", description = "What the coder is told besides.")
    private @Nullable String note;

    @Option(names = "--dry-run", description = "Show what would become of each missing edit, and change nothing.")
    private boolean dryRun;

    boolean isDryRun() {
        return dryRun;
    }

    Api.Wish wish(@Nullable String model) {
        return new Api.Wish(model, drops, note);
    }
}
