package dev.kintsugi.cli.work;

import dev.kintsugi.cli.ExitCode;
import dev.kintsugi.cli.api.Api;
import dev.kintsugi.cli.api.Cloud;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kintsugi submit}: hands a plan to a cloud that runs, and leaves. */
@Command(
        name = "submit",
        mixinStandardHelpOptions = true,
        description = "Hands a plan to a running cloud and returns at once.",
        footer = {"", "Exit: 0 accepted, 2 refused; kintsugi run submits, works and watches in one."})
public final class SubmitCommand extends WorkCommand {
    @Mixin
    private final PlanToSubmitArguments plan = new PlanToSubmitArguments();

    @Override
    int run() throws IOException {
        Optional<PlanToSubmit> ready = plan.read();
        if (ready.isEmpty()) {
            return ExitCode.ERROR;
        }
        Optional<Cloud> running = cloudArguments.running();
        if (running.isEmpty()) {
            return refuse("no cloud runs on " + cloudArguments.dataFolder()
                    + ": start one with 'kintsugi up', name one with --endpoint, or use 'kintsugi run'");
        }
        try (Cloud cloud = running.get()) {
            Api api = new Api(cloud);
            Api.Submitted submitted = api.submit(plan.submission(ready.get()));
            say(
                    submitted.project() + (submitted.same() ? " was submitted before and goes on" : " submitted"),
                    "  watch: kintsugi watch " + submitted.project() + cloudArguments.asOptions());
            if (!output.forPeople()) {
                output.print(
                        out(), submitted.raw(), api.project(submitted.project()).summary());
            }
            return ExitCode.DONE;
        }
    }
}
