package dev.kintsugi.cli.work;

import dev.kintsugi.cli.api.Api;
import dev.kintsugi.cli.api.ApiRefusal;
import dev.kintsugi.core.view.Overview;
import dev.kintsugi.core.view.TaskLine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** The job a command is about: {@code PROJECT.TASK}, or a task's id that only one project has. */
final class ChosenJob {
    /** Jobs that are listed to choose from. */
    private static final int MOST_LISTED = 20;

    @Parameters(
            paramLabel = "JOB",
            arity = "0..1",
            description = "PROJECT.TASK, or TASK when only one project has it; none lists them.")
    private @Nullable String job;

    /** The id, in full. */
    String id(Api api) {
        String wanted = job;
        if (wanted != null && wanted.contains(".")) {
            return wanted;
        }
        List<String> known = new ArrayList<>();
        for (Overview project : api.projects()) {
            for (TaskLine task : api.project(project.id()).tasks()) {
                if (wanted == null || task.id().equalsIgnoreCase(wanted)) {
                    known.add(task.job());
                }
            }
        }
        if (wanted != null && known.size() == 1) {
            return known.getFirst();
        }
        String why = wanted == null
                ? "which job?"
                : known.isEmpty() ? "no project has a task '" + wanted + "'" : "several projects have '" + wanted + "'";
        String list = known.stream()
                .limit(MOST_LISTED)
                .map(one -> System.lineSeparator() + "  " + one)
                .reduce("", String::concat);
        throw ApiRefusal.unanswered(why + list + (known.size() > MOST_LISTED ? System.lineSeparator() + "  ..." : ""));
    }

    @Nullable
    String written() {
        return job;
    }
}
