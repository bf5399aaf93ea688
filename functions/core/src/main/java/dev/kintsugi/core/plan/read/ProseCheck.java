package dev.kintsugi.core.plan.read;

import dev.kintsugi.core.plan.Problem.Code;
import dev.kintsugi.core.plan.Slug;
import dev.kintsugi.core.plan.TaskId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Warns of dependencies that stand only in prose: people read them, the scheduler does not. */
final class ProseCheck {
    /** A word as short as this is hardly ever meant as an id. */
    private static final int MIN_ID_CHARS = 3;

    private static final int QUOTED_CHARS = 160;

    private final List<ReadTask> tasks;
    private final Map<String, TaskId> known = new HashMap<>();

    ProseCheck(List<ReadTask> tasks, Map<TaskId, ReadTask> byId) {
        this.tasks = tasks;
        byId.forEach((id, task) -> {
            String name = task.file().substring(task.file().lastIndexOf('/') + 1);
            known.putIfAbsent(FileNames.stem(name), id);
        });
        byId.keySet().forEach(id -> known.put(id.value(), id));
    }

    void run() {
        for (ReadTask task : tasks) {
            for (Markdown.ProseLine line : task.prose()) {
                check(task, line);
            }
        }
    }

    private void check(ReadTask task, Markdown.ProseLine line) {
        Optional<TaskId> meant = ProseDependency.named(line).stream()
                .filter(word -> word.length() >= MIN_ID_CHARS)
                .map(known::get)
                .filter(id -> id != null && !id.equals(task.id()))
                .findFirst();
        if (meant.isPresent()) {
            if (!task.task().dependsOn().contains(meant.get())) {
                warn(task, line, "write depends_on: [" + meant.get() + "] if it must wait");
            }
            return;
        }
        List<String> unknown = ProseDependency.surely(line).stream()
                .filter(name -> !isDeclared(task, name))
                .toList();
        if (!unknown.isEmpty()) {
            warn(task, line, "write the ids of tasks that must be done first in depends_on");
        }
    }

    private boolean isDeclared(ReadTask task, String name) {
        String slug = Slug.ofTask(name);
        return slug.equals(task.id().value())
                || task.task().dependsOn().stream().anyMatch(id -> id.value().equals(slug));
    }

    private static void warn(ReadTask task, Markdown.ProseLine line, String hint) {
        task.problems()
                .warn(
                        Code.PROSE_DEPENDENCY,
                        Place.line(line.line()),
                        "depends_on",
                        "a dependency that stands only in prose is not seen: \""
                                + Shown.shortened(line.text(), QUOTED_CHARS) + "\"",
                        hint);
    }
}
