package dev.kintsugi.core.edit.match;

import dev.kintsugi.core.edit.Tier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds every place where a file says what is sought, however it is blanked, indented or typeset, and tells for each
 * how closely. One pass over the file with a prefix table (Knuth, Morris, Pratt), so the cost is linear whatever the
 * lines are.
 */
final class Places {
    /** Most places that are collected; two already make an edit ambiguous. */
    static final int MAXIMUM = 1_000;

    private Places() {}

    static List<Match> of(Lines file, Sought sought) {
        if (sought.isBlank()) {
            return List.of();
        }
        List<Match> places = new ArrayList<>();
        long[] keys = file.keys();
        int[] solid = solidLines(file);
        int[] borders = borders(sought);
        int matched = 0;
        int wanted = sought.solid().length;
        for (int at = 0; at < solid.length && places.size() < MAXIMUM; at++) {
            long key = keys[solid[at]];
            while (matched > 0 && (matched == wanted || sought.solidKey(matched) != key)) {
                matched = borders[matched - 1];
            }
            if (sought.solidKey(matched) == key) {
                matched++;
            }
            if (matched == wanted) {
                Match place = laidOver(file, sought, Arrays.copyOfRange(solid, at - wanted + 1, at + 1));
                if (place.tier().compareTo(Tier.INDENTATION) < 0 || !hasStrayBracket(file, sought, place.map())) {
                    places.add(place);
                }
            }
        }
        return places;
    }

    /** The lines of a file that are not blank. */
    static int[] solidLines(Lines file) {
        int[] solid = new int[file.size()];
        long[] keys = file.keys();
        int count = 0;
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != LineKey.BLANK) {
                solid[count++] = i;
            }
        }
        return Arrays.copyOf(solid, count);
    }

    private static int[] borders(Sought sought) {
        int[] borders = new int[sought.solid().length];
        int length = 0;
        for (int i = 1; i < borders.length; i++) {
            while (length > 0 && sought.solidKey(i) != sought.solidKey(length)) {
                length = borders[length - 1];
            }
            if (sought.solidKey(i) == sought.solidKey(length)) {
                length++;
            }
            borders[i] = length;
        }
        return borders;
    }

    /** Maps the blank lines too, pairing those next to each other, and judges how close the whole is. */
    static Match laidOver(Lines file, Sought sought, int[] places) {
        int[] map = mapped(file, sought, places);
        int from = file.size();
        int to = 0;
        for (int place : map) {
            if (place != Match.NONE) {
                from = Math.min(from, place);
                to = Math.max(to, place + 1);
            }
        }
        return new Match(map, from, to, tierOf(file, sought, map));
    }

    static int[] mapped(Lines file, Sought sought, int[] places) {
        int[] map = new int[sought.size()];
        Arrays.fill(map, Match.NONE);
        int[] solid = sought.solid();
        for (int i = 0; i < solid.length; i++) {
            map[solid[i]] = places[i];
        }
        for (int i = 0; i < solid.length; i++) {
            int stop = i + 1 < solid.length ? solid[i + 1] : sought.size();
            for (int line = solid[i] + 1; line < stop && map[line - 1] != Match.NONE; line++) {
                int place = map[line - 1] + 1;
                if (place >= file.size() || !file.isBlank(place)) {
                    break;
                }
                map[line] = place;
            }
        }
        for (int line = sought.size() - 2; line >= 0; line--) {
            int place = map[line + 1] - 1;
            boolean free = map[line] == Match.NONE && sought.keys()[line] == LineKey.BLANK && place >= 0;
            if (free && file.isBlank(place) && (line == 0 || map[line - 1] < place)) {
                map[line] = place;
            }
        }
        return map;
    }

    private static Tier tierOf(Lines file, Sought sought, int[] map) {
        int[] solid = sought.solid();
        int first = solid[0];
        int last = solid[solid.length - 1];
        Tier tier = Tier.EXACT;
        for (int i = 0; i < map.length; i++) {
            boolean edge = i < first || i > last;
            if (map[i] == Match.NONE) {
                tier = looser(tier, edge ? Tier.TRAILING_BLANKS : Tier.BLANKS);
            } else {
                boolean skips = i > first && i <= last && map[i - 1] != Match.NONE && map[i] != map[i - 1] + 1;
                tier = looser(
                        tier, skips ? Tier.BLANKS : lineTier(sought.lines().get(i), file.get(map[i])));
            }
        }
        return tier == Tier.INDENTATION && !isShiftedAsABlock(file, sought, map) ? Tier.BLANKS : tier;
    }

    private static Tier lineTier(String wanted, String found) {
        if (wanted.equals(found)) {
            return Tier.EXACT;
        }
        if (wanted.stripTrailing().equals(found.stripTrailing())) {
            return Tier.TRAILING_BLANKS;
        }
        if (wanted.strip().equals(found.strip())) {
            return Tier.INDENTATION;
        }
        return hasTypography(wanted) || hasTypography(found) ? Tier.TYPOGRAPHY : Tier.BLANKS;
    }

    private static boolean hasTypography(String line) {
        return line.chars().anyMatch(c -> LineKey.isTypographic((char) c));
    }

    private static Tier looser(Tier one, Tier other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** Whether the lines are indented otherwise, but in the same order and alike where they were alike. */
    private static boolean isShiftedAsABlock(Lines file, Sought sought, int[] map) {
        TreeMap<Integer, Integer> widths = new TreeMap<>();
        Map<String, String> shifts = new HashMap<>();
        for (int line : sought.solid()) {
            String wanted = Indentation.of(sought.lines().get(line));
            String found = Indentation.of(file.get(map[line]));
            String before = shifts.putIfAbsent(wanted, found);
            if (before != null && !before.equals(found)) {
                return false;
            }
            widths.put(wanted.length(), found.length());
        }
        int last = -1;
        for (int width : widths.values()) {
            if (width <= last) {
                return false;
            }
            last = width;
        }
        return true;
    }

    /**
     * A line of nothing but brackets is known by its indentation alone: where others keep theirs and it does not, it
     * is another bracket.
     */
    private static boolean hasStrayBracket(Lines file, Sought sought, int[] map) {
        int same = 0;
        boolean stray = false;
        for (int line : sought.solid()) {
            String wanted = sought.lines().get(line);
            if (Indentation.of(wanted).equals(Indentation.of(file.get(map[line])))) {
                same++;
            } else {
                stray |= wanted.chars().noneMatch(Character::isLetterOrDigit);
            }
        }
        return stray && same * 2 >= sought.solid().length;
    }
}
