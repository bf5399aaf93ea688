package dev.kintsugi.cli.work;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kintsugi.cli.ExitCode;
import dev.kintsugi.cli.api.Api;
import dev.kintsugi.cli.api.Cloud;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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

    @Override
    int run() {
        try (Cloud cloud = cloudArguments.open()) {
            Api api = new Api(cloud);
            String wanted = target;
            boolean isJob = wanted != null && wanted.contains(".");
            String id = wanted != null && isJob ? wanted : ChosenProject.id(api, wanted);
            JsonNode answer = isJob ? api.cancelJob(id) : api.cancelProject(id);
            while (answer.path("status").asText().equals("cancelling")) {
                say(answer.path("text").asText());
                answer = api.cancelProject(id);
            }
            say(answer.path("text").asText("cancelled " + id));
            if (!output.forPeople()) {
                String project = isJob ? id.substring(0, id.indexOf('.')) : id;
                output.print(out(), answer, api.project(project).summary());
            }
            return ExitCode.DONE;
        }
    }
}
