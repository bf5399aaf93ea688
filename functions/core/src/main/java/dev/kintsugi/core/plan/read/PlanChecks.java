package dev.kintsugi.core.plan.read;

import dev.kintsugi.core.plan.Problem.Code;
import dev.kintsugi.core.plan.Task;
import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.plan.graph.Cycles;
import dev.kintsugi.core.plan.graph.ScopeOverlaps;
import dev.kintsugi.core.plan.graph.TaskGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What can only be judged with all tasks at hand. */
final class PlanChecks {
    /** Ids compared to find what was meant: each search passes over the whole plan. */
    private static final long MAX_COMPARISONS = 2_000_000;

    /** Tasks of a cycle that are written out; in the middle of a longer one some are left out. */
    private static final int MAX_CYCLE_SHOWN = 20;

    private static final int MAX_NAMES_SHOWN = 5;

    private final List<ReadTask> tasks;
    private final Problems problems;
    private final boolean allowMissing;
    private final @Nullable RepositoryFiles repository;
    private final Map<TaskId, ReadTask> byId = new LinkedHashMap<>();
    private final Set<TaskId> external = new LinkedHashSet<>();

    PlanChecks(List<ReadTask> tasks, Problems problems, boolean allowMissing, @Nullable RepositoryFiles repository) {
        this.tasks = tasks;
        this.problems = problems;
        this.allowMissing = allowMissing;
        this.repository = repository;
    }

    /** Which dependencies are outside of the plan. */
    Set<TaskId> run() {
        refuseSharedIds();
        checkDependencies();
        TaskGraph graph = graph();
        refuseCycles(graph);
        refuseOverlaps(graph);
        new ProseCheck(tasks, byId).run();
        sayThatOrderIsNotImplied();
        if (repository != null) {
            new RepositoryCheck(byId, graph, repository, external).run();
        }
        return external;
    }

    private void refuseSharedIds() {
        Map<String, ReadTask> byFoldedId = new HashMap<>();
        for (ReadTask task : tasks) {
            ReadTask first = byFoldedId.putIfAbsent(task.id().folded(), task);
            if (first == null) {
                byId.put(task.id(), task);
                continue;
            }
            String theirs = first.id().equals(task.id()) ? "" : " as " + first.id() + ", and case makes no difference";
            task.problems()
                    .error(
                            Code.DUPLICATE_ID,
                            task.idAt(),
                            "id",
                            "the id " + task.id() + " is used already in " + first.place() + theirs,
                            task.idFromFileName()
                                    ? "it was made of the file's name: write another id in one of the files"
                                    : "give one of the tasks another id");
        }
    }

    private void checkDependencies() {
        Set<TaskId> salvaged = tasks.stream()
                .map(ReadTask::salvagedId)
                .filter(id -> id != null)
                .collect(Collectors.toSet());
        Names names = new Names();
        for (ReadTask task : tasks) {
            for (Located<TaskId> waited : task.dependsOn()) {
                TaskId id = waited.value();
                if (byId.containsKey(id) || salvaged.contains(id)) {
                    continue;
                }
                external.add(id);
                if (allowMissing) {
                    task.problems()
                            .note(
                                    Code.EXTERNAL_DEPENDENCY,
                                    waited.at(),
                                    "depends_on",
                                    "depends_on: " + id + " is in no file of this plan and is taken to be done",
                                    names.suggestion(id));
                } else {
                    String suggestion = names.suggestion(id);
                    task.problems()
                            .error(
                                    Code.UNKNOWN_DEPENDENCY,
                                    waited.at(),
                                    "depends_on",
                                    "depends_on: no task of this plan has the id " + id,
                                    suggestion != null
                                            ? suggestion
                                            : "add that task, or take it to be done with --allow-missing-deps");
                }
            }
        }
    }

    private TaskGraph graph() {
        Map<TaskId, List<TaskId>> waiting = LinkedHashMap.newLinkedHashMap(byId.size());
        byId.forEach((id, task) -> waiting.put(id, task.task().dependsOn()));
        return TaskGraph.of(waiting);
    }

    private void refuseCycles(TaskGraph graph) {
        List<List<TaskId>> cycles = Cycles.in(graph);
        if (cycles.size() >= Cycles.MAX_REPORTED) {
            problems.in(tasks.getFirst().file())
                    .note(
                            Code.CYCLE,
                            Place.WHOLE_FILE,
                            "depends_on",
                            "only the first " + Cycles.MAX_REPORTED + " cycles are told",
                            "break these, and look again");
        }
        for (List<TaskId> cycle : cycles) {
            ReadTask first = task(cycle.getFirst());
            first.problems()
                    .error(
                            Code.CYCLE,
                            first.whereItWaitsFor(cycle.get(1 % cycle.size())),
                            "depends_on",
                            cycle.size() == 1
                                    ? "cycle: " + first.id() + " -> " + first.id() + " (it waits for itself)"
                                    : "cycle: " + path(cycle),
                            "each waits for the next: leave out one of these dependencies");
        }
    }

