package dev.kintsugi.core.judge;

import dev.kintsugi.core.edit.match.SourceText;
import dev.kintsugi.core.job.Cycle;
import dev.kintsugi.core.prompt.Assignment;
import dev.kintsugi.core.prompt.ReviewBrief;
import dev.kintsugi.core.prompt.ShownFile;
import dev.kintsugi.core.review.Finding;
import dev.kintsugi.core.round.PlainText;
import dev.kintsugi.core.round.Workbench;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.DiffText;
import dev.kintsugi.core.workspace.FileAt;
import dev.kintsugi.core.workspace.FileDelta;
import dev.kintsugi.core.workspace.TreeId;
import dev.kintsugi.core.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a reviewer is told: the change since the job's base, the changed files, what the checks said, what was open. */
final class ReviewBriefs {
    /** Characters of the diff; files beyond it are named. */
    static final int MAX_DIFF = 400_000;

    /** Characters of one changed file that is shown whole. */
    static final int MAX_FILE = 100_000;

    /** Characters of all changed files that are shown whole. */
    static final int MAX_FILES = 500_000;

    private final Workbench bench;
    private final Workspace workspace;
    private final CommitId base;
    private final CommitId head;
    private final Optional<Cycle> cycle;
    private final Optional<Assignment> alsoFor;

    /** @param alsoFor for a remediation, what was wanted of the failed task */
    ReviewBriefs(Workbench bench, CommitId base, CommitId head, Optional<Cycle> cycle, Optional<Assignment> alsoFor) {
        this.bench = bench;
        this.workspace = bench.workspace();
        this.base = base;
        this.head = head;
        this.cycle = cycle;
        this.alsoFor = alsoFor;
    }

    /**
     * The whole of it.
     *
     * @param overwritten what this cycle took away of earlier ones
     */
    ReviewBrief of(String checkOutput, List<Finding> prior, Optional<String> overwritten) {
        TreeId before = workspace.treeOf(base);
        TreeId now = workspace.treeOf(head);
        DiffText diff = workspace.diff(before, now, MAX_DIFF);
        List<String> notes = new ArrayList<>();
        cycle.filter(round -> !round.outside().isEmpty())
                .ifPresent(
                        round -> notes.add("these files lie outside the task's scope, which is allowed; judge whether"
                                + " the task needs them: " + named(round.outside())));
        cycle.filter(round -> round.commits().isEmpty())
                .ifPresent(round -> notes.add("the coder changed nothing in this cycle; it said: " + round.summary()));
        overwritten.ifPresent(notes::add);
        if (!diff.leftOut().isEmpty()) {
            notes.add("the diff is too long to show all of it; left out: " + named(diff.leftOut()));
        }
        return new ReviewBrief(
                Assignment.of(bench.plan().name(), bench.plan().settings(), bench.task()),
                alsoFor,
                diff.text().isBlank() ? "(nothing was changed)\n" : diff.text(),
                files(before, now),
                checkOutput,
                prior,
                notes);
    }

    private static String named(List<String> files) {
        return PlainText.shortened(
                PlainText.line(String.join(", ", files.subList(0, Math.min(files.size(), 50)))), 4_000);
    }

    private List<ShownFile> files(TreeId before, TreeId now) {
        List<ShownFile> shown = new ArrayList<>();
        int characters = 0;
        for (FileDelta delta : workspace.changedFiles(before, now)) {
            Optional<String> text = text(now, delta.path()).filter(content -> content.length() <= MAX_FILE);
            characters += text.map(String::length).orElse(0);
            if (characters > MAX_FILES) {
                return shown;
            }
            text.ifPresent(content -> shown.add(new ShownFile(delta.path(), content)));
        }
        return shown;
    }

    private Optional<String> text(TreeId tree, String path) {
        return workspace.read(tree, path) instanceof FileAt.Found found
                ? SourceText.of(found.content().bytes()).map(SourceText::text)
                : Optional.empty();
    }
}
