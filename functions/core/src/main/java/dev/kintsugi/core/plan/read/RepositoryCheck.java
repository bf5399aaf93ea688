package dev.kintsugi.core.plan.read;

import dev.kintsugi.core.plan.Mode;
import dev.kintsugi.core.plan.Problem.Code;
import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.plan.graph.Precedence;
import dev.kintsugi.core.plan.graph.TaskGraph;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether the files that tasks name are there. A context file may also be written by a task that is done before; a file
 * that a task produces need not be there at all.
 */
final class RepositoryCheck {
    /** Tasks that are asked about for one missing file. */
    private static final int MAX_WRITERS = 50;

    private final Map<TaskId, ReadTask> tasks;
    private final TaskGraph graph;
    private final RepositoryFiles repository;
    private final Set<TaskId> external;
    private final Map<String, List<TaskId>> writers = new HashMap<>();
    private final List<Missing> missing = new ArrayList<>();

    RepositoryCheck(Map<TaskId, ReadTask> tasks, TaskGraph graph, RepositoryFiles repository, Set<TaskId> external) {
        this.tasks = tasks;
        this.graph = graph;
        this.repository = repository;
        this.external = external;
    }

    void run() {
        tasks.forEach((id, task) -> task.task()
                .targets()
                .forEach(path -> writers.computeIfAbsent(path, fresh -> new ArrayList<>())
                        .add(id)));
        for (ReadTask task : tasks.values()) {
            task.contextFiles().forEach(path -> look(task, path, "context_files"));
            task.targetFiles().forEach(path -> look(task, path, "target_files"));
            task.outputFiles().forEach(path -> look(task, path, "output_files"));
        }
        judgeMissing();
    }

    private void look(ReadTask task, Located<String> path, String key) {
        switch (repository.at(path.value())) {
            case FILE -> {}
            case NOTHING -> {
                if (!key.equals("output_files")) {
                    missing.add(new Missing(task, path, key));
                }
            }
            case FOLDER ->
                task.problems().badValue(path.at(), key, "the folder " + Shown.quoted(path.value()), "a file", null);
            case OUTSIDE ->
                task.problems()
                        .refused(
                                Code.OUTSIDE_REPOSITORY,
                                path.at(),
                                key,
                                Shown.quoted(path.value()) + ", which a symbolic link leads out of it",
                                "a path inside the repository",
                                null);
        }
    }

    private void judgeMissing() {
        List<Precedence.Claim> claims = new ArrayList<>();
        List<Integer> claimed = new ArrayList<>();
        for (int i = 0; i < missing.size(); i++) {
            for (TaskId writer : writers(missing.get(i))) {
                claims.add(new Precedence.Claim(writer, missing.get(i).task.id()));
                claimed.add(i);
            }
        }
        BitSet written = new BitSet(missing.size());
        new Precedence(graph).holding(claims).stream().map(claimed::get).forEach(written::set);
        for (int i = 0; i < missing.size(); i++) {
            if (!written.get(i)) {
                say(missing.get(i));
            }
        }
    }

    private void say(Missing file) {
        String message = file.key + ": " + Shown.quoted(file.path.value())
                + " is not in the repository, and no task before writes it";
        List<TaskId> writers = writers(file);
        boolean mayComeFromOutside = file.task.task().dependsOn().stream().anyMatch(external::contains);
        boolean mayBeMade = file.key.equals("target_files");
        if (!writers.isEmpty() && !mayBeMade) {
            file.task
                    .problems()
                    .error(
                            Code.NO_SUCH_FILE,
                            file.path.at(),
                            file.key,
                            message,
                            "if it comes from " + writers.getFirst() + ", write depends_on: [" + writers.getFirst()
                                    + "]");
        } else if (mayComeFromOutside || mayBeMade) {
            String hint = mayBeMade
                    ? file.task.task().mode() == Mode.REPLACE
                            ? "the task will make it"
                            : "the task may make it: check the name, or write it in output_files"
                    : "it may come from a dependency outside of this plan";
            file.task.problems().warn(Code.NO_SUCH_FILE, file.path.at(), file.key, message, hint);
        } else {
            file.task.problems().error(Code.NO_SUCH_FILE, file.path.at(), file.key, message, "check the name");
        }
    }

    private List<TaskId> writers(Missing file) {
        return writers.getOrDefault(file.path.value(), List.of()).stream()
                .filter(id -> !id.equals(file.task.id()))
                .limit(MAX_WRITERS)
                .toList();
    }

    private record Missing(ReadTask task, Located<String> path, String key) {}
}
