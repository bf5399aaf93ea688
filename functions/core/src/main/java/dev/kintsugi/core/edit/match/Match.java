package dev.kintsugi.core.edit.match;

import dev.kintsugi.core.edit.Tier;

/**
 * One way to lay the lines sought over a file.
 *
 * @param map for each line sought the file's line, or {@link #NONE}; never going back
 * @param from the first of the file's lines that it covers
 * @param to the line after the last
 */
@SuppressWarnings("ArrayRecordComponent") // One per place, read in inner loops, never compared by value.
record Match(int[] map, int from, int to, Tier tier) {
    /** A line sought that the file does not have. */
    static final int NONE = -1;

    boolean overlaps(int otherFrom, int otherTo) {
        return from < otherTo && otherFrom < to;
    }

    /** The first line sought at or after an index that has a place in the file, or the end of the region. */
    int placeAtOrAfter(int index) {
        for (int i = index; i < map.length; i++) {
            if (map[i] != NONE) {
                return map[i];
            }
        }
        return to;
    }
}
