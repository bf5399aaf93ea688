package dev.kintsugi.core.workspace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A content as the difference to another one: pieces that are copied from it, and what stands between them. Pieces are
 * whole lines, apart from those at the beginning and the end, which may be any bytes.
 */
public final class ByteDelta {
    /** How many places of one line are tried; more of the same hardly make a longer piece. */
    private static final int MAXIMUM_PLACES = 8;

    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;

    private final byte[] base;
    private final byte[] target;
    private final ByteArrayOutputStream delta = new ByteArrayOutputStream();

    private ByteDelta(byte[] base, byte[] target) {
        this.base = base;
        this.target = target;
    }

    /** What makes {@code target} of {@code base}. */
    public static byte[] between(byte[] base, byte[] target) {
        return new ByteDelta(base, target).written();
    }

    /** What a delta makes of {@code base}; nothing when it belongs to another one, or is damaged. */
    public static Optional<byte[]> apply(byte[] base, byte[] delta, int mostBytes) {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        int[] at = {0};
        while (at[0] < delta.length) {
            long head = number(delta, at);
            long length = head >> 1;
            boolean copied = (head & 1) == 1;
            long from = copied ? number(delta, at) : at[0];
            byte[] source = copied ? base : delta;
            if (head < 0 || from < 0 || from + length > source.length || target.size() + length > mostBytes) {
                return Optional.empty();
            }
            target.write(source, (int) from, (int) length);
            at[0] += copied ? 0 : (int) length;
        }
        return Optional.of(target.toByteArray());
    }

    private byte[] written() {
        int shorter = Math.min(base.length, target.length);
        int head = 0;
        while (head < shorter && base[head] == target[head]) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head && base[base.length - 1 - tail] == target[target.length - 1 - tail]) {
            tail++;
        }
        copy(0, head);
        lines(head, base.length - tail, target.length - tail);
        copy(base.length - tail, tail);
        return delta.toByteArray();
    }

    private void lines(int from, int baseEnd, int targetEnd) {
        List<String> before = split(base, from, baseEnd);
        List<String> after = split(target, from, targetEnd);
        Map<String, List<Integer>> places = new HashMap<>();
        int[] offsets = new int[before.size()];
        int offset = from;
        for (int line = 0; line < before.size(); line++) {
            offsets[line] = offset;
            offset += before.get(line).length();
            List<Integer> known = places.computeIfAbsent(before.get(line), unused -> new ArrayList<>());
            if (known.size() < MAXIMUM_PLACES) {
                known.add(line);
            }
        }
        StringBuilder inserted = new StringBuilder();
        for (int line = 0; line < after.size(); ) {
            int best = -1;
            int longest = 0;
            for (int place : places.getOrDefault(after.get(line), List.of())) {
                int run = run(before, place, after, line);
                if (run > longest) {
                    best = place;
                    longest = run;
                }
            }
            if (best < 0) {
                inserted.append(after.get(line++));
                continue;
            }
            insert(inserted);
            int length = 0;
            for (int copied = 0; copied < longest; copied++) {
                length += after.get(line++).length();
            }
            copy(offsets[best], length);
        }
        insert(inserted);
    }

    private static int run(List<String> before, int place, List<String> after, int line) {
        int run = 0;
        while (place + run < before.size()
                && line + run < after.size()
                && before.get(place + run).equals(after.get(line + run))) {
            run++;
        }
        return run;
    }

    private static List<String> split(byte[] content, int from, int to) {
        List<String> lines = new ArrayList<>();
        for (int start = from; start < to; ) {
            int end = start;
            while (end < to && content[end] != '\n') {
                end++;
            }
            end = Math.min(to, end + 1);
            lines.add(new String(content, start, end - start, ISO_8859_1));
            start = end;
        }
        return lines;
    }

    private void copy(int from, int length) {
        if (length > 0) {
            number((long) length << 1 | 1);
            number(from);
        }
    }

    private void insert(StringBuilder inserted) {
        if (!inserted.isEmpty()) {
            number((long) inserted.length() << 1);
            delta.writeBytes(inserted.toString().getBytes(ISO_8859_1));
            inserted.setLength(0);
        }
    }

    private void number(long number) {
        long rest = number;
        while (rest >= MORE) {
            delta.write((int) (rest & (MORE - 1)) | MORE);
            rest >>= BITS;
        }
        delta.write((int) rest);
    }

    /** Reads a number; -1 when it does not end. */
    private static long number(byte[] delta, int[] at) {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE - BITS && at[0] < delta.length; shift += BITS) {
            byte next = delta[at[0]++];
            number |= (long) (next & (MORE - 1)) << shift;
            if ((next & MORE) == 0) {
                return number;
            }
        }
        return -1;
    }
}
