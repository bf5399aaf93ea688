package dev.kintsugi.cli.work;

import dev.kintsugi.cli.screen.Screen;
import dev.kintsugi.cli.screen.Story;
import dev.kintsugi.cli.screen.TaskRow;
import dev.kintsugi.cli.screen.Words;
import dev.kintsugi.core.check.CheckResult;
import dev.kintsugi.core.view.Explanation;
import dev.kintsugi.core.view.Explanation.NextStep;
import dev.kintsugi.core.view.TaskLine;
import java.util.ArrayList;
import java.util.List;

/** An explanation for people: the reason first, then what proves it, then what can be done. */
final class ExplanationText {
    /** Lines of what a check printed or a model said; of a check the last ones, for they tell. */
    static final int MOST_QUOTED = 15;

    /** Files that are named. */
    static final int MOST_FILES = 20;

    private final Screen screen;
    private final String where;

    /** @param where how the same cloud is addressed: options that belong behind every command, or nothing */
    ExplanationText(Screen screen, String where) {
        this.screen = screen;
        this.where = where;
    }

    List<String> lines(Explanation explanation) {
        TaskLine task = explanation.task();
        List<String> lines = new ArrayList<>();
        lines.add(task.job() + (task.title().isEmpty() ? "" : ": " + screen.plain(task.title())));
        lines.add("  %s: %s".formatted(TaskRow.status(task), screen.plain(explanation.text())));
        if (task.cycle() > 0) {
            lines.add("  cycle %d of %d, %s of %s"
                    .formatted(
                            task.cycle(),
                            task.maxCycles(),
                            Words.money(task.costUsd()),
                            Words.money(task.budgetUsd())));
        }
        if (task.healing() != null) {
            lines.add("  " + screen.plain(task.healing()));
        }
        evidence(explanation, lines);
        work(explanation, lines);
        next(explanation.next(), lines);
        return lines;
    }

    private void evidence(Explanation explanation, List<String> lines) {
        Explanation.Check check = explanation.check();
        if (check != null) {
            quoted("The check \"" + screen.plain(check.name()) + "\" fails", last(check.output()), lines);
        }
        List<String> findings = explanation.findings().stream()
                .filter(finding -> !finding.description().startsWith(CheckResult.FINDING))
                .map(finding -> screen.plain(Story.shown(finding)))
                .toList();
        section("Open findings", findings, lines);
        if (explanation.partial() != null) {
            lines.addAll(new MissingEditsText(screen).evidence(explanation.partial()));
        }
        if (explanation.coder() != null) {
            quoted("What the coder said last", first(explanation.coder()), lines);
        }
        if (explanation.reviewer() != null) {
            quoted("What the reviewer said last", first(explanation.reviewer()), lines);
        }
    }

    private void work(Explanation explanation, List<String> lines) {
        if (explanation.commits().isEmpty()) {
            return;
        }
        List<String> work = new ArrayList<>();
        work.add("%s on branch %s"
                .formatted(Words.counted(explanation.commits().size(), "commit"), explanation.branch()));
        explanation.files().stream().limit(MOST_FILES).map(screen::plain).forEach(work::add);
        int more = explanation.files().size() - MOST_FILES;
        if (more > 0) {
            work.add("... and " + Words.counted(more, "file") + " more");
        }
        String base = explanation.base();
        if (base != null) {
            work.add("git diff %s %s"
                    .formatted(
                            Words.shortened(base),
                            Words.shortened(explanation.commits().getLast())));
        }
        section("What is done and kept", work, lines);
    }

    private void next(List<NextStep> steps, List<String> lines) {
        List<String> told = new ArrayList<>();
        for (NextStep step : steps) {
            told.add(step.what() + ":");
            told.add("  " + step.command() + where);
        }
        section("What you can do", told, lines);
    }

    private void quoted(String title, List<String> quoted, List<String> lines) {
        section(title, quoted.stream().map(line -> "| " + screen.plain(line)).toList(), lines);
    }

    private static void section(String title, List<String> content, List<String> lines) {
        if (!content.isEmpty()) {
            lines.add("");
            lines.add(title);
            content.forEach(line -> lines.add("  " + line));
        }
    }

    private static List<String> first(String text) {
        List<String> all = text.strip().lines().toList();
        List<String> shown = new ArrayList<>(all.stream().limit(MOST_QUOTED).toList());
        if (all.size() > MOST_QUOTED) {
            shown.add("...");
        }
        return shown;
    }

    private static List<String> last(String text) {
        List<String> all = text.strip().lines().toList();
        List<String> shown = new ArrayList<>();
        if (all.size() > MOST_QUOTED) {
            shown.add("...");
        }
        shown.addAll(all.subList(Math.max(0, all.size() - MOST_QUOTED), all.size()));
        return shown;
    }
}
