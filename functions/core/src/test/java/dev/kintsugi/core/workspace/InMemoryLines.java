package dev.kintsugi.core.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares and merges small texts line by line, the plain way: a table of the longest common subsequence. */
final class InMemoryLines {
    private InMemoryLines() {}

    /** A passage that differs: lines {@code from} to {@code to} of one text became those of the other. */
    record Hunk(int from, int to, int otherFrom, int otherTo) {}

    static List<String> of(FileContent content) {
        String text = new String(content.bytes(), UTF_8);
        return text.isEmpty()
                ? List.of()
                : List.of(text.split("(?<=\n)", -1)).stream()
                        .filter(line -> !line.isEmpty())
                        .toList();
    }

    static List<Hunk> diff(List<String> one, List<String> other) {
        int[][] longest = new int[one.size() + 1][other.size() + 1];
        for (int i = one.size() - 1; i >= 0; i--) {
            for (int j = other.size() - 1; j >= 0; j--) {
                longest[i][j] = one.get(i).equals(other.get(j))
                        ? longest[i + 1][j + 1] + 1
                        : Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        List<Hunk> hunks = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < one.size() || j < other.size()) {
            int from = i;
            int otherFrom = j;
            while ((i < one.size() || j < other.size())
                    && !(i < one.size() && j < other.size() && one.get(i).equals(other.get(j)))) {
                if (j == other.size() || (i < one.size() && longest[i + 1][j] >= longest[i][j + 1])) {
                    i++;
                } else {
                    j++;
                }
            }
            if (i > from || j > otherFrom) {
                hunks.add(new Hunk(from, i, otherFrom, j));
            } else {
                i++;
                j++;
            }
        }
        return hunks;
    }

    /** The merged text, and whether both changed the same lines: then both stand there between markers. */
    record Merged(String text, boolean conflict) {}

    static Merged merge(List<String> base, List<String> ours, List<String> theirs, String our, String their) {
        List<Hunk> left = new ArrayList<>(diff(base, ours));
        List<Hunk> right = new ArrayList<>(diff(base, theirs));
        StringBuilder merged = new StringBuilder();
        boolean conflict = false;
        int at = 0;
        int shiftOurs = 0;
        int shiftTheirs = 0;
        while (!left.isEmpty() || !right.isEmpty()) {
            int from = Math.min(begin(left), begin(right));
            int to = from;
            int endOurs = from + shiftOurs;
            int endTheirs = from + shiftTheirs;
            merged.append(String.join("", base.subList(at, from)));
            int startOurs = endOurs;
            int startTheirs = endTheirs;
            boolean grew = true;
            boolean byUs = false;
            boolean byThem = false;
            while (grew) {
                grew = false;
                Optional<Hunk> ourHunk = takeIfTouching(left, from, to);
                if (ourHunk.isPresent()) {
                    to = Math.max(to, ourHunk.get().to());
                    shiftOurs = ourHunk.get().otherTo() - ourHunk.get().to();
                    byUs = true;
                    grew = true;
                }
                Optional<Hunk> theirHunk = takeIfTouching(right, from, to);
                if (theirHunk.isPresent()) {
                    to = Math.max(to, theirHunk.get().to());
                    shiftTheirs = theirHunk.get().otherTo() - theirHunk.get().to();
                    byThem = true;
                    grew = true;
                }
            }
            String mine = String.join("", ours.subList(startOurs, to + shiftOurs));
            String other = String.join("", theirs.subList(startTheirs, to + shiftTheirs));
            if (!byThem || mine.equals(other)) {
                merged.append(mine);
            } else if (!byUs) {
                merged.append(other);
            } else {
                conflict = true;
                merged.append(MergeConflict.OUR_MARKER).append(our).append('\n').append(ended(mine));
                merged.append(MergeConflict.MIDDLE_MARKER).append('\n').append(ended(other));
                merged.append(MergeConflict.THEIR_MARKER).append(their).append('\n');
            }
            at = to;
        }
        merged.append(String.join("", base.subList(at, base.size())));
        return new Merged(merged.toString(), conflict);
    }

    private static int begin(List<Hunk> hunks) {
        return hunks.isEmpty() ? Integer.MAX_VALUE : hunks.getFirst().from();
    }

    private static Optional<Hunk> takeIfTouching(List<Hunk> hunks, int from, int to) {
        return !hunks.isEmpty()
                        && hunks.getFirst().from() >= from
                        && hunks.getFirst().from() <= to
                ? Optional.of(hunks.removeFirst())
                : Optional.empty();
    }

    private static String ended(String text) {
        return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    }
}
