package dev.kintsugi.core.plan.graph;

import dev.kintsugi.core.plan.Gate;
import dev.kintsugi.core.plan.MicroDollars;
import dev.kintsugi.core.plan.Mode;
import dev.kintsugi.core.plan.Task;
import dev.kintsugi.core.plan.TaskId;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Graphs as people draw them: {@code "c<a,b"} is a task c that waits for a and b. */
final class Graphs {
    private Graphs() {}

    static TaskGraph of(String... tasks) {
        Map<TaskId, List<TaskId>> waiting = new LinkedHashMap<>();
        for (String task : tasks) {
            String[] parts = task.split("<", -1);
            waiting.put(
                    new TaskId(parts[0]),
                    parts.length == 1
                            ? List.of()
                            : Arrays.stream(parts[1].split(","))
                                    .map(TaskId::new)
                                    .toList());
        }
        return TaskGraph.of(waiting);
    }

    static Task task(String id, List<String> dependsOn, List<String> scope, boolean allowOverlap) {
        return new Task(
                new TaskId(id),
                id,
                null,
                Task.DEFAULT_PRIORITY,
                dependsOn.stream().map(TaskId::new).toList(),
                List.of(),
                scope,
                allowOverlap,
                List.of(),
                List.of(),
                List.of(),
                Mode.EDIT,
                true,
                3,
                MicroDollars.ofDollars(5),
                null,
                Gate.TRUST,
                "",
                List.of(),
                id + ".md");
    }

    static Task task(String id, String dependsOn, String... scope) {
        return task(id, dependsOn.isEmpty() ? List.of() : List.of(dependsOn.split(",")), List.of(scope), false);
    }

    static Set<TaskId> ids(String... names) {
        return Arrays.stream(names).map(TaskId::new).collect(Collectors.toSet());
    }

    static List<String> names(Collection<TaskId> ids) {
        return ids.stream().map(TaskId::value).toList();
    }
}
