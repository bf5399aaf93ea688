package dev.kintsugi.cli.work;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kintsugi.cli.ExitCode;
import dev.kintsugi.cli.api.Api;
import dev.kintsugi.cli.api.Cloud;
import dev.kintsugi.cli.api.WatchedProject;
import dev.kintsugi.cli.screen.Ending;
import dev.kintsugi.cli.screen.RestartView;
import dev.kintsugi.core.view.Inspection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the commands have in common by which a person decides how a project goes on. */
abstract class RestartCommand extends WorkCommand {
    @Mixin
    final ChosenProject chosen = new ChosenProject();

    @Option(
            names = {"-y", "--yes"},
            description = "Decide on the project as it is now, without being asked.")
    boolean yes;

    private @Nullable WatchedProject before;

    @Override
    final int run() throws IOException {
        try (Cloud cloud = cloudArguments.openToWork(this::say)) {
            Api api = new Api(cloud);
            Inspection seen = api.inspect(chosen.id(api));
            Optional<String> needless = needless(seen);
            if (needless.isPresent()) {
                say(needless.get());
                if (!output.forPeople()) {
                    WatchedProject stands = api.project(seen.project());
                    output.print(out(), RunCommand.json(stands), stands.summary());
                }
                return ExitCode.DONE;
            }
            if (!yes && !canAsk()) {
                say(new RestartView(screen()).state(seen).toArray(String[]::new));
                return refuse("nobody can be asked here; --yes says that it may be done");
            }
            if (cloud.isHere()) {
                before = api.project(seen.project());
            }
            return decide(cloud, api, seen);
        }
    }

    /** Why there is nothing to decide; empty where there is. */
    Optional<String> needless(Inspection seen) {
        return Optional.empty();
    }

    abstract int decide(Cloud cloud, Api api, Inspection seen) throws IOException;

    RestartDialog dialog() {
        return new RestartDialog(
                new RestartView(screen()),
                out(),
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
    }

    /** Says what was done, and watches a project that goes on in this process to its end. */
    int goOn(Cloud cloud, Api api, Inspection seen, JsonNode answer) {
        say(answer.path("text").asText(""));
        if (!cloud.isHere()) {
            if (!output.forPeople()) {
                output.print(out(), answer, api.project(seen.project()).summary());
            }
            return ExitCode.DONE;
        }
        return follow(cloud, api, seen.project());
    }

    /** To its end, when it goes on in this process. */
    int follow(Cloud cloud, Api api, String project) {
        if (!cloud.isHere()) {
            return ExitCode.DONE;
        }
        Follow follow = new Follow(api, progress(), InstantSource.system());
        WatchedProject end = (before == null ? follow : follow.knowing(before)).untilAtRest(project);
        say("");
        say(Ending.of(end, cloudArguments.asOptions()).toArray(String[]::new));
        if (!output.forPeople()) {
            output.print(out(), RunCommand.json(end), end.summary());
        }
        return Exits.of(end);
    }
}
