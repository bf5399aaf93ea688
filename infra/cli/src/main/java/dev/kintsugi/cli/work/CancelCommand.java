package dev.kintsugi.cli.work;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kintsugi.cli.ExitCode;
import dev.kintsugi.cli.api.Api;
import dev.kintsugi.cli.api.ApiRefusal;
import dev.kintsugi.cli.api.Cloud;
import dev.kintsugi.core.view.Overview;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kintsugi cancel}: a project or one job of it is given up, by decision. Its commits and its record stay. */
@Command(
        name = "cancel",
        mixinStandardHelpOptions = true,
        description = "Gives a project up, or one job of it. What was committed stays on its branches.",
        footer = {"", "Exit: 0 cancelled, 2 it cannot be."})
public final class CancelCommand extends WorkCommand {
    @Parameters(
            paramLabel = "PROJECT|JOB",
            arity = "0..1",
            description = "A project's id, or PROJECT.TASK; none lists the projects.")
    private @Nullable String target;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    @Override
    int run() {
        try (Cloud cloud = cloudArguments.open()) {
            Api api = new Api(cloud);
            String wanted = target;
            if (wanted == null) {
                StringBuilder list = new StringBuilder("which project?");
                for (Overview one : api.projects()) {
                    list.append(System.lineSeparator()).append("  ").append(ChosenProject.line(one));
                }
                throw ApiRefusal.unanswered(list.toString());
            }
            boolean isJob = wanted.contains(".");
            JsonNode answer = isJob ? api.cancelJob(wanted) : api.cancelProject(wanted);
            say(answer.path("text").asText("cancelled " + wanted));
            if (!output.forPeople()) {
                String project = isJob ? wanted.substring(0, wanted.indexOf('.')) : wanted;
                output.print(out(), answer, api.project(project).summary());
            }
            return ExitCode.DONE;
        }
    }
}
