package dev.kintsugi.cli.work;

import dev.kintsugi.cli.api.Api;
import dev.kintsugi.cli.api.ApiRefusal;
import dev.kintsugi.cli.api.Standing;
import dev.kintsugi.cli.api.WatchedProject;
import dev.kintsugi.cli.screen.Progress;
import dev.kintsugi.cli.screen.Story;
import dev.kintsugi.core.view.CycleView;
import dev.kintsugi.core.view.TaskLine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Follows a project until nothing goes on by itself any more, and tells what happens meanwhile. */
final class Follow {
    /** Between two looks, in milliseconds: short enough for a person, long enough for a laptop. */
    private static final long PAUSE_MILLISECONDS = 200;

    /** A look may fall between two moves of a project; one that waits for a person does so this many times. */
    private static final int LOOKS_AT_REST = 3;

    /** A project of which nothing is left will say so itself; one that does not for this long is told as it is. */
    private static final int LOOKS_AT_AN_END = 150;

    private final Api api;
    private final Progress progress;
    private final InstantSource clock;

    /** The cycles whose story was told, by task. */
    private final Map<String, Integer> told = new HashMap<>();

    Follow(Api api, Progress progress, InstantSource clock) {
        this.api = api;
        this.progress = progress;
        this.clock = clock;
    }

    /** What stood there before somebody did something is known to that person: told is what comes of it. */
    Follow knowing(WatchedProject before) {
        before.tasks()
                .forEach(task ->
                        told.put(task.id(), task.status().isComplete() ? task.cycle() : Math.max(0, task.cycle() - 1)));
        progress.know(before);
        return this;
    }

    WatchedProject untilAtRest(String project) {
        Instant begun = clock.instant();
        int atRest = 0;
        while (true) {
            WatchedProject now = api.project(project);
            Duration elapsed = Duration.between(begun, clock.instant());
            now.tasks().forEach(task -> tellCycles(task, elapsed));
            progress.show(now, clock.instant(), elapsed);
            atRest = now.isAtRest() ? atRest + 1 : 0;
            if (now.isOver() || atRest >= (now.waitsForPerson() ? LOOKS_AT_REST : LOOKS_AT_AN_END)) {
                progress.end();
                return now;
            }
            pause();
        }
    }

    /** Asks for a job only when it has a cycle whose end was not told yet. */
    private void tellCycles(TaskLine task, Duration elapsed) {
        int before = told.getOrDefault(task.id(), 0);
        boolean isOver = task.status().isComplete() || Standing.waitsForPerson(task);
        if (task.cycle() == 0 || before >= task.cycle() || (!isOver && before >= task.cycle() - 1)) {
            return;
        }
        for (CycleView cycle : api.job(task.job()).cycles()) {
            if (cycle.number() > before && (isOver || Story.isTold(cycle))) {
                progress.tell(
                        task.id(),
                        "cycle %d: %s".formatted(cycle.number(), String.join("; ", Story.of(cycle))),
                        elapsed);
                told.put(task.id(), cycle.number());
            }
        }
        if (isOver) {
            told.put(task.id(), task.cycle());
        }
    }

    static void pause() {
        try {
            Thread.sleep(PAUSE_MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw ApiRefusal.unanswered("stopped");
        }
    }
}
