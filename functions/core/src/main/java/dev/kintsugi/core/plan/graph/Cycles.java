package dev.kintsugi.core.plan.graph;

import dev.kintsugi.core.plan.TaskId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The cycles of a plan, each independent one once and as short as can be: the shortest is found, its edges are taken
 * away, and what is still cyclic is looked at again. Listing every cycle would take exponential time and help nobody.
 */
public final class Cycles {
    /** Cycles told at once; a plan with more is fixed in several rounds. */
    public static final int MAX_REPORTED = 100;

    /** Edges walked to shorten one cycle; beyond it the shortest cycle found so far is told. */
    private static final int MAX_STEPS_PER_CYCLE = 200_000;

    /** Tasks looked at again while one tangle is taken apart. */
    private static final int MAX_TASKS_REVISITED = 1_000_000;

    private Cycles() {}

    /**
     * Each cycle begins with the task that stands first in the plan and goes on to what that task waits for; the first
     * is not repeated at the end.
     */
    public static List<List<TaskId>> in(TaskGraph graph) {
        List<List<TaskId>> cycles = new ArrayList<>();
        for (int[] component : Components.of(graph).cyclic()) {
            breakUp(graph, component, cycles);
        }
        return cycles;
    }

    private static void breakUp(TaskGraph graph, int[] component, List<List<TaskId>> cycles) {
        TaskGraph rest = part(graph, component, Set.of());
        Set<List<TaskId>> removed = new HashSet<>();
        ArrayDeque<int[]> left = new ArrayDeque<>(Components.of(rest).cyclic());
        int revisited = 0;
        while (!left.isEmpty() && cycles.size() < MAX_REPORTED) {
            int[] cycle = shortest(rest, left.pop());
            List<TaskId> path = rest.named(cycle);
            cycles.add(path);
            for (int i = 0; i < path.size(); i++) {
                removed.add(List.of(path.get(i), path.get((i + 1) % path.size())));
            }
            revisited += left.isEmpty() ? component.length : 0;
            if (left.isEmpty() && revisited <= MAX_TASKS_REVISITED) {
                rest = part(graph, component, removed);
                left.addAll(Components.of(rest).cyclic());
            }
        }
    }

    private static TaskGraph part(TaskGraph graph, int[] tasks, Set<List<TaskId>> withoutEdges) {
        Set<TaskId> kept = new HashSet<>(graph.named(tasks));
        Map<TaskId, List<TaskId>> waiting = new LinkedHashMap<>();
        for (TaskId task : graph.named(tasks)) {
            waiting.put(
                    task,
                    graph.dependencies(task).stream()
                            .filter(kept::contains)
                            .filter(waited -> !withoutEdges.contains(List.of(task, waited)))
                            .toList());
        }
        return TaskGraph.of(waiting);
    }

    private static int[] shortest(TaskGraph graph, int[] component) {
        Search search = new Search(graph);
        int[] best = new int[0];
        for (int start : component) {
            int[] found = search.cycleFrom(start);
            if (found.length > 0 && (best.length == 0 || found.length < best.length)) {
                best = found;
            }
            if (best.length > 0 && (best.length <= 2 || search.steps > MAX_STEPS_PER_CYCLE)) {
                break;
            }
        }
        return fromFirst(best);
    }

    private static int[] fromFirst(int[] cycle) {
        List<Integer> turned = new ArrayList<>(Arrays.stream(cycle).boxed().toList());
        Collections.rotate(turned, -turned.indexOf(Collections.min(turned)));
        return turned.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Breadth first from one task back to itself; what it writes down is reused from start to start. */
    private static final class Search {
        private final TaskGraph graph;
        private final int[] cameFrom;
        private final int[] seenFrom;
        private final int[] queue;
        private int steps;

        Search(TaskGraph graph) {
            this.graph = graph;
            this.cameFrom = new int[graph.size()];
            this.seenFrom = new int[graph.size()];
            this.queue = new int[graph.size()];
            Arrays.fill(seenFrom, -1);
        }

        /** Empty when no way leads back. */
        int[] cycleFrom(int start) {
            int queued = 0;
            queue[queued++] = start;
            for (int next = 0; next < queued; next++) {
                int task = queue[next];
                for (int waited : graph.dependenciesOf(task)) {
                    steps++;
                    if (waited == start) {
                        return pathTo(task, start);
                    }
                    if (seenFrom[waited] != start) {
                        seenFrom[waited] = start;
                        cameFrom[waited] = task;
                        queue[queued++] = waited;
                    }
                }
            }
            return new int[0];
        }

        private int[] pathTo(int last, int start) {
            ArrayDeque<Integer> path = new ArrayDeque<>();
            for (int task = last; task != start; task = cameFrom[task]) {
                path.push(task);
            }
            path.push(start);
            return path.stream().mapToInt(Integer::intValue).toArray();
        }
    }
}
