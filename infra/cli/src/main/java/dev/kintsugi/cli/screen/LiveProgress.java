package dev.kintsugi.cli.screen;

import dev.kintsugi.cli.api.Standing;
import dev.kintsugi.cli.api.WatchedProject;
import dev.kintsugi.cli.screen.Screen.Colour;
import dev.kintsugi.core.view.TaskLine;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A line for each task, drawn again and again at the bottom of a terminal; what happened scrolls away above it. */
public final class LiveProgress implements Progress {
    /** Tasks drawn at once: a screen of 24 lines holds them and what stands around them. */
    static final int MOST_TASKS = 16;

    private static final String INDENT = "  ";
    private static final String CLEAR_BELOW = "\u001b[0J";

    private final PrintWriter out;
    private final Screen screen;
    private int drawn;
    private List<String> last = List.of();

    public LiveProgress(PrintWriter out, Screen screen) {
        this.out = out;
        this.screen = screen;
    }

    @Override
    public void show(WatchedProject project, Instant now, Duration elapsed) {
        TaskRow line = TaskRow.of(screen, project);
        List<String> lines = new ArrayList<>();
        for (TaskLine task : chosen(project.tasks())) {
            lines.add(line.of(task, now));
            line.below(task, now).ifPresent(lines::add);
        }
        lines.add(quiet(project.summary()));
        lines.add(quiet("%s of %s   %s"
                .formatted(Words.money(project.cost()), Words.money(project.budget()), Words.time(elapsed))));
        draw(lines);
    }

    @Override
    public void tell(String task, String what, Duration elapsed) {
        erase();
        out.println(INDENT + screen.fitted(task + ": " + what, screen.columns() - 1 - INDENT.length()));
        draw(last);
    }

    @Override
    public void end() {
        out.flush();
    }

    private String quiet(String line) {
        return screen.paint(Colour.QUIET, screen.fitted(line, screen.columns() - 1));
    }

    private void draw(List<String> lines) {
        erase();
        lines.forEach(out::println);
        drawn = lines.size();
        last = lines;
        out.flush();
    }

    private void erase() {
        if (drawn > 0) {
            out.print("\u001b[%dA".formatted(drawn));
            out.print('\r');
            out.print(CLEAR_BELOW);
        }
        drawn = 0;
    }

    /** All of a small plan; of a large one what moves or waits for a person, then what comes next. */
    private static List<TaskLine> chosen(List<TaskLine> tasks) {
        if (tasks.size() <= MOST_TASKS) {
            return tasks;
        }
        return tasks.stream()
                .sorted(Comparator.comparingInt(LiveProgress::interest))
                .limit(MOST_TASKS)
                .toList();
    }

    private static int interest(TaskLine task) {
        if (Standing.isMoving(task)) {
            return 0;
        }
        if (Standing.waitsForPerson(task) || task.status().countsAsFailed()) {
            return 1;
        }
        return task.status().isComplete() ? 3 : 2;
    }
}
