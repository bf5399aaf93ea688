package dev.kintsugi.cli.screen;

import dev.kintsugi.cli.api.Standing;
import dev.kintsugi.cli.api.WatchedProject;
import dev.kintsugi.core.view.HealingLine;
import dev.kintsugi.core.view.TaskLine;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A line for everything that changes, for pipes and logs: nothing is ever drawn again. */
public final class PlainProgress implements Progress {
    private final PrintWriter out;
    private final Screen screen;
    private static final Duration FIRST_SILENCE = Duration.ofSeconds(15);

    private final Map<String, String> shown = new HashMap<>();
    private final Map<String, Duration> silences = new HashMap<>();
    private int idColumns = 1;

    public PlainProgress(PrintWriter out, Screen screen) {
        this.out = out;
        this.screen = screen;
    }

    @Override
    public void know(WatchedProject project) {
        project.overview().healing().forEach(healing -> shown.put(key(healing), healing.text()));
        project.tasks().forEach(task -> shown.put(task.id(), state(task)));
    }

    private static String key(HealingLine healing) {
        return healing.task() + " healing " + healing.number();
    }

    @Override
    public void show(WatchedProject project, Instant now, Duration elapsed) {
        idColumns = TaskRow.longestId(project);
        for (HealingLine healing : project.overview().healing()) {
            if (!healing.text().equals(shown.put(key(healing), healing.text()))) {
                tell(healing.task(), healing.text(), elapsed);
            }
        }
        for (TaskLine task : project.tasks()) {
            String state = state(task);
            String before = shown.put(task.id(), state);
            boolean begins =
                    before == null && task.cycle() == 0 && !task.status().isInFlight();
            if (!state.equals(before) && !begins) {
                tell(task.id(), state, elapsed);
            }
            tellWaiting(task, now, elapsed);
        }
    }

    /** A model's silence is told after 15 s, and again whenever it has lasted twice as long. */
    private void tellWaiting(TaskLine task, Instant now, Duration elapsed) {
        Duration patience = silences.getOrDefault(task.id(), FIRST_SILENCE);
        String key = task.id() + " waiting";
        Optional<String> waiting = TaskRow.waiting(task, now, patience);
        if (waiting.isEmpty()) {
            if (task.askedAt() == null) {
                silences.remove(task.id());
                shown.remove(key);
            }
            return;
        }
        boolean isNew = !waiting.get().equals(shown.put(key, waiting.get()));
        if (task.note() == null) {
            silences.put(task.id(), patience.multipliedBy(2));
        }
        if (isNew) {
            tell(task.id(), "waits: " + waiting.get(), elapsed);
        }
    }

    private static String state(TaskLine task) {
        return TaskRow.status(task)
                + (task.cycle() > 0 && task.status().isInFlight()
                        ? ", cycle %d of %d".formatted(task.cycle(), Math.max(task.maxCycles(), task.cycle()))
                        : "")
                + (task.status().isComplete() || Standing.waitsForPerson(task)
                        ? (task.cycle() > 0 ? ", " + Words.money(task.costUsd()) : "")
                                + (task.reason() == null ? "" : ": " + task.reason())
                        : "");
    }

    @Override
    public void tell(String task, String what, Duration elapsed) {
        String line = String.format(Locale.ROOT, "%5s  %-" + idColumns + "s  %s", Words.time(elapsed), task, what);
        out.println(screen.fitted(line, Screen.MOST_COLUMNS));
        out.flush();
    }

    @Override
    public void end() {
        out.flush();
    }
}
