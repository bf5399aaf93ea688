package dev.kintsugi.cli.screen;

import dev.kintsugi.core.view.HealingLine;
import dev.kintsugi.core.view.Overview;
import dev.kintsugi.core.view.Report;
import dev.kintsugi.core.view.ReportedTask;
import dev.kintsugi.core.view.TaskLine;
import dev.kintsugi.core.view.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A project's report for people: in lines that can be read on a terminal and kept in a file. */
public final class ReportText {
    /** Commits of a task that are named in its line. */
    private static final int MOST_COMMITS = 8;

    private final Screen screen;
    private final String where;

    /** @param where how the same cloud is addressed: options that belong behind every command, or nothing */
    public ReportText(Screen screen, String where) {
        this.screen = screen;
        this.where = where;
    }

    public List<String> lines(Report report) {
        List<String> lines = new ArrayList<>(head(report));
        section("Tasks", report.tasks().stream().flatMap(task -> task(task).stream()), lines);
        section(
                "Written outside the scope of their tasks",
                report.tasks().stream()
                        .filter(task -> !task.outside().isEmpty())
                        .map(ReportText::outside),
                lines);
        section("Healing", HealingLine.healingSummary(report.healing()).stream(), lines);
        section("Waiting for a person", waiting(report).stream(), lines);
        if (report.project().counts().passed() > 0) {
            section(
                    "To take the work into your branch",
                    Stream.of("git merge " + report.project().branch()),
                    lines);
        }
        return lines;
    }

    private List<String> head(Report report) {
        Overview project = report.project();
        List<String> lines = new ArrayList<>();
        lines.add("%s (%s): %s"
                .formatted(
                        screen.plain(project.name()),
                        project.id(),
                        project.status().word().replace('_', ' ')));
        if (project.reason() != null) {
            lines.add("  " + screen.plain(project.reason()));
        }
        lines.add("Repository: %s at %s, run %d"
                .formatted(screen.plain(project.repository()), Words.shortened(project.base()), project.run()));
        lines.add("Submitted: %s by %s".formatted(project.submittedAt(), screen.plain(project.caller()))
                + (project.endedAt() == null ? "" : ", ended: " + project.endedAt()));
        lines.add(project.counts().text());
        lines.add("Cost: %s of %s".formatted(Words.money(project.costUsd()), Words.money(report.budgetUsd()))
                + lost(report.lostCalls(), Words.money(report.lostUsd())));
        return lines;
    }

    private static String lost(long calls, String cost) {
        return calls == 0
                ? ""
                : ", %s of it for %s that never came back, at the worst they can have cost"
                        .formatted(cost, calls == 1 ? "a reply" : calls + " replies");
    }

    private List<String> task(ReportedTask told) {
        TaskLine task = told.task();
        List<String> lines = new ArrayList<>();
        lines.add("%s  %s, %s, %s"
                        .formatted(
                                task.id(),
                                TaskRow.status(task),
                                Words.counted(told.cycles(), "cycle"),
                                Words.money(task.costUsd()))
                + lost(told.lostCalls(), Words.money(told.lostUsd()))
                + (task.landed() == null ? "" : ", landed as " + Words.shortened(task.landed())));
        if (!task.title().isBlank()) {
            lines.add("  " + screen.plain(task.title()));
        }
        if (task.reason() != null || task.cause() != null) {
            lines.add("  " + (task.cause() == null ? "" : task.cause() + ": ")
                    + screen.plain(Objects.requireNonNullElse(task.reason(), "no reason was recorded")));
        }
        if (task.standsFor() != null) {
            lines.add("  heals " + task.standsFor());
        }
        if (!task.blockedBy().isEmpty()) {
            lines.add("  blocked behind " + String.join(", ", task.blockedBy()));
        }
        if (!task.waitsFor().isEmpty()) {
            lines.add("  waits for " + String.join(", ", task.waitsFor()) + ", which heals what it waits for");
        }
        if (!told.commits().isEmpty()) {
            lines.add("  commits " + commits(told));
        }
        return lines;
    }

    private static String commits(ReportedTask told) {
        List<String> shown = told.commits().stream()
                .skip(Math.max(0, told.commits().size() - MOST_COMMITS))
                .map(Words::shortened)
                .toList();
        int older = told.commits().size() - shown.size() + told.commitsMore();
        return String.join(", ", shown) + (older > 0 ? " and " + older + " before them" : "");
    }

    private static String outside(ReportedTask told) {
        return "%s: %s%s"
                .formatted(
                        told.task().id(),
                        String.join(", ", told.outside()),
                        told.outsideMore() > 0 ? " and " + told.outsideMore() + " more" : "");
    }

    private List<String> waiting(Report report) {
        String approvers =
                report.approvers().isEmpty() ? "" : " by " + screen.plain(String.join(" or ", report.approvers()));
        List<String> lines = new ArrayList<>();
        for (Waiting waiting : report.project().waits()) {
            lines.add("%s %s since %s: %s%s"
                    .formatted(waiting.job(), reason(waiting, approvers), waiting.since(), waiting.command(), where));
        }
        return lines;
    }

    private static String reason(Waiting waiting, String approvers) {
        return switch (waiting.kind()) {
            case APPROVAL ->
                "waits for approval of commit "
                        + Words.shortened(Objects.requireNonNullElse(waiting.commit(), ""))
                        + approvers;
            case PARTIAL -> "is partial";
            case INTERRUPTED -> "was interrupted";
            case HELD -> "is held back";
        };
    }

    private static void section(String title, Stream<String> told, List<String> lines) {
        List<String> below = told.map(line -> "  " + line).toList();
        if (!below.isEmpty()) {
            lines.add("");
            lines.add(title + ":");
            lines.addAll(below);
        }
    }
}
