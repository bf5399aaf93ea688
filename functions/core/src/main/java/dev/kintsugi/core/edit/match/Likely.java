package dev.kintsugi.core.edit.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The stretches of a file that resemble what is sought, best first. Lines that say exactly the same vote for where
 * the whole would lie, rare lines most; only where nothing votes is every line compared by likeness. The number of
 * stretches looked at closely is fixed, so the cost stays linear in the file.
 */
final class Likely {
    /** Most stretches that are aligned line by line. */
    static final int MAXIMUM_STRETCHES = 10;

    /** Most votes that are counted; the rarest lines vote first. */
    static final int MAXIMUM_VOTES = 4_000;

    /** Farthest an alignment may stray, in lines. */
    static final int MAXIMUM_BAND = 12;

    private static final int MINIMUM_BAND = 3;

    private Likely() {}

    static List<Alignment> of(Lines file, Sought sought) {
        int[] solid = Places.solidLines(file);
        if (solid.length == 0 || sought.isBlank()) {
            return List.of();
        }
        int band = Math.max(MINIMUM_BAND, Math.min(MAXIMUM_BAND, sought.solid().length / 8));
        List<Alignment> likely = new ArrayList<>();
        for (int diagonal : diagonals(file, sought, solid, band)) {
            add(likely, Alignment.near(file, sought, solid, diagonal, band));
        }
        likely.sort(Comparator.comparingDouble(Alignment::amiss));
        return likely;
    }

    /** Of two that overlap the better stays. */
    private static void add(List<Alignment> likely, Alignment next) {
        if (next.missing() == next.places().length) {
            return;
        }
        for (int i = 0; i < likely.size(); i++) {
            if (likely.get(i).overlaps(next)) {
                if (next.amiss() < likely.get(i).amiss()) {
                    likely.set(i, next);
                }
                return;
            }
        }
        likely.add(next);
    }

    private static List<Integer> diagonals(Lines file, Sought sought, int[] solid, int band) {
        Map<Integer, Double> votes = votes(file, sought, solid);
        Map<Integer, Double> gathered = new HashMap<>();
        votes.forEach((diagonal, weight) -> gathered.merge(Math.floorDiv(diagonal, band), weight, Double::sum));
        List<Map.Entry<Integer, Double>> ranked = new ArrayList<>(votes.entrySet());
        ranked.sort(Comparator.comparingDouble((Map.Entry<Integer, Double> vote) ->
                        -gathered.getOrDefault(Math.floorDiv(vote.getKey(), band), 0.0) - vote.getValue())
                .thenComparing(Map.Entry::getKey));
        List<Integer> chosen = new ArrayList<>();
        for (Map.Entry<Integer, Double> vote : ranked) {
            if (chosen.size() < MAXIMUM_STRETCHES
                    && chosen.stream().noneMatch(before -> Math.abs(before - vote.getKey()) <= band / 2)) {
                chosen.add(vote.getKey());
            }
        }
        if (sought.solid().length <= MINIMUM_BAND || chosen.isEmpty()) {
            addByLikeness(file, sought, solid, chosen);
        }
        return chosen;
    }

    private static Map<Integer, Double> votes(Lines file, Sought sought, int[] solid) {
        Map<Long, List<Integer>> wanted = new HashMap<>();
        for (int i = 0; i < sought.solid().length; i++) {
            wanted.computeIfAbsent(sought.solidKey(i), key -> new ArrayList<>()).add(i);
        }
        Map<Long, List<Integer>> found = new HashMap<>();
        long[] keys = file.keys();
        for (int i = 0; i < solid.length; i++) {
            if (wanted.containsKey(keys[solid[i]])) {
                found.computeIfAbsent(keys[solid[i]], key -> new ArrayList<>()).add(i);
            }
        }
        List<Long> ranked = new ArrayList<>(found.keySet());
        ranked.sort(Comparator.comparingLong((Long key) -> pairs(key, wanted, found))
                .thenComparing(key -> key));
        Map<Integer, Double> votes = new HashMap<>();
        long cast = 0;
        for (Long key : ranked) {
            long pairs = pairs(key, wanted, found);
            cast += pairs;
            if (cast > MAXIMUM_VOTES && !votes.isEmpty()) {
                break;
            }
            if (pairs > MAXIMUM_VOTES) {
                break;
            }
            for (int at : found.getOrDefault(key, List.of())) {
                for (int index : wanted.getOrDefault(key, List.of())) {
                    votes.merge(at - index, 1.0 / pairs, Double::sum);
                }
            }
        }
        return votes;
    }

    private static long pairs(long key, Map<Long, List<Integer>> wanted, Map<Long, List<Integer>> found) {
        return (long) wanted.getOrDefault(key, List.of()).size()
                * found.getOrDefault(key, List.of()).size();
    }

    /** Lines like the longest line sought. */
    private static void addByLikeness(Lines file, Sought sought, int[] solid, List<Integer> chosen) {
        int longest = 0;
        for (int i = 1; i < sought.solid().length; i++) {
            longest = sought.solidLine(i).strip().length()
                            > sought.solidLine(longest).strip().length()
                    ? i
                    : longest;
        }
        String line = sought.solidLine(longest);
        double[] alike = new double[solid.length];
        for (int i = 0; i < solid.length; i++) {
            alike[i] = file.key(solid[i]) == sought.solidKey(longest) ? 1 : Similarity.of(line, file.get(solid[i]));
        }
        double[] ranked = alike.clone();
        Arrays.sort(ranked);
        double least = ranked[Math.max(0, ranked.length - MAXIMUM_STRETCHES)];
        for (int i = 0; i < solid.length && chosen.size() < 2 * MAXIMUM_STRETCHES; i++) {
            if (alike[i] > 0 && alike[i] >= least && !chosen.contains(i - longest)) {
                chosen.add(i - longest);
            }
        }
    }
}
