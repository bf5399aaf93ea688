package dev.kintsugi.core.plan.graph;

import dev.kintsugi.core.plan.Task;
import dev.kintsugi.core.plan.TaskId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Pairs of tasks that may run at the same time and lock a common path: not when one precedes the other, nor when either
 * allows it. Equal patterns are compared once, however many tasks write them, and each only with the few that the
 * index finds.
 */
public final class ScopeOverlaps {
    /** Up to that many tasks of one scope every pair is told; of more, each neighbouring pair in the plan's order. */
    static final int MAX_TASKS_PAIRWISE = 64;

    /** Steps spent on comparing patterns and tasks before the answer is "too entangled to compare". */
    static final long MAX_STEPS = 100_000_000;

    private static final int STEPS_PER_COMPARISON = 20;

    /** Pairs whose order is looked up. */
    static final int MAX_PAIRS = 1_000_000;

    /** What two tasks share, by the pattern each of them writes. */
    public record Overlap(TaskId first, String firstScope, TaskId second, String secondScope) {}

    /**
     * All overlaps, or as many as could be found.
     *
     * @param complete false when the plan's scopes are too many and too alike to compare all
     */
    public record Found(List<Overlap> overlaps, boolean complete) {}

    private final TaskGraph graph;
    private final Precedence precedence;
    private final Map<String, Locked> patterns = new LinkedHashMap<>();
    private final PatternIndex<Locked> index = new PatternIndex<>();
    private final List<int[]> pairs = new ArrayList<>();
    private final List<Overlap> named = new ArrayList<>();
    private final Set<Long> seen = new HashSet<>();
    private long steps;

    private ScopeOverlaps(TaskGraph graph) {
        this.graph = graph;
        this.precedence = new Precedence(graph);
    }

    /** Whether two tasks lock a common path, whatever their order and what they allow. */
    public static boolean share(Task one, Task two) {
        List<PathPattern> others = patternsOf(two);
        return patternsOf(one).stream().anyMatch(pattern -> others.stream().anyMatch(pattern::overlaps));
    }

    public static Found in(Collection<Task> tasks, TaskGraph graph) {
        ScopeOverlaps search = new ScopeOverlaps(graph);
        tasks.stream().filter(task -> !task.allowScopeOverlap()).forEach(search::index);
        boolean complete = search.compareAll();
        return new Found(search.unordered(), complete);
    }

    /** What a task locks: its scope, else its targets by their exact names. */
    public static List<PathPattern> patternsOf(Task task) {
        return task.scope().isEmpty()
                ? task.targets().stream().map(PathPattern::literal).toList()
                : task.scope().stream().map(PathPattern::glob).toList();
    }

    private void index(Task task) {
        boolean literal = task.scope().isEmpty();
        for (PathPattern pattern : patternsOf(task)) {
            String key = (literal ? "=" : "~") + pattern;
            Locked locked = patterns.computeIfAbsent(key, ignored -> {
                Locked added = new Locked(patterns.size(), pattern, new ArrayList<>());
                index.add(pattern, added);
                return added;
            });
            int number = graph.number(task.id());
            if (locked.tasks.isEmpty() || locked.tasks.getLast() != number) {
                locked.tasks.add(number);
            }
        }
    }

    private boolean compareAll() {
        patterns.values().forEach(locked -> locked.tasks.sort(Comparator.comparingInt(precedence::position)));
        for (Locked locked : patterns.values()) {
            pairWithin(locked);
            for (Locked other : candidates(locked)) {
                steps += STEPS_PER_COMPARISON + (long) locked.pattern.cost() * other.pattern.cost();
                if (locked.pattern.overlaps(other.pattern)) {
                    pairBetween(locked, other);
                }
                if (isTooMuch()) {
                    return false;
                }
            }
            if (isTooMuch()) {
                return false;
            }
        }
        return true;
    }

    private boolean isTooMuch() {
        return steps > MAX_STEPS || pairs.size() > MAX_PAIRS;
    }

    private Collection<Locked> candidates(Locked locked) {
        Map<Integer, Locked> candidates = new LinkedHashMap<>();
        index.candidates(locked.pattern, other -> {
            steps++;
            candidates.put(other.number, other);
        });
        candidates.remove(locked.number);
        return candidates.values();
    }

    private void pairWithin(Locked locked) {
        List<Integer> tasks = locked.tasks;
        if (tasks.size() > MAX_TASKS_PAIRWISE) {
            pairNeighbours(tasks, locked, locked);
            return;
        }
        for (int i = 0; i < tasks.size(); i++) {
            for (int j = i + 1; j < tasks.size(); j++) {
                pair(tasks.get(i), locked, tasks.get(j), locked);
            }
        }
    }

    private void pairBetween(Locked one, Locked two) {
        if (one.tasks.size() + two.tasks.size() > MAX_TASKS_PAIRWISE) {
            List<Integer> merged = new ArrayList<>(one.tasks);
            merged.addAll(two.tasks);
            merged.sort(Comparator.comparingInt(precedence::position));
            pairNeighbours(merged, one, two);
            return;
        }
        for (int first : one.tasks) {
            for (int second : two.tasks) {
                pair(first, one, second, two);
            }
        }
    }

    /** When all neighbours are ordered, all are; so neighbours are enough to find whether there is any overlap. */
    private void pairNeighbours(List<Integer> tasks, Locked one, Locked two) {
        boolean same = one.number == two.number;
        for (int i = 0; i + 1 < tasks.size(); i++) {
            boolean fromOne = same || one.holds(tasks.get(i), precedence);
            boolean thenOne = same || one.holds(tasks.get(i + 1), precedence);
            if (same || fromOne != thenOne) {
                pair(tasks.get(i), fromOne ? one : two, tasks.get(i + 1), thenOne ? one : two);
            }
        }
        steps += tasks.size();
    }

    private void pair(int first, Locked firstScope, int second, Locked secondScope) {
        steps++;
        int lower = Math.min(first, second);
        int higher = Math.max(first, second);
        if (first == second || !seen.add((long) lower << Integer.SIZE | higher)) {
            return;
        }
        pairs.add(new int[] {lower, higher});
        named.add(new Overlap(
                graph.id(lower),
                (lower == first ? firstScope : secondScope).pattern.toString(),
                graph.id(higher),
                (lower == first ? secondScope : firstScope).pattern.toString()));
    }

    private List<Overlap> unordered() {
        BitSet ordered = precedence.ordered(pairs);
        List<Overlap> overlaps = new ArrayList<>();
        for (int i = ordered.nextClearBit(0); i < pairs.size(); i = ordered.nextClearBit(i + 1)) {
            overlaps.add(named.get(i));
        }
        return overlaps;
    }

    /** A pattern with the tasks that lock it, in the plan's order. */
    private record Locked(int number, PathPattern pattern, List<Integer> tasks) {
        boolean holds(int task, Precedence precedence) {
            int low = 0;
            int high = tasks.size() - 1;
            while (low <= high) {
                int middle = (low + high) >>> 1;
                int difference = Integer.compare(precedence.position(tasks.get(middle)), precedence.position(task));
                if (difference == 0) {
                    return true;
                }
                low = difference < 0 ? middle + 1 : low;
                high = difference < 0 ? high : middle - 1;
            }
            return false;
        }
    }
}
