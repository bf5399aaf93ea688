package dev.kintsugi.cli.work;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.cli.ExitCode;
import dev.kintsugi.cli.api.Api;
import dev.kintsugi.cli.api.Cloud;
import dev.kintsugi.cli.api.WatchedProject;
import dev.kintsugi.cli.screen.Ending;
import dev.kintsugi.cli.screen.TaskRow;
import dev.kintsugi.core.view.Overview;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kintsugi status}: where a project stands, or all of them. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows where a project stands, or lists all of them.",
        footer = {"", "Exit: 0 shown, 2 it cannot be."})
public final class StatusCommand extends WorkCommand {
    @Mixin
    private final ChosenProject chosen = new ChosenProject();

    @Override
    int run() {
        try (Cloud cloud = cloudArguments.open()) {
            Api api = new Api(cloud);
            if (chosen.isGiven()) {
                one(api.project(chosen.id(api)));
            } else {
                all(api);
            }
            return ExitCode.DONE;
        }
    }

    private void one(WatchedProject project) {
        if (!output.forPeople()) {
            output.print(out(), RunCommand.json(project), project.summary());
            return;
        }
        Instant now = InstantSource.system().instant();
        TaskRow row = TaskRow.of(screen(), project);
        project.tasks().forEach(task -> {
            say(row.of(task, now));
            row.below(task, now).ifPresent(this::say);
        });
        say("");
        say(Ending.of(project, cloudArguments.asOptions()).toArray(String[]::new));
    }

    private void all(Api api) {
        List<Overview> projects = api.projects();
        String counts = api.summary().text();
        if (!output.forPeople()) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            ArrayNode array = json.putArray("projects");
            projects.forEach(project -> array.add(Api.json(project)));
            output.print(out(), json, counts);
            return;
        }
        if (projects.isEmpty()) {
            say("There is no project yet: kintsugi run begins one, kintsugi demo shows how it goes.");
            return;
        }
        projects.forEach(project -> say(ChosenProject.line(project)));
        say("", counts);
    }
}
