package dev.kintsugi.core.replay;

import dev.kintsugi.core.job.Cycle;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.FileDelta;
import dev.kintsugi.core.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The steps of one task as they were compared so far; after the first that differs nothing more is to be compared. */
final class Comparison {
    /** Files that are named when a commit differs. */
    private static final int MOST_FILES = 10;

    private static final String NOTHING = "nothing";
    private static final String VERDICT = "verdict";

    private final String task;
    private final Workspace workspace;
    private final List<Compared> steps = new ArrayList<>();

    Comparison(String task, Workspace workspace) {
        this.task = task;
        this.workspace = workspace;
    }

    List<Compared> steps() {
        return List.copyOf(steps);
    }

    boolean differs() {
        return !steps.isEmpty() && !steps.getLast().isSame();
    }

    /**
     * The commits of a cycle that were not compared yet.
     *
     * @param own whether the first of them on record is one that had to come out by now
     * @param why what the job says, when nothing came out
     */
    void commits(Cycle cycle, List<CommitId> replayed, String what, boolean own, Supplier<String> why) {
        for (int at = compared(cycle); at < replayed.size() && !differs(); at++) {
            Optional<CommitId> expected = cycle.commits().stream().skip(at).findFirst();
            commit(step(cycle, what), expected, Optional.of(replayed.get(at)), why);
        }
        if (own && replayed.isEmpty()) {
            commit(step(cycle, what), cycle.commits().stream().findFirst(), Optional.empty(), why);
        }
    }

    private int compared(Cycle cycle) {
        return (int) steps.stream()
                .filter(step -> step.step().startsWith(step(cycle, "")))
                .filter(step -> !step.step().endsWith(VERDICT))
                .count();
    }

    void commit(String step, Optional<CommitId> expected, Optional<CommitId> replayed, Supplier<String> why) {
        String was = expected.map(CommitId::hex).orElse(NOTHING);
        String now = replayed.map(CommitId::hex).orElse(NOTHING);
        if (was.equals(now)) {
            steps.add(Compared.same(task, step, was));
        } else {
            boolean both = expected.isPresent() && replayed.isPresent();
            differ(step, was, now, both ? difference(expected.get(), replayed.get()) : why.get());
        }
    }

    /** @param afterwards whether somebody's later word stands on record where an approval stood before */
    void verdict(Cycle cycle, String replayed, boolean afterwards, Supplier<String> why) {
        boolean same = replayed.equals(cycle.verdict()) || (afterwards && replayed.equals("approved"));
        if (same) {
            steps.add(Compared.same(task, step(cycle, VERDICT), replayed));
        } else {
            differ(step(cycle, VERDICT), cycle.verdict(), replayed, why.get());
        }
    }

    void differ(String step, String was, String now, String why) {
        steps.add(new Compared(task, step, was, now.isEmpty() ? NOTHING : now, why));
    }

    private String difference(CommitId expected, CommitId replayed) {
        if (!workspace.fetch(List.of(expected)).isEmpty()) {
            return "the recorded commit is not in the repository any more";
        }
        if (!workspace.parentsOf(expected).equals(workspace.parentsOf(replayed))) {
            return "it stands on other commits";
        }
        String files = workspace.changedFiles(workspace.treeOf(expected), workspace.treeOf(replayed)).stream()
                .map(FileDelta::path)
                .limit(MOST_FILES)
                .collect(Collectors.joining(", "));
        return files.isEmpty()
                ? "its files are the same, its author, time or message is not"
                : "it differs in " + files;
    }

    static String step(Cycle cycle, String what) {
        return "cycle " + cycle.number() + ", " + what;
    }
}
