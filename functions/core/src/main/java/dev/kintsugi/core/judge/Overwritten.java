package dev.kintsugi.core.judge;

import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.round.PlainText;
import dev.kintsugi.core.round.Workbench;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.Survival.FileSurvival;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Edits of earlier cycles of which a later one left less than was there, found by comparing the commits. It may have been
 * meant, for a reviewer asks for changes; so it is told and not judged here.
 */
final class Overwritten {
    /** Files that are named. */
    private static final int MOST_FILES = 50;

    private static final int MOST_CHARACTERS = 4_000;

    private Overwritten() {}

    /** What to tell of it; nothing in a first cycle, or when all of it is still there. */
    static Optional<String> note(Workbench bench, Jobs jobs, CommitId base, CommitId head) {
        int cycle = bench.job().cycle();
        if (cycle <= 1) {
            return Optional.empty();
        }
        Optional<CommitId> before = jobs.cycles(bench.job().id()).stream()
                .filter(earlier -> earlier.number() < cycle)
                .flatMap(earlier -> earlier.commits().stream())
                .reduce((first, last) -> last)
                .filter(commit -> !commit.equals(head) && !commit.equals(base))
                .filter(bench::has);
        return before.map(last -> gone(bench, base, last, head))
                .filter(files -> !files.isEmpty())
                .map(files -> "this cycle overwrote edits that earlier ones applied, which may be meant: " + files);
    }

    private static String gone(Workbench bench, CommitId base, CommitId before, CommitId head) {
        List<FileSurvival> files = bench.workspace().survives(base, List.of(before), head).files().stream()
                .filter(file -> file.addedLinesKept() < file.addedLines()
                        || !file.undone().isEmpty())
                .toList();
        String named = files.stream().limit(MOST_FILES).map(Overwritten::told).collect(Collectors.joining(", "));
        return PlainText.shortened(named, MOST_CHARACTERS);
    }

    private static String told(FileSurvival file) {
        return "%s (%d of %s gone)"
                .formatted(
                        PlainText.line(file.path()),
                        file.addedLines() - file.addedLinesKept(),
                        PlainText.count(file.addedLines(), "line"));
    }
}
