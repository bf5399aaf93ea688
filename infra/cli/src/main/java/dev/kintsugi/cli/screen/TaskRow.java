package dev.kintsugi.cli.screen;

import dev.kintsugi.cli.api.Standing;
import dev.kintsugi.cli.api.WatchedProject;
import dev.kintsugi.cli.screen.Screen.Colour;
import dev.kintsugi.core.view.TaskLine;
import dev.kintsugi.models.Timeouts;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** One task in one line: a mark, its id, where it stands, its cycle, cost and time. */
public final class TaskRow {
    static final int MOST_ID_COLUMNS = 24;
    private static final int STATUS_COLUMNS = 17;
    private static final String INDENT = "    ";

    /** A model's silence that is worth a line where it can be taken away again. */
    private static final Duration LONG_WAIT = Duration.ofSeconds(5);

    private final Screen screen;
    private final int idColumns;

    private TaskRow(Screen screen, int longestId) {
        this.screen = screen;
        this.idColumns = Math.clamp(longestId, 4, MOST_ID_COLUMNS);
    }

    /** Lines for the tasks of a project. */
    public static TaskRow of(Screen screen, WatchedProject project) {
        return new TaskRow(screen, longestId(project));
    }

    static int longestId(WatchedProject project) {
        return Math.min(
                MOST_ID_COLUMNS,
                project.tasks().stream()
                        .mapToInt(task -> task.id().length())
                        .max()
                        .orElse(1));
    }

    public String of(TaskLine task, Instant now) {
        String line = String.format(
                Locale.ROOT,
                "%s %s  %s  %-11s %9s %7s",
                mark(task),
                padded(task.id(), idColumns),
                padded(status(task), STATUS_COLUMNS),
                task.cycle() == 0 ? "" : "cycle " + task.cycle() + "/" + Math.max(task.maxCycles(), task.cycle()),
                task.cycle() == 0 ? "" : Words.money(task.costUsd()),
                time(task, now));
        return screen.paint(colour(task), screen.fitted(line, screen.columns() - 1));
    }

    /** The line below it, when it waits for something. */
    public Optional<String> below(TaskLine task, Instant now) {
        return waiting(task, now, LONG_WAIT)
                .map(what -> screen.paint(
                        Colour.WAITING, INDENT + screen.fitted(what, screen.columns() - 1 - INDENT.length())));
    }

    /**
     * What it waits for by itself: something that will pass, or a model that takes its time.
     *
     * @param patience after how long a model's silence is worth words
     */
    static Optional<String> waiting(TaskLine task, Instant now, Duration patience) {
        if (task.note() != null) {
            return Optional.of(task.note());
        }
        Instant asked = task.askedAt();
        if (asked == null || Duration.between(asked, now).compareTo(patience) < 0) {
            return Optional.empty();
        }
        return Optional.of("asked the model %s ago; waits %s at most (KINTSUGI_MODEL_TIMEOUT)"
                .formatted(Words.time(Duration.between(asked, now)), Words.time(Timeouts.USUAL.total())));
    }

    private String padded(String text, int columns) {
        return String.format(Locale.ROOT, "%-" + columns + "s", screen.fitted(text, columns));
    }

    private static String time(TaskLine task, Instant now) {
        Instant started = task.startedAt();
        Instant ended = task.endedAt();
        return started == null ? "" : Words.time(Duration.between(started, ended == null ? now : ended));
    }

    /** The status in words: what is derived stands before what is recorded. */
    public static String status(TaskLine task) {
        String word = task.status().word().replace('_', ' ');
        if (Standing.isInterrupted(task)) {
            return "interrupted";
        }
        return switch (task.status()) {
            case CREATED -> Standing.isBlocked(task) ? "blocked" : "waiting";
            case FAILED, ESCALATED -> Standing.isHealed(task) ? "healed" : word;
            case EXECUTING,
                    CHECKING,
                    REVIEWING,
                    AWAITING_APPROVAL,
                    LANDING,
                    HEALING,
                    PARTIAL,
                    PASSED,
                    SKIPPED,
                    CANCELLED -> word;
        };
    }

    private String mark(TaskLine task) {
        return switch (task.status()) {
            case PASSED -> screen.unicode() ? "\u2713" : "+";
            case FAILED, ESCALATED -> screen.unicode() ? "\u2717" : "x";
            case SKIPPED, CANCELLED -> "-";
            case AWAITING_APPROVAL, PARTIAL -> "?";
            case CREATED -> screen.unicode() ? "\u00b7" : ".";
            case EXECUTING, CHECKING, REVIEWING, LANDING, HEALING -> Standing.isInterrupted(task) ? "?" : "*";
        };
    }

    private static Colour colour(TaskLine task) {
        if (Standing.waitsForPerson(task)) {
            return Colour.WAITING;
        }
        return switch (task.status()) {
            case PASSED -> Colour.GOOD;
            case FAILED, ESCALATED -> Colour.BAD;
            case EXECUTING, CHECKING, REVIEWING, AWAITING_APPROVAL, LANDING, HEALING, PARTIAL -> Colour.MOVING;
            case CREATED, SKIPPED, CANCELLED -> Colour.QUIET;
        };
    }
}
