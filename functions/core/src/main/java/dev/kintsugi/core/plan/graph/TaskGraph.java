package dev.kintsugi.core.plan.graph;

import dev.kintsugi.core.plan.Task;
import dev.kintsugi.core.plan.TaskId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which task waits for which. Immutable; a dependency on a task that is not in the graph (an external one) is met.
 * A remediation is a task without dependencies that <em>stands for</em> a failed one: whoever waits for the failed task
 * goes on when either of them is done.
 */
public final class TaskGraph {
    private final List<TaskId> ids;
    private final Map<TaskId, Integer> numbers;
    private final int[][] dependencies;
    private final int[][] dependents;
    private final Map<TaskId, List<TaskId>> standIns;

    private TaskGraph(List<TaskId> ids, int[][] dependencies, Map<TaskId, List<TaskId>> standIns) {
        this.ids = List.copyOf(ids);
        this.numbers = numbered(ids);
        this.dependencies = dependencies;
        this.dependents = reversed(dependencies);
        this.standIns = Map.copyOf(standIns);
    }

    public static TaskGraph of(Collection<Task> tasks) {
        Map<TaskId, Collection<TaskId>> waiting = new LinkedHashMap<>();
        tasks.forEach(task -> waiting.put(task.id(), task.dependsOn()));
        return of(waiting);
    }

    /** From each task to those it waits for, in the order in which tasks are to be listed. */
    public static TaskGraph of(Map<TaskId, ? extends Collection<TaskId>> waiting) {
        List<TaskId> ids = List.copyOf(waiting.keySet());
        Map<TaskId, Integer> numbers = numbered(ids);
        int[][] dependencies = new int[ids.size()][];
        int task = 0;
        for (Collection<TaskId> waitsFor : waiting.values()) {
            dependencies[task++] = waitsFor.stream()
                    .filter(numbers::containsKey)
                    .mapToInt(numbers::get)
                    .distinct()
                    .toArray();
        }
        return new TaskGraph(ids, dependencies, Map.of());
    }

    public int size() {
        return ids.size();
    }

    public List<TaskId> tasks() {
        return ids;
    }

    public boolean contains(TaskId id) {
        return numbers.containsKey(id);
    }

    public List<TaskId> dependencies(TaskId id) {
        return named(dependencies[number(id)]);
    }

    /** Those that wait for it directly. */
    public List<TaskId> dependents(TaskId id) {
        return named(dependents[number(id)]);
    }

    /** The remediations that stand for it, oldest first. */
    public List<TaskId> standIns(TaskId id) {
        return standIns.getOrDefault(id, List.of());
    }

    /** Tasks that are not done and wait for nothing, in the graph's order. */
    public List<TaskId> ready(Set<TaskId> done) {
        return ids.stream()
                .filter(id -> !done.contains(id))
                .filter(id -> Arrays.stream(dependencies[number(id)]).allMatch(waited -> isMet(ids.get(waited), done)))
                .toList();
    }

    private boolean isMet(TaskId waited, Set<TaskId> done) {
        return done.contains(waited) || standIns(waited).stream().anyMatch(done::contains);
    }

    /** What became of an insertion; a graph never gets a cycle by it, since a remediation waits for nothing. */
    public sealed interface Insertion {
        /**
         * It is in the graph.
         *
         * @param waiting the failed task's dependents, which now wait for the remediation
         */
        record Inserted(TaskGraph graph, List<TaskId> waiting) implements Insertion {}

        record UnknownTask(TaskId failed) implements Insertion {
            public String message() {
                return "no task of this project has the id " + failed + ": there is nothing to stand for";
            }
        }

        record IdTaken(TaskId remediation) implements Insertion {
            public String message() {
                return "a task of this project already has the id " + remediation;
            }
        }
    }

    /** Adds a task that stands for a failed one. */
    public Insertion insertRemediation(TaskId failed, TaskId remediation) {
        if (!contains(failed)) {
            return new Insertion.UnknownTask(failed);
        }
        if (ids.stream().anyMatch(id -> id.folded().equals(remediation.folded()))) {
            return new Insertion.IdTaken(remediation);
        }
        List<TaskId> grown = new ArrayList<>(ids);
        grown.add(remediation);
        int[][] waiting = Arrays.copyOf(dependencies, grown.size());
        waiting[ids.size()] = new int[0];
        Map<TaskId, List<TaskId>> standing = new LinkedHashMap<>(standIns);
        List<TaskId> all = new ArrayList<>(standIns(failed));
        all.add(remediation);
        standing.put(failed, List.copyOf(all));
        return new Insertion.Inserted(new TaskGraph(grown, waiting, standing), dependents(failed));
    }

    /** The first free id for a remediation: {@code heal-<task>}, then {@code heal-<task>-2} and so on. */
    public TaskId remediationId(TaskId failed) {
        return IntStream.iterate(1, attempt -> attempt + 1)
                .mapToObj(attempt -> remediationId(failed, attempt))
                .filter(id -> ids.stream().noneMatch(taken -> taken.folded().equals(id.folded())))
                .findFirst()
                .orElseThrow();
    }

    /** An id that would be longer than an id may be loses the end of the failed task's name. */
    private static TaskId remediationId(TaskId failed, int attempt) {
        String ending = attempt == 1 ? "" : "-" + attempt;
        String beginning = "heal-" + failed.value();
        int room = TaskId.MAX_CHARS - ending.length();
        return new TaskId((beginning.length() <= room ? beginning : beginning.substring(0, room)) + ending);
    }

    int number(TaskId id) {
        return Optional.ofNullable(numbers.get(id))
                .orElseThrow(() -> new IllegalArgumentException("no task of this graph has the id " + id));
    }

    TaskId id(int number) {
        return ids.get(number);
    }

    int[] dependenciesOf(int task) {
        return dependencies[task];
    }

    int[] dependentsOf(int task) {
        return dependents[task];
    }

    List<TaskId> named(int[] tasks) {
        return Arrays.stream(tasks).mapToObj(ids::get).toList();
    }

    private static Map<TaskId, Integer> numbered(List<TaskId> ids) {
        Map<TaskId, Integer> numbers = LinkedHashMap.newLinkedHashMap(ids.size());
        for (TaskId id : ids) {
            if (numbers.put(id, numbers.size()) != null) {
                throw new IllegalArgumentException("the id " + id + " is there twice");
            }
        }
        return numbers;
    }

    private static int[][] reversed(int[][] edges) {
        int[] counts = new int[edges.length];
        for (int[] ends : edges) {
            for (int end : ends) {
                counts[end]++;
            }
        }
        int[][] reversed = new int[edges.length][];
        Arrays.setAll(reversed, task -> new int[counts[task]]);
        for (int task = edges.length - 1; task >= 0; task--) {
            for (int end : edges[task]) {
                reversed[end][--counts[end]] = task;
            }
        }
        return reversed;
    }
}
