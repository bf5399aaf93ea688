package dev.kintsugi.core.plan.graph;

import dev.kintsugi.core.plan.TaskId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Which of many pairs of tasks are ordered, that is, one precedes the other through any number of dependencies. Sixty-four
 * questions are answered by one sweep over the plan, so that 100,000 tasks with as many questions take about a second and
 * no table of all pairs is ever made. Tasks of one cycle count as ordered: none of them can run.
 */
public final class Precedence {
    private final TaskGraph graph;
    private final Components components;
    private final int[] inOrder;
    private final int[] position;

    public Precedence(TaskGraph graph) {
        this.graph = graph;
        this.components = Components.of(graph);
        this.inOrder = byComponent();
        this.position = new int[graph.size()];
        for (int i = 0; i < inOrder.length; i++) {
            position[inOrder[i]] = i;
        }
    }

    /** A place in an order in which dependencies come first. */
    int position(int task) {
        return position[task];
    }

    /** That one task is done before another begins. */
    public record Claim(TaskId earlier, TaskId later) {}

    /** For each claim, whether it holds. */
    public BitSet holding(List<Claim> claims) {
        BitSet holding = ordered(claims.stream()
                .map(claim -> new int[] {graph.number(claim.earlier), graph.number(claim.later)})
                .toList());
        for (int i = holding.nextSetBit(0); i >= 0; i = holding.nextSetBit(i + 1)) {
            int earlier = graph.number(claims.get(i).earlier);
            int later = graph.number(claims.get(i).later);
            holding.set(i, components.of(earlier) != components.of(later) && position[earlier] < position[later]);
        }
        return holding;
    }

    /** For each pair (first, second), whether they are ordered. */
    BitSet ordered(List<int[]> pairs) {
        BitSet ordered = new BitSet(pairs.size());
        List<Question> open = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            int[] pair = pairs.get(i);
            boolean inTurn = position[pair[0]] <= position[pair[1]];
            Question question = new Question(i, inTurn ? pair[0] : pair[1], inTurn ? pair[1] : pair[0]);
            if (components.of(question.earlier) == components.of(question.later) || isDirect(question)) {
                ordered.set(i);
            } else if (graph.dependentsOf(question.earlier).length > 0
                    && graph.dependenciesOf(question.later).length > 0) {
                open.add(question);
            }
        }
        open.sort(Comparator.comparingInt(question -> position[question.earlier]));
        answer(open, ordered);
        return ordered;
    }

    private boolean isDirect(Question question) {
        int[] dependents = graph.dependentsOf(question.earlier);
        int[] dependencies = graph.dependenciesOf(question.later);
        return dependents.length < dependencies.length
                ? Arrays.stream(dependents).anyMatch(task -> task == question.later)
                : Arrays.stream(dependencies).anyMatch(task -> task == question.earlier);
    }

    private void answer(List<Question> open, BitSet ordered) {
        long[] reached = new long[components.count()];
        int from = 0;
        while (from < open.size()) {
            int to = from;
            int sources = 0;
            int last = -1;
            int furthest = 0;
            while (to < open.size() && (open.get(to).earlier == last || sources < Long.SIZE)) {
                Question question = open.get(to++);
                if (question.earlier != last) {
                    last = question.earlier;
                    reached[components.of(last)] |= 1L << sources++;
                }
                furthest = Math.max(furthest, position[question.later]);
            }
            sweep(reached, position[open.get(from).earlier], furthest);
            collect(open.subList(from, to), reached, ordered);
            Arrays.fill(reached, 0);
            from = to;
        }
    }

    private void sweep(long[] reached, int from, int to) {
        // Bits belong to components, so that the tasks of a cycle, which have no order, share theirs.
        for (int i = from; i <= to; i++) {
            int task = inOrder[i];
            int own = components.of(task);
            for (int waited : graph.dependenciesOf(task)) {
                reached[own] |= reached[components.of(waited)];
            }
        }
    }

    private void collect(List<Question> questions, long[] reached, BitSet ordered) {
        int source = -1;
        int last = -1;
        for (Question question : questions) {
            if (question.earlier != last) {
                last = question.earlier;
                source++;
            }
            if ((reached[components.of(question.later)] & 1L << source) != 0) {
                ordered.set(question.number);
            }
        }
    }

    private int[] byComponent() {
        int[] starts = new int[components.count() + 1];
        for (int task = 0; task < graph.size(); task++) {
            starts[components.of(task) + 1]++;
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        int[] sorted = new int[graph.size()];
        for (int task = 0; task < graph.size(); task++) {
            sorted[starts[components.of(task)]++] = task;
        }
        return sorted;
    }

    private record Question(int number, int earlier, int later) {}
}
