package dev.kintsugi.core.plan.graph;

import dev.kintsugi.core.plan.graph.PathPattern.Anchor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Finds the few patterns that may share a path with a given one. Of two that do, the fixed beginning of one is the
 * other's or a folder above it, and the fixed end of one is the end of the other.
 *
 * @param <T> what is kept for a pattern
 */
final class PatternIndex<T> {
    /** Sorts after every letter of a path. */
    private static final char BEYOND = '\uFFFF';

    private final Map<String, NavigableMap<String, List<T>>> byPrefixAndTail = new HashMap<>();

    void add(PathPattern pattern, T kept) {
        for (Anchor anchor : pattern.anchors()) {
            byPrefixAndTail
                    .computeIfAbsent(anchor.prefix(), fresh -> new TreeMap<>())
                    .computeIfAbsent(reversed(anchor.tail()), fresh -> new ArrayList<>())
                    .add(kept);
        }
    }

    /** Those at its own place and in the folders above; some may come twice. */
    void candidates(PathPattern pattern, Consumer<T> found) {
        for (Anchor anchor : pattern.anchors()) {
            String tail = reversed(anchor.tail());
            String prefix = anchor.prefix();
            fitting(prefix, tail, found);
            while (!prefix.isEmpty()) {
                prefix = prefix.substring(0, Math.max(0, prefix.lastIndexOf('/')));
                fitting(prefix, tail, found);
            }
        }
    }

    private void fitting(String prefix, String tail, Consumer<T> found) {
        NavigableMap<String, List<T>> byTail = byPrefixAndTail.get(prefix);
        if (byTail == null) {
            return;
        }
        for (int length = 0; length < tail.length(); length++) {
            byTail.getOrDefault(tail.substring(0, length), List.of()).forEach(found);
        }
        byTail.subMap(tail, true, tail + BEYOND, true).values().forEach(kept -> kept.forEach(found));
    }

    private static String reversed(String text) {
        return new StringBuilder(text).reverse().toString();
    }
}
