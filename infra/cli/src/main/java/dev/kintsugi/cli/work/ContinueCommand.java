package dev.kintsugi.cli.work;

import dev.kintsugi.cli.api.Cloud;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kintsugi continue}: the missing edits of a partial job, and nothing else. */
@Command(
        name = "continue",
        mixinStandardHelpOptions = true,
        description =
                "Goes on with a partial job: its missing edits on the files as they are now, then the coder for the"
                        + " rest.",
        footer = {
            "",
            "What was applied stays as it is. On this machine the job then goes on in this process, watched to its end.",
            "Exit: 0 done, 3 a person can move it on, 1 failed, 2 an error."
        })
public final class ContinueCommand extends WorkCommand {
    @Parameters(
            paramLabel = "JOB",
            arity = "0..1",
            description = "PROJECT.TASK, or TASK when only one project has it; none takes the only partial job.")
    private @Nullable String job;

    @Option(names = "--model", paramLabel = "SPEC", description = "The model to ask this time, instead of the task's.")
    private @Nullable String model;

    @Mixin
    private final ContinueArguments arguments = new ContinueArguments();

    @Option(
            names = {"-y", "--yes"},
            description = "Go on without asking, also when the model costs money.")
    private boolean yes;

    @Override
    int run() throws IOException {
        try (Cloud cloud = cloudArguments.openToWork(this::say)) {
            Continuing continuing = new Continuing(this, cloud);
            return continuing.run(continuing.job(job), arguments.wish(model), arguments.isDryRun(), yes);
        }
    }
}
