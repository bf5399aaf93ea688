package dev.kintsugi.cli.screen;

import dev.kintsugi.cli.api.Standing;
import dev.kintsugi.cli.api.WatchedProject;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.view.TaskLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** How a run ends for those who watched it: counts, cost of budget, what waits for whom, how to take the work. */
public final class Ending {
    /** Tasks that are named one by one. */
    static final int MOST_NAMED = 20;

    private Ending() {}

    /**
     * The last lines of a run.
     *
     * @param where how the same cloud is addressed: options that belong behind every command, or nothing
     */
    public static List<String> of(WatchedProject project, String where) {
        List<String> lines = new ArrayList<>();
        lines.add("%s: %s".formatted(project.id(), project.status().word().replace('_', ' ')));
        lines.add(project.summary());
        lines.add("Cost: %s of %s".formatted(Words.money(project.cost()), Words.money(project.budget())));
        if (!project.overview().healing().isEmpty()) {
            lines.add("");
            project.overview().healing().forEach(healing -> lines.add(healing.text()));
        }
        failures(project, where, lines);
        waiting(project, where, lines);
        if (project.overview().counts().passed() > 0) {
            lines.add("");
            lines.add("To take the work into your branch:");
            lines.add("  git merge " + project.branch());
        }
        return lines;
    }

    private static void failures(WatchedProject project, String where, List<String> lines) {
        List<TaskLine> failed = project.tasks().stream()
                .filter(task -> task.status().countsAsFailed() && !Standing.isHealed(task))
                .toList();
        for (TaskLine task : failed.stream().limit(MOST_NAMED).toList()) {
            lines.add("");
            lines.add("%s %s: %s".formatted(task.id(), task.status().word(), reason(task)));
            long behind = project.tasks().stream()
                    .filter(other -> other.blockedBy().contains(task.id()))
                    .count();
            if (behind > 0) {
                lines.add("  %s blocked behind it".formatted(Words.counted(behind, "task")));
            }
            lines.add("  why: kintsugi explain " + task.job() + where);
        }
        more(failed.size(), "failed", lines);
    }

    private static void waiting(WatchedProject project, String where, List<String> lines) {
        String interrupted = project.overview().interrupted();
        if (interrupted != null) {
            lines.add("");
            lines.add("%s was interrupted: %s; what was done is kept".formatted(project.id(), interrupted));
            lines.add("  go on: kintsugi resume " + project.id() + where);
        }
        List<TaskLine> waiting =
                project.tasks().stream().filter(Standing::waitsForPerson).toList();
        for (TaskLine task : waiting.stream().limit(MOST_NAMED).toList()) {
            lines.add("");
            lines.addAll(waitingFor(task, where));
        }
        more(waiting.size(), "waiting", lines);
    }

    private static List<String> waitingFor(TaskLine task, String where) {
        if (task.status() == JobStatus.AWAITING_APPROVAL) {
            return List.of(
                    "%s waits for a person to approve commit %s"
                            .formatted(task.id(), Words.shortened(Objects.requireNonNullElse(task.commit(), ""))),
                    "  look:    kintsugi show " + task.job() + where,
                    "  approve: kintsugi approve " + task.job() + where,
                    "  reject:  kintsugi approve " + task.job() + where + " --reject --comment TEXT");
        }
        if (task.status().isPartial()) {
            return List.of(
                    "%s is partial: %s"
                            .formatted(task.id(), Objects.requireNonNullElse(task.reason(), "some edits do not apply")),
                    "  look:  kintsugi show " + task.job() + where,
                    "  go on: kintsugi continue " + task.job() + where);
        }
        return List.of(
                "%s was interrupted while it was %s%s; what it had done is kept"
                        .formatted(task.id(), task.status().word(), task.reason() == null ? "" : ": " + task.reason()),
                "  look:  kintsugi show " + task.job() + where,
                "  go on: kintsugi resume " + task.job().substring(0, task.job().indexOf('.')) + where);
    }

    private static void more(int all, String what, List<String> lines) {
        if (all > MOST_NAMED) {
            lines.add("... and %d more %s; kintsugi status shows all".formatted(all - MOST_NAMED, what));
        }
    }

    private static String reason(TaskLine task) {
        String reason = task.reason();
        return reason != null
                ? reason
                : Objects.requireNonNullElse(task.cause(), "no reason was recorded")
                        .replace('_', ' ');
    }
}
