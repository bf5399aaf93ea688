package dev.kintsugi.core.edit.match;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines that an edit wants to find, with their keys and with the places of those that are not blank: blank lines
 * are matched leniently, so only the solid ones are searched for.
 */
@SuppressWarnings("ArrayRecordComponent") // Read in inner loops, never compared by value.
record Sought(List<String> lines, long[] keys, int[] solid) {
    static Sought of(List<String> lines) {
        long[] keys = new long[lines.size()];
        int[] solid = new int[lines.size()];
        int count = 0;
        for (int i = 0; i < keys.length; i++) {
            keys[i] = LineKey.of(lines.get(i));
            if (keys[i] != LineKey.BLANK) {
                solid[count++] = i;
            }
        }
        return new Sought(lines, keys, java.util.Arrays.copyOf(solid, count));
    }

    /** Splits an edit's text: the empty text is no line, and a final line end begins no further line. */
    static List<String> split(String text) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf('\n', from);
            int stop = end < 0 ? text.length() : end;
            lines.add(text.substring(from, stop));
            from = stop + 1;
        }
        return lines;
    }

    int size() {
        return lines.size();
    }

    boolean isBlank() {
        return solid.length == 0;
    }

    long solidKey(int index) {
        return keys[solid[index]];
    }

    String solidLine(int index) {
        return lines.get(solid[index]);
    }
}
