package dev.kintsugi.core.edit.match;

import java.util.Arrays;

/**
 * The best way to lay the solid lines sought over one stretch of a file, allowing for lines that are mistyped, that
 * FIND misses or that the file misses; and how much is amiss in it.
 *
 * @param places for each solid line sought the file's line, or {@link Match#NONE}
 * @param equal how many say the same
 * @param telling how many of those have letters to tell by
 * @param slips how many differ by slips of the pen
 * @param other how many differ in earnest
 * @param missing how many the file does not have
 * @param extra how many of the file's lines stand between that were not sought
 * @param likeness 0 to 1
 */
@SuppressWarnings("ArrayRecordComponent") // Read in inner loops, never compared by value.
record Alignment(int[] places, int equal, int telling, int slips, int other, int missing, int extra, double likeness) {
    /** What each thing amiss weighs in comparing two alignments. */
    private static final double SLIP = 0.25;

    private static final double EXTRA = 0.7;
    private static final double SKIP_SOUGHT = 1.0;
    private static final double SKIP_FOUND = 0.6;
    /** Leaving one of the file's lines out for an equal one costs less than pairing it with an unequal one. */
    private static final double UNEQUAL = 0.55;

    /** Where indentation is kept, a bracket indented otherwise is another bracket. */
    private static final double STRAY = 0.7;

    private static final double UNREACHABLE = 1e9;
    private static final int TELLING_LETTERS = 3;

    double amiss() {
        return slips * SLIP + other + missing + extra * EXTRA;
    }

    int first() {
        for (int place : places) {
            if (place != Match.NONE) {
                return place;
            }
        }
        return 0;
    }

    int last() {
        for (int i = places.length - 1; i >= 0; i--) {
            if (places[i] != Match.NONE) {
                return places[i];
            }
        }
        return 0;
    }

    boolean overlaps(Alignment other) {
        return first() <= other.last() && other.first() <= last();
    }

    /**
     * Aligns within a band around a diagonal.
     *
     * @param solid the file's solid lines
     * @param diagonal the index among them at which the first line sought would stand
     * @param band how far the alignment may stray from it
     */
    static Alignment near(Lines file, Sought sought, int[] solid, int diagonal, int band) {
        int rows = sought.solid().length;
        int width = 2 * band + 1;
        boolean indented = keepsIndentation(file, sought, solid, diagonal, band);
        double[][] cost = new double[rows + 1][width];
        byte[][] step = new byte[rows + 1][width];
        for (int i = 0; i <= rows; i++) {
            for (int k = 0; k < width; k++) {
                fill(file, sought, solid, diagonal - band, i, k, indented, cost, step);
            }
        }
        int end = 0;
        for (int k = 1; k < width; k++) {
            end = cost[rows][k] < cost[rows][end] ? k : end;
        }
        int[] places = new int[rows];
        Arrays.fill(places, Match.NONE);
        if (cost[rows][end] >= UNREACHABLE) {
            return judged(file, sought, solid, places);
        }
        int i = rows;
        int k = end;
        while (i > 0) {
            switch (step[i][k]) {
                case PAIR -> places[--i] = solid[diagonal - band + i + k];
                case SKIP_LINE_SOUGHT -> {
                    i--;
                    k++;
                }
                default -> k--;
            }
        }
        return judged(file, sought, solid, places);
    }

    private static final byte PAIR = 1;
    private static final byte SKIP_LINE_SOUGHT = 2;
    private static final byte SKIP_LINE_FOUND = 3;