    private static String path(List<TaskId> cycle) {
        List<String> steps = new ArrayList<>(cycle.stream().map(TaskId::value).toList());
        steps.add(steps.getFirst());
        if (steps.size() > MAX_CYCLE_SHOWN) {
            List<String> middle = steps.subList(MAX_CYCLE_SHOWN / 2, steps.size() - MAX_CYCLE_SHOWN / 2);
            int left = middle.size();
            middle.clear();
            steps.add(MAX_CYCLE_SHOWN / 2, "... " + left + " more ...");
        }
        return String.join(" -> ", steps);
    }

    private void refuseOverlaps(TaskGraph graph) {
        List<Task> known = byId.values().stream().map(ReadTask::task).toList();
        ScopeOverlaps.Found found = ScopeOverlaps.in(known, graph);
        for (ScopeOverlaps.Overlap overlap : found.overlaps()) {
            ReadTask first = task(overlap.first());
            ReadTask second = task(overlap.second());
            Place theirs = first.whereItLocks(overlap.firstScope());
            String place = theirs.line() == 0 ? first.file() : first.file() + ":" + theirs.line();
            boolean same = overlap.firstScope().equals(overlap.secondScope());
            second.problems()
                    .error(
                            Code.SCOPE_OVERLAP,
                            second.whereItLocks(overlap.secondScope()),
                            "scope",
                            "scope overlap: " + second.id() + " and " + first.id() + " may run at the same time, and "
                                    + (same
                                            ? "both work on " + Shown.shortened(overlap.firstScope())
                                            : Shown.shortened(overlap.secondScope()) + " overlaps "
                                                    + Shown.shortened(overlap.firstScope()))
                                    + " (" + place + ")",
                            "let one depend on the other, narrow a scope, or write allow_scope_overlap: true in one");
        }
        if (!found.complete()) {
            problems.in(tasks.getFirst().file())
                    .error(
                            Code.SCOPE_OVERLAP,
                            Place.WHOLE_FILE,
                            "scope",
                            "the scopes of this plan are too many and too much alike to compare them all",
                            "begin globs with a folder, or write allow_scope_overlap: true where it is meant");
        }
    }

    private void sayThatOrderIsNotImplied() {
        List<String> numbered = tasks.stream()
                .filter(task -> task.task().dependsOn().isEmpty() && isNumbered(task.file()))
                .map(task -> task.id().value())
                .toList();
        if (numbered.size() < 2) {
            return;
        }
        String names = numbered.stream().limit(MAX_NAMES_SHOWN).collect(Collectors.joining(", "))
                + (numbered.size() > MAX_NAMES_SHOWN ? " ..." : "");
        problems.in(folderOf(tasks.getFirst().file()))
                .note(
                        Code.ORDER_NOT_IMPLIED,
                        Place.WHOLE_FILE,
                        "depends_on",
                        "the numbers of files imply no order: " + numbered.size()
                                + " numbered tasks depend on nothing and may run at the same time (" + names + ")",
                        "write depends_on where one needs another");
    }

    private static boolean isNumbered(String file) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        return !name.isEmpty() && name.charAt(0) >= '0' && name.charAt(0) <= '9';
    }

    private static String folderOf(String file) {
        int slash = file.lastIndexOf('/');
        return slash <= 0 ? file : file.substring(0, slash);
    }

    private ReadTask task(TaskId id) {
        ReadTask task = byId.get(id);
        if (task == null) {
            throw new IllegalStateException("the graph holds only tasks of the plan, found " + id);
        }
        return task;
    }

    /** Finds the id that somebody meant, also when they wrote the file's name instead. */
    private final class Names {
        private final Map<String, TaskId> byFileName = new HashMap<>();
        private final Set<String> ids = new HashSet<>();
        private long compared;

        @Nullable
        String suggestion(TaskId unknown) {
            if (ids.isEmpty()) {
                for (ReadTask task : byId.values()) {
                    ids.add(task.id().value());
                    String name = task.file().substring(task.file().lastIndexOf('/') + 1);
                    byFileName.put(FileNames.stem(name), task.id());
                }
            }
            TaskId named = byFileName.get(unknown.value());
            if (named != null) {
                return "the task in that file has the id " + named;
            }
            compared += ids.size();
            if (compared > MAX_COMPARISONS && compared > ids.size()) {
                return null;
            }
            return Suggestion.nearest(unknown.value(), ids)
                    .map(id -> "did you mean " + id + "?")
                    .orElse(null);
        }
    }
}
