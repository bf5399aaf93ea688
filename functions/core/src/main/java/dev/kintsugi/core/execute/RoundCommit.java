package dev.kintsugi.core.execute;

import dev.kintsugi.core.job.Cycle;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.plan.graph.PathPattern;
import dev.kintsugi.core.round.OpenFindings;
import dev.kintsugi.core.round.PlainText;
import dev.kintsugi.core.round.Workbench;
import dev.kintsugi.core.workspace.CommitFacts;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.FileChange;
import dev.kintsugi.core.workspace.FileDelta;
import dev.kintsugi.core.workspace.PushIntent;
import dev.kintsugi.core.workspace.TreeId;
import dev.kintsugi.core.workspace.WorkspaceTree;
import dev.kintsugi.core.workspace.WriteOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The commit that a round's edits become, made of recorded facts alone, and the cycle's record that tells of it. */
final class RoundCommit {
    /** Characters of all file names on one cycle's record. */
    static final int MAX_NAMES = 40_000;

    private final Workbench bench;
    private final Beginning.Begun.Round round;
    private final EditBook book;
    private final Words words;

    RoundCommit(Workbench bench, Beginning.Begun.Round round, EditBook book, Words words) {
        this.bench = bench;
        this.round = round;
        this.book = book;
        this.words = words;
    }

    /**
     * What the commit says of itself.
     *
     * @param part the how-manieth commit of its cycle: the round's own is the first, each continue may make one more
     * @param summary empty when the coder said nothing
     * @param at when the last fact that it is made of was recorded
     */
    record Words(int part, String summary, Instant at) {}

    /** The tree with every edit that it can hold; those of a file that it cannot hold have failed. */
    TreeId tree(WorkspaceTree changed) {
        TreeId before = bench.workspace().treeOf(round.from());
        List<FileChange> changes = new ArrayList<>(changed.changes());
        while (!changes.isEmpty()) {
            switch (bench.workspace().write(before, changes)) {
                case WriteOutcome.Written written -> {
                    return written.tree();
                }
                case WriteOutcome.Refused refused -> {
                    book.refuse(refused.path(), refused.reason());
                    if (!changes.removeIf(change -> change.path().equals(refused.path()))) {
                        throw new IllegalStateException(
                                "a change of %s was refused that nobody asked for".formatted(refused.path()));
                    }
                }
            }
        }
        return before;
    }

    /** The promise of this commit, on top of where the branch is known to be; none when nothing was changed. */
    Optional<PushIntent> intent(TreeId tree) {
        if (tree.equals(bench.workspace().treeOf(round.from()))) {
            return Optional.empty();
        }
        CommitFacts facts = new CommitFacts(
                List.of(round.from()),
                tree,
                bench.author(words.at()),
                "%s/cycle-%s: %s".formatted(bench.task().id(), number(), summary()));
        // What is pending moves the head too: a person's commits that this round builds upon.
        Optional<CommitId> there = bench.job().head().isPresent() ? Optional.of(round.from()) : Optional.empty();
        return Optional.of(bench.workspace().intent(bench.branch(), there, facts));
    }

    private String number() {
        return words.part() == 1 ? Integer.toString(round.cycle()) : round.cycle() + "." + words.part();
    }

    private String summary() {
        if (!words.summary().isEmpty()) {
            return words.summary();
        }
        return book.size() == 0 ? "no change" : PlainText.count(book.applied(), "edit");
    }

    /** The commit that the round builds upon. */
    CommitId from() {
        return round.from();
    }

    /**
     * The cycle's record, as far as the round got.
     *
     * @param made the commit of the edits; none when they changed nothing
     * @param head where the branch is: that commit, or a merge of it with what others pushed
     */
    Cycle cycle(Optional<CommitId> made, CommitId head, String verdict, TreeId tree) {
        List<String> files = files(tree);
        Job job = bench.job();
        return new Cycle(
                round.cycle(),
                Stream.concat(made.stream(), Stream.of(head))
                        .filter(commit -> !commit.equals(round.from()))
                        .distinct()
                        .toList(),
                summary(),
                bounded(files),
                bounded(outside(files)),
                book.applied(),
                book.wanted().size(),
                verdict,
                book.records(),
                OpenFindings.bounded(round.open()),
                bench.draft().pending().spent() - job.facts().count("spentBefore"),
                words.at());
    }

    private List<String> files(TreeId tree) {
        Set<String> files = new LinkedHashSet<>();
        for (FileDelta delta : bench.workspace().changedFiles(bench.workspace().treeOf(round.from()), tree)) {
            delta.from().ifPresent(files::add);
            files.add(delta.path());
        }
        return List.copyOf(files);
    }

    private List<String> outside(List<String> files) {
        List<PathPattern> scope =
                bench.task().scope().stream().map(PathPattern::glob).toList();
        if (scope.isEmpty()) {
            return List.of();
        }
        return files.stream()
                .filter(file -> scope.stream().noneMatch(pattern -> pattern.overlaps(PathPattern.literal(file))))
                .toList();
    }

    private static List<String> bounded(List<String> files) {
        List<String> kept = new ArrayList<>();
        int characters = 0;
        for (String file : files) {
            characters += file.length();
            if (characters > MAX_NAMES) {
                kept.add("(and %d more)".formatted(files.size() - kept.size()));
                return kept;
            }
            kept.add(PlainText.whole(file));
        }
        return kept;
    }
}
