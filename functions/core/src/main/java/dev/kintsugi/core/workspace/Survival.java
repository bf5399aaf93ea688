package dev.kintsugi.core.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whether earlier work is still there.
 *
 * @param lost commits of that work that are not ancestors
 * @param files the files that the work touched
 */
public record Survival(List<CommitId> lost, List<FileSurvival> files) {
    public Survival {
        lost = List.copyOf(lost);
        files = List.copyOf(files);
    }

    /** What was reverted, one sentence each; files in {@code exempt} may be. */
    public List<String> violations(Set<String> exempt) {
        List<String> found = new ArrayList<>();
        lost.forEach(commit -> found.add("commit " + commit + " is not an ancestor any more"));
        for (FileSurvival file : files) {
            if (exempt.contains(file.path())) {
                continue;
            }
            if (file.backAtBase()) {
                found.add(file.path() + " is back at its content before the work");
            } else {
                file.undone()
                        .forEach(hunk -> found.add(file.path() + ": the change of line"
                                + (hunk.addedLines() <= 1 ? " " : "s ") + hunk.lines() + " was undone"));
            }
        }
        return found;
    }

    /**
     * One file that the work touched.
     *
     * @param addedLines lines the work added to it; 0 for a file without lines
     * @param addedLinesKept how many of them are still in it, wherever they stand
     * @param backAtBase whether its content, or absence, is what it was before the work
     * @param undone changes whose added lines are gone and whose removed lines are back
     */
    public record FileSurvival(
            String path, int addedLines, int addedLinesKept, boolean backAtBase, List<UndoneHunk> undone) {
        public FileSurvival {
            undone = List.copyOf(undone);
        }
    }

    /** A change that was undone: where its lines stood after the work, from 1, and before it. */
    public record UndoneHunk(int firstLine, int addedLines, int removedLines) {
        String lines() {
            return addedLines <= 1 ? Integer.toString(firstLine) : firstLine + "-" + (firstLine + addedLines - 1);
        }
    }
}
