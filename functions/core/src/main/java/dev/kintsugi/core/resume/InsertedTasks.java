package dev.kintsugi.core.resume;

import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.project.Line;
import dev.kintsugi.core.project.Mark;
import dev.kintsugi.core.project.ProjectKeys;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Key;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Query;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Table;
import java.util.ArrayList;
import java.util.List;

/** Tasks that healing put into a plan: a reset is to the plan as it was submitted, so they leave it. Said again, no harm. */
final class InsertedTasks {
    private static final int MOST_IN_A_WRITE = 90;

    private final Records records;

    InsertedTasks(Records records) {
        this.records = records;
    }

    /** The task, its job and all markers of it; what it said, did and cost stays on its branch and in its sessions. */
    void drop(Line line) {
        ProjectId project = line.job().project();
        List<Key> keys = new ArrayList<>();
        keys.add(ProjectKeys.task(project, line.job().task()));
        keys.add(ProjectKeys.launch(project, line.job().task()));
        keys.add(ProjectKeys.lock(project, line.job().task()));
        keys.add(line.ready(0, 0).key(project));
        for (Mark.Kind kind : Mark.Kind.values()) {
            keys.add(ProjectKeys.mark(project, kind, line.job().task()));
        }
        records.stream(Query.of(
                        Table.PROJECTS,
                        project.value(),
                        ProjectKeys.excludesOf(line.job().task())))
                .map(Item::key)
                .forEach(apart -> {
                    keys.add(apart);
                    String other = apart.sort().substring(apart.sort().lastIndexOf('/') + 1);
                    keys.add(ProjectKeys.excludes(
                            project, new TaskId(other), line.job().task()));
                });
        delete(keys);
        // These go last, and together: it is by them that whoever finishes this finds what is left to drop.
        delete(List.of(ProjectKeys.line(project, line.place()), Jobs.headKey(line.job())));
    }

    /** What was tried to heal. */
    void dropCases(ProjectId project) {
        delete(records.stream(Query.of(Table.PROJECTS, project.value(), ProjectKeys.HEALINGS))
                .map(Item::key)
                .toList());
    }

    private void delete(List<Key> keys) {
        for (int at = 0; at < keys.size(); at += MOST_IN_A_WRITE) {
            records.settle(keys.subList(at, Math.min(keys.size(), at + MOST_IN_A_WRITE)).stream()
                    .map(Operation::delete)
                    .toArray(Operation[]::new));
        }
    }
}
