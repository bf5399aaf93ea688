package dev.kintsugi.core.plan.graph;

import dev.kintsugi.core.plan.MicroDollars;
import dev.kintsugi.core.plan.Project;
import dev.kintsugi.core.plan.Task;
import dev.kintsugi.core.plan.TaskId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * What a plan will ask for before any of it has run: which tasks may run together, the longest chain, the rounds that
 * its workers need and the most it may cost. A picture for people: the scheduler knows no groups, it starts each task
 * the moment its last dependency lands.
 *
 * @param groups tasks that wait for nothing but earlier groups, most urgent first
 * @param criticalPath the longest chain of tasks that wait for each other, first to last
 * @param workers tasks worked on at once
 * @param rounds turns the workers need when every task takes one and the most urgent ready tasks go first
 * @param tasksBudget what all tasks may cost together
 * @param bound the most that is spent: the tasks' sum, or the project's budget when that is less
 */
public record Outlook(
        List<List<TaskId>> groups,
        List<TaskId> criticalPath,
        int workers,
        int rounds,
        MicroDollars tasksBudget,
        MicroDollars bound) {
    public Outlook {
        groups = List.copyOf(groups);
        criticalPath = List.copyOf(criticalPath);
    }

    public static Outlook of(Project project) {
        TaskGraph graph = TaskGraph.of(project.tasks());
        int[] levels = levels(graph);
        int workers = project.settings().workersWith(project.settings().model());
        MicroDollars sum = project.tasks().stream().map(Task::maxBudget).reduce(MicroDollars.NONE, MicroDollars::plus);
        MicroDollars pool = project.settings().projectBudget();
        return new Outlook(
                groups(project.tasks(), levels),
                criticalPath(graph, levels),
                workers,
                rounds(project.tasks(), graph, workers),
                sum,
                pool == null || pool.compareTo(sum) > 0 ? sum : pool);
    }

    private static List<List<TaskId>> groups(List<Task> tasks, int[] levels) {
        List<List<Task>> groups = new ArrayList<>();
        for (int task = 0; task < levels.length; task++) {
            while (groups.size() <= levels[task]) {
                groups.add(new ArrayList<>());
            }
            groups.get(levels[task]).add(tasks.get(task));
        }
        return groups.stream()
                .map(group -> group.stream()
                        .sorted(Comparator.comparingInt(Task::priority))
                        .map(Task::id)
                        .toList())
                .toList();
    }

    /** How many tasks stand before each on its longest way. */
    private static int[] levels(TaskGraph graph) {
        int[] levels = new int[graph.size()];
        int[] waiting = waiting(graph);
        int[] order = new int[graph.size()];
        int known = 0;
        for (int task = 0; task < graph.size(); task++) {
            if (waiting[task] == 0) {
                order[known++] = task;
            }
        }
        for (int i = 0; i < known; i++) {
            for (int dependent : graph.dependentsOf(order[i])) {
                levels[dependent] = Math.max(levels[dependent], levels[order[i]] + 1);
                if (--waiting[dependent] == 0) {
                    order[known++] = dependent;
                }
            }
        }
        if (known < graph.size()) {
            throw new IllegalArgumentException("expected a plan without cycles, found " + Cycles.in(graph));
        }
        return levels;
    }

    private static List<TaskId> criticalPath(TaskGraph graph, int[] levels) {
        if (levels.length == 0) {
            return List.of();
        }
        int deepest = Arrays.stream(levels).max().orElse(0);
        int task = 0;
        while (levels[task] != deepest) {
            task++;
        }
        List<TaskId> path = new ArrayList<>(List.of(graph.id(task)));
        while (levels[task] > 0) {
            int level = levels[task] - 1;
            task = Arrays.stream(graph.dependenciesOf(task))
                    .filter(waited -> levels[waited] == level)
                    .findFirst()
                    .orElseThrow();
            path.add(graph.id(task));
        }
        return path.reversed();
    }

    private static int rounds(List<Task> tasks, TaskGraph graph, int workers) {
        int[] waiting = waiting(graph);
        PriorityQueue<Integer> ready = new PriorityQueue<>(
                Comparator.<Integer>comparingInt(task -> tasks.get(task).priority())
                        .thenComparing(Comparator.naturalOrder()));
        for (int task = 0; task < waiting.length; task++) {
            if (waiting[task] == 0) {
                ready.add(task);
            }
        }
        int rounds = 0;
        while (!ready.isEmpty()) {
            rounds++;
            List<Integer> taken = new ArrayList<>();
            while (!ready.isEmpty() && taken.size() < workers) {
                taken.add(ready.remove());
            }
            for (int task : taken) {
                for (int dependent : graph.dependentsOf(task)) {
                    if (--waiting[dependent] == 0) {
                        ready.add(dependent);
                    }
                }
            }
        }
        return rounds;
    }

    private static int[] waiting(TaskGraph graph) {
        int[] waiting = new int[graph.size()];
        Arrays.setAll(waiting, task -> graph.dependenciesOf(task).length);
        return waiting;
    }
}
