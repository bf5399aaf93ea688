package dev.kintsugi.core.plan.read;

import dev.kintsugi.core.plan.Task;
import dev.kintsugi.core.plan.TaskId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task with the places of what other tasks have a say in.
 *
 * @param idFromFileName whether nobody wrote the id
 * @param salvagedId an id that stands in front matter which could not be read whole
 */
record ReadTask(
        Task task,
        Problems.InFile problems,
        Place idAt,
        boolean idFromFileName,
        @Nullable TaskId salvagedId,
        List<Located<TaskId>> dependsOn,
        List<Located<String>> scope,
        List<Located<String>> contextFiles,
        List<Located<String>> outputFiles,
        List<Located<String>> targetFiles,
        List<Markdown.ProseLine> prose) {
    TaskId id() {
        return task.id();
    }

    String file() {
        return problems.file();
    }

    String place() {
        return idAt.line() == 0 ? file() : file() + ":" + idAt.line();
    }

    /** Where it says that it waits for that task. */
    Place whereItWaitsFor(TaskId id) {
        return dependsOn.stream()
                .filter(waited -> waited.value().equals(id))
                .map(Located::at)
                .findFirst()
                .orElse(Place.WHOLE_FILE);
    }

    /** Where it names that path or pattern among what it locks. */
    Place whereItLocks(String path) {
        List<Located<String>> locked = scope.isEmpty() ? targetFiles : scope;
        return locked.stream()
                .filter(one -> one.value().equals(path))
                .map(Located::at)
                .findFirst()
                .orElseGet(() -> outputFiles.stream()
                        .filter(one -> one.value().equals(path))
                        .map(Located::at)
                        .findFirst()
                        .orElse(Place.WHOLE_FILE));
    }
}
