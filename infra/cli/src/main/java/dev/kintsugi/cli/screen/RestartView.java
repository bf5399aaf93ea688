package dev.kintsugi.cli.screen;

import dev.kintsugi.core.view.Inspection;
import dev.kintsugi.core.view.Inspection.InterruptedTask;
import dev.kintsugi.core.view.Inspection.SessionLine;
import dev.kintsugi.core.view.Inspection.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What somebody reads who comes back to a project that stopped halfway, in lines of text that any terminal shows. */
public final class RestartView {
    /** Tasks named in a list; the others are counted. */
    private static final int MOST_NAMED = 10;

    private final Screen screen;

    public RestartView(Screen screen) {
        this.screen = screen;
    }

    /** The resume dialog. */
    public List<String> resume(Inspection project) {
        List<String> lines = new ArrayList<>(List.of("Resume Project?", ""));
        lines.addAll(state(project));
        lines.add("");
        lines.add(keys("enter: resume", "r: reset all", "q: quit"));
        return lines;
    }

    /** Where the project stands, without a question. */
    public List<String> state(Inspection project) {
        List<String> lines = new ArrayList<>();
        lines.add("Project: " + screen.plain(project.name()));
        lines.add("Status: " + project.status().word());
        lines.add("");
        lines.add("Progress:");
        lines.add("  Completed: %d tasks".formatted(project.completed()));
        lines.add("  Pending: %d tasks".formatted(project.pending()));
        lines.add("  Failed: %d tasks".formatted(project.failed()));
        addCount(lines, "Partial", project.partial());
        addCount(lines, "Skipped", project.skipped());
        addCount(lines, "Cancelled", project.cancelled());
        addCount(lines, "Running", project.running());
        for (InterruptedTask task : project.interrupted()) {
            addInterrupted(lines, task);
        }
        if (project.action() != null) {
            lines.add("");
            lines.add("An action was cut off and is to be finished: " + screen.plain(project.action()));
        }
        lines.add("");
        addNames(lines, "Completed", project.done());
        addNames(lines, "Remaining", project.remaining());
        addNames(lines, "Failed", project.failures());
        project.branches().stream()
                .filter(branch -> !branch.kind().equals("same"))
                .forEach(branch -> lines.add(
                        "Branch %s: %s, %s".formatted(branch.branch(), branch.kind(), screen.plain(branch.text()))));
        lines.add("Cost so far: " + Words.money(project.costUsd())
                + (project.budgetUsd() == null ? "" : " of " + Words.money(project.budgetUsd())));
        return lines;
    }

    private void addInterrupted(List<String> lines, InterruptedTask task) {
        lines.add("");
        lines.add("Interrupted task: " + screen.plain(task.title()));
        if (task.restarts()) {
            lines.add("This task will be restarted from the beginning.");
        }
        SessionLine session = task.lastSession();
        if (session != null) {
            lines.add("Last session: %s, cycle %d, %s (%s)"
                    .formatted(
                            session.role(), session.cycle(), Words.counted(session.turns(), "turn"), session.status()));
        } else if (task.cycle() > 0) {
            lines.add("Cycle: " + task.cycle());
        }
    }

    private static void addCount(List<String> lines, String word, int count) {
        if (count > 0) {
            lines.add("  %s: %d tasks".formatted(word, count));
        }
    }

    private void addNames(List<String> lines, String word, List<TaskState> tasks) {
        if (!tasks.isEmpty()) {
            List<String> names = tasks.stream()
                    .limit(MOST_NAMED)
                    .map(task -> task.task() + (task.held() ? " (held)" : ""))
                    .toList();
            String more = tasks.size() > MOST_NAMED ? " and %d more".formatted(tasks.size() - MOST_NAMED) : "";
            lines.add("%s: %s%s".formatted(word, String.join(", ", names), more));
        }
    }

    /** The failed tasks, with a cursor and marks. */
    public List<String> failures(Inspection project, int cursor, Set<Integer> marked) {
        List<String> lines = new ArrayList<>(List.of("Some tasks failed:", ""));
        for (int at = 0; at < project.failures().size(); at++) {
            String mark = marked.contains(at) ? "* " : "";
            String title = project.failures().get(at).title();
            lines.add((at == cursor ? "> " : "  ") + mark + screen.fitted(title, screen.columns() - 4));
        }
        lines.add("");
        lines.add(keys("r: retry selected", "s: skip failed", "a: abort"));
        return lines;
    }

    private String keys(String... keys) {
        return String.join(screen.unicode() ? " \u2022 " : " - ", keys);
    }
}
