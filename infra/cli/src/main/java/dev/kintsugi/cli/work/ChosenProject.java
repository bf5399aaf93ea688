package dev.kintsugi.cli.work;

import dev.kintsugi.cli.api.Api;
import dev.kintsugi.cli.api.ApiRefusal;
import dev.kintsugi.cli.screen.Words;
import dev.kintsugi.core.view.Overview;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** The project a command is about; given none, or half a name, it tells which there are. */
final class ChosenProject {
    /** Projects that are listed to choose from. */
    private static final int MOST_LISTED = 20;

    @Parameters(
            paramLabel = "PROJECT",
            arity = "0..1",
            description = "The project's id, or as much of its beginning as is needed; none lists them.")
    private @Nullable String project;

    /** The id, in full. */
    String id(Api api) {
        return id(api, project);
    }

    /** The id that is meant by as much of it as somebody wrote. */
    static String id(Api api, @Nullable String wanted) {
        List<Overview> all = api.projects();
        if (wanted == null) {
            throw ApiRefusal.unanswered(choose("which project?", all));
        }
        List<Overview> fitting =
                all.stream().filter(one -> one.id().startsWith(wanted)).toList();
        if (all.stream().anyMatch(one -> one.id().equals(wanted))) {
            return wanted;
        }
        return switch (fitting.size()) {
            case 0 -> throw ApiRefusal.unanswered(choose(missing(wanted, all), all));
            case 1 -> fitting.getFirst().id();
            default -> throw ApiRefusal.unanswered(choose("'%s' begins several".formatted(wanted), fitting));
        };
    }

    private static String missing(String wanted, List<Overview> all) {
        return all.stream()
                .map(Overview::id)
                .filter(id -> wanted.startsWith(id + "."))
                .findFirst()
                .map(id -> "'%s' is a job of project %s; name the project, and the task by --task %s"
                        .formatted(wanted, id, wanted.substring(id.length() + 1)))
                .orElseGet(() -> "there is no project '%s'".formatted(wanted));
    }

    boolean isGiven() {
        return project != null;
    }

    private static String choose(String why, List<Overview> projects) {
        if (projects.isEmpty()) {
            return why + System.lineSeparator() + "  there is none yet: kintsugi run begins one";
        }
        StringBuilder list = new StringBuilder(why);
        for (Overview one : projects.subList(0, Math.min(MOST_LISTED, projects.size()))) {
            list.append(System.lineSeparator()).append("  ").append(line(one));
        }
        return list.append(projects.size() > MOST_LISTED ? System.lineSeparator() + "  ..." : "")
                .toString();
    }

    /** A project in one line. */
    static String line(Overview project) {
        return "%-32s  %-11s  %d of %s passed  %s"
                .formatted(
                        project.id(),
                        project.status().word().replace('_', ' '),
                        project.counts().passed(),
                        Words.counted(project.counts().total(), "task"),
                        Words.money(project.costUsd()));
    }
}