    /** Cell (i, k): the first i lines sought are laid, and the next of the file's is solid[shift + i + k]. */
    private static void fill(
            Lines file,
            Sought sought,
            int[] solid,
            int shift,
            int i,
            int k,
            boolean indented,
            double[][] cost,
            byte[][] step) {
        if (i == 0) {
            return;
        }
        double best = UNREACHABLE;
        byte by = SKIP_LINE_SOUGHT;
        int at = shift + i - 1 + k;
        if (at >= 0 && at < solid.length) {
            double pair = cost[i - 1][k] + unlike(file, sought, i - 1, solid[at], indented);
            best = pair;
            by = PAIR;
        }
        if (k + 1 < cost[i].length && cost[i - 1][k + 1] + SKIP_SOUGHT < best) {
            best = cost[i - 1][k + 1] + SKIP_SOUGHT;
            by = SKIP_LINE_SOUGHT;
        }
        boolean skips = k > 0 && i < cost.length - 1 && at + 1 > 0 && at < solid.length;
        if (skips && cost[i][k - 1] + SKIP_FOUND < best) {
            best = cost[i][k - 1] + SKIP_FOUND;
            by = SKIP_LINE_FOUND;
        }
        cost[i][k] = best;
        step[i][k] = by;
    }

    private static boolean sameIndentation(Lines file, Sought sought, int index, int line) {
        return Indentation.of(sought.solidLine(index)).equals(Indentation.of(file.get(line)));
    }

    /** Whether most telling lines around a diagonal that say the same are indented the same. */
    private static boolean keepsIndentation(Lines file, Sought sought, int[] solid, int diagonal, int band) {
        int balance = 0;
        for (int i = 0; i < sought.solid().length; i++) {
            for (int at = Math.max(0, diagonal + i - band);
                    at <= Math.min(solid.length - 1, diagonal + i + band);
                    at++) {
                if (sought.solidKey(i) == file.key(solid[at]) && isTelling(sought.solidLine(i))) {
                    balance += sameIndentation(file, sought, i, solid[at]) ? 1 : -1;
                }
            }
        }
        return balance > 0;
    }

    private static double unlike(Lines file, Sought sought, int index, int line, boolean indented) {
        if (sought.solidKey(index) == file.key(line)) {
            return indented && !isTelling(file.get(line)) && !sameIndentation(file, sought, index, line) ? STRAY : 0;
        }
        double alike = Similarity.of(sought.solidLine(index), file.get(line));
        // A pair that is hardly alike must lose against leaving both lines out.
        return alike <= Similarity.FLOOR ? SKIP_SOUGHT + SKIP_FOUND + 0.1 : UNEQUAL + 1 - alike;
    }

    private static Alignment judged(Lines file, Sought sought, int[] solid, int[] places) {
        int equal = 0;
        int telling = 0;
        int slips = 0;
        int other = 0;
        int missing = 0;
        double likeness = 0;
        for (int i = 0; i < places.length; i++) {
            if (places[i] == Match.NONE) {
                missing++;
                continue;
            }
            String wanted = sought.solidLine(i);
            String found = file.get(places[i]);
            if (sought.solidKey(i) == file.key(places[i])) {
                equal++;
                telling += isTelling(wanted) ? 1 : 0;
                likeness += 1;
                continue;
            }
            double alike = Similarity.of(wanted, found);
            if (alike < Similarity.FLOOR) {
                places[i] = Match.NONE;
                missing++;
                continue;
            }
            likeness += alike;
            if (LineMerge.isPassedOver(wanted.strip(), found.strip(), file)) {
                slips++;
            } else {
                other++;
            }
        }
        int extra = extraLines(solid, places);
        double whole = likeness / (places.length + extra * 0.5);
        return new Alignment(places, equal, telling, slips, other, missing, extra, whole);
    }

    private static int extraLines(int[] solid, int[] places) {
        int extra = 0;
        int last = Match.NONE;
        for (int place : places) {
            if (place == Match.NONE) {
                continue;
            }
            if (last != Match.NONE) {
                extra += Arrays.binarySearch(solid, place) - Arrays.binarySearch(solid, last) - 1;
            }
            last = place;
        }
        return extra;
    }

    static boolean isTelling(String line) {
        return line.chars().filter(Character::isLetterOrDigit).count() >= TELLING_LETTERS;
    }
}
