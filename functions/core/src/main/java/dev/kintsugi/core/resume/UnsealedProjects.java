package dev.kintsugi.core.resume;

import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.project.ProjectKeys;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.records.Condition;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Key;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Query;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Table;
import dev.kintsugi.core.records.WriteAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Submissions that were cut off before all of their plan was on record. The same submit goes on where it stopped; what
 * nobody submitted again for a day is deleted, for nothing of it ever ran.
 */
final class UnsealedProjects {
    static final Duration KEPT = Duration.ofDays(1);

    private static final int MOST_IN_A_WRITE = 90;

    private final Records records;
    private final Projects projects;

    UnsealedProjects(Records records) {
        this.records = records;
        this.projects = new Projects(records);
    }

    /** Deletes those among the newest project of each name; answers which. */
    List<ProjectId> delete(int mostNames, Instant now) {
        List<ProjectId> deleted = new ArrayList<>();
        List<Item> names = records.stream(Query.of(Table.PROJECTS, ProjectKeys.NAMES))
                .limit(mostNames)
                .toList();
        for (Item name : names) {
            ProjectId id = new ProjectId(name.text("project"));
            Optional<ProjectHead> forgotten = projects.findHead(id)
                    .filter(head -> !head.isSealed())
                    .filter(head -> head.submittedAt().plus(KEPT).isBefore(now));
            if (forgotten.isPresent() && delete(id, name)) {
                deleted.add(id);
            }
        }
        return deleted;
    }

    /** The name goes first, so that nobody goes on with what is being deleted; the head last, by which it is found. */
    private boolean delete(ProjectId id, Item name) {
        Operation.Update claimed = Operation.update(ProjectKeys.head(id))
                .when(Condition.itemPresent(), Condition.absent("sealed"))
                .set("action", "deleted: it was never submitted whole");
        if (!(records.settle(claimed) instanceof WriteAnswer.Done)) {
            return false;
        }
        List<Key> keys = new ArrayList<>();
        records.stream(Query.of(Table.PROJECTS, id.value())).map(Item::key).forEach(key -> {
            if (key.sort().startsWith(ProjectKeys.TASKS)) {
                keys.add(Jobs.headKey(new JobId(id, new TaskId(key.sort().substring(ProjectKeys.TASKS.length())))));
            }
            if (!key.equals(ProjectKeys.head(id))) {
                keys.add(key);
            }
        });
        for (int at = 0; at < keys.size(); at += MOST_IN_A_WRITE) {
            records.settle(keys.subList(at, Math.min(keys.size(), at + MOST_IN_A_WRITE)).stream()
                    .map(Operation::delete)
                    .toArray(Operation[]::new));
        }
        records.settle(
                Operation.delete(name.key()).when(Condition.equal("project", id.value())),
                Operation.delete(ProjectKeys.head(id)).when(Condition.absent("sealed")));
        return true;
    }
}
