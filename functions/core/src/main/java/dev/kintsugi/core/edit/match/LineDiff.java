package dev.kintsugi.core.edit.match;

import java.util.Arrays;
import java.util.List;

/** Which items of one list stay in another: a longest common subsequence. */
final class LineDiff {
    /** Largest table that is filled; beyond it whatever lies between common beginning and end counts as changed. */
    static final int MAXIMUM_CELLS = 4_000_000;

    /** An item that does not stay. */
    static final int GONE = -1;

    private LineDiff() {}

    /** For each item before its index after, or {@link #GONE}. */
    static <T> int[] kept(List<T> before, List<T> after) {
        int[] kept = new int[before.size()];
        Arrays.fill(kept, GONE);
        int head = 0;
        int shorter = Math.min(before.size(), after.size());
        while (head < shorter && before.get(head).equals(after.get(head))) {
            kept[head] = head;
            head++;
        }
        int tail = 0;
        while (tail < shorter - head
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            kept[before.size() - 1 - tail] = after.size() - 1 - tail;
            tail++;
        }
        int rows = before.size() - head - tail;
        int columns = after.size() - head - tail;
        if (rows > 0 && columns > 0 && (long) rows * columns <= MAXIMUM_CELLS) {
            keepBetween(before.subList(head, head + rows), after.subList(head, head + columns), head, kept);
        }
        return kept;
    }

    private static <T> void keepBetween(List<T> before, List<T> after, int head, int[] kept) {
        int rows = before.size();
        int columns = after.size();
        int[][] longest = new int[rows + 1][columns + 1];
        for (int i = rows - 1; i >= 0; i--) {
            for (int j = columns - 1; j >= 0; j--) {
                longest[i][j] = before.get(i).equals(after.get(j))
                        ? longest[i + 1][j + 1] + 1
                        : Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < rows && j < columns) {
            if (before.get(i).equals(after.get(j))) {
                kept[head + i++] = head + j++;
            } else if (longest[i + 1][j] >= longest[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
    }
}
