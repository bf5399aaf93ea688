package dev.kintsugi.core.plan.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The strongly connected components of a graph (Tarjan, on a stack of its own): a component of several tasks, or of
 * one that waits for itself, holds a cycle. They are numbered so that a task's dependencies have lower or equal numbers,
 * which makes the number an order to work through even when the plan has cycles.
 */
final class Components {
    private static final int UNSEEN = -1;

    private final TaskGraph graph;
    private final int[] component;
    private final int[] low;
    private final int[] order;
    private final int[] stack;
    private final int[] path;
    private final int[] next;
    private int seen;
    private int stacked;
    private int count;

    private Components(TaskGraph graph) {
        int size = graph.size();
        this.graph = graph;
        this.component = filled(size);
        this.order = filled(size);
        this.low = new int[size];
        this.stack = new int[size];
        this.path = new int[size];
        this.next = new int[size];
    }

    static Components of(TaskGraph graph) {
        Components components = new Components(graph);
        for (int task = 0; task < graph.size(); task++) {
            if (components.order[task] == UNSEEN) {
                components.visit(task);
            }
        }
        return components;
    }

    int count() {
        return count;
    }

    int of(int task) {
        return component[task];
    }

    /** Components with more than one task, or with one that waits for itself. */
    List<int[]> cyclic() {
        int[] sizes = new int[count];
        Arrays.stream(component).forEach(number -> sizes[number]++);
        IntPredicate waitsForItself =
                task -> Arrays.stream(graph.dependenciesOf(task)).anyMatch(waited -> waited == task);
        List<List<Integer>> members = new ArrayList<>();
        int[] place = filled(count);
        for (int task = 0; task < component.length; task++) {
            if (sizes[component[task]] == 1 && !waitsForItself.test(task)) {
                continue;
            }
            if (place[component[task]] == UNSEEN) {
                place[component[task]] = members.size();
                members.add(new ArrayList<>());
            }
            members.get(place[component[task]]).add(task);
        }
        return members.stream()
                .map(tasks -> tasks.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    private void visit(int root) {
        int depth = 0;
        enter(root);
        path[0] = root;
        while (depth >= 0) {
            int task = path[depth];
            int[] waits = graph.dependenciesOf(task);
            if (next[task] < waits.length) {
                int waited = waits[next[task]++];
                if (order[waited] == UNSEEN) {
                    enter(waited);
                    path[++depth] = waited;
                } else if (component[waited] == UNSEEN) {
                    low[task] = Math.min(low[task], order[waited]);
                }
                continue;
            }
            if (low[task] == order[task]) {
                close(task);
            }
            depth--;
            if (depth >= 0) {
                low[path[depth]] = Math.min(low[path[depth]], low[task]);
            }
        }
    }

    private void enter(int task) {
        order[task] = seen;
        low[task] = seen++;
        stack[stacked++] = task;
    }

    private void close(int root) {
        int task;
        do {
            task = stack[--stacked];
            component[task] = count;
        } while (task != root);
        count++;
    }

    private static int[] filled(int size) {
        int[] numbers = new int[size];
        Arrays.fill(numbers, UNSEEN);
        return numbers;
    }
}
