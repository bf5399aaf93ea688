package dev.kintsugi.cli.work;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.cli.ExitCode;
import dev.kintsugi.cli.api.Api;
import dev.kintsugi.cli.api.Cloud;
import dev.kintsugi.cli.api.LocalCloud;
import dev.kintsugi.cli.screen.Words;
import dev.kintsugi.core.replay.Compared;
import dev.kintsugi.core.replay.Replayed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kintsugi replay}: a finished project once more, from its recorded replies, compared commit by commit. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Works a finished project through once more from its recorded replies, and compares every commit.",
            "No model is asked, no branch is moved and nothing is changed; the first step that differs is named."
        },
        footer = {"", "Exit: 0 identical, 1 a step differs, 2 it cannot be replayed."})
public final class ReplayCommand extends WorkCommand {
    @Mixin
    private final ChosenProject chosen = new ChosenProject();

    @Override
    int run() {
        try (Cloud cloud = cloudArguments.open()) {
            if (!(cloud instanceof LocalCloud here)) {
                return refuse("a replay reads the records themselves, so it needs them on this machine and for itself:"
                        + " name their folder with --data, and stop the kintsugi that has it open");
            }
            Replayed replayed = here.replay(chosen.id(new Api(cloud)));
            if (output.forPeople()) {
                tasks(replayed).forEach((task, steps) -> say("  %s  %s".formatted(task, told(steps))));
                say("", line(replayed));
            } else {
                output.print(out(), json(replayed), line(replayed));
            }
            return replayed.difference().isPresent() ? ExitCode.FAILED : ExitCode.DONE;
        }
    }

    private static Map<String, List<Compared>> tasks(Replayed replayed) {
        Map<String, List<Compared>> tasks = new LinkedHashMap<>();
        replayed.steps()
                .forEach(step -> tasks.computeIfAbsent(step.task(), any -> new ArrayList<>())
                        .add(step));
        return tasks;
    }

    private String told(List<Compared> steps) {
        Optional<Compared> other = steps.stream().filter(step -> !step.isSame()).findFirst();
        return other.map(step -> "differs at " + step.step())
                .orElseGet(() -> Words.counted(steps.size(), "step") + ", the same");
    }

    private String line(Replayed replayed) {
        return replayed.difference()
                .map(other -> "%s: the first step that differs is %s, %s: on record is %s, now came %s (%s)"
                        .formatted(
                                replayed.project(),
                                other.task(),
                                other.step(),
                                Words.shortened(other.recorded()),
                                Words.shortened(other.replayed()),
                                screen().plain(String.valueOf(other.why()))))
                .orElseGet(() -> "%s: replayed, %s and %s in all, identical"
                        .formatted(
                                replayed.project(),
                                Words.counted(replayed.commits(), "commit"),
                                Words.counted(replayed.steps().size(), "step")));
    }

    private static ObjectNode json(Replayed replayed) {
        ObjectNode json = new JsonMapper().valueToTree(replayed);
        json.put("same", replayed.difference().isEmpty());
        json.put("commits", replayed.commits());
        return json;
    }
}
