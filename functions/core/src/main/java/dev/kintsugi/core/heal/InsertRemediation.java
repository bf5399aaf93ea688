package dev.kintsugi.core.heal;

import dev.kintsugi.core.job.Contended;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobDraft;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.plan.Task;
import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.project.InsertedTask;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.project.ProjectStatus;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.records.Condition;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Value;
import dev.kintsugi.core.workspace.CommitId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a remediation a task of the project. What may be said again is written first: which tasks must not run beside
 * it. Then one transaction decides: the task, its job, the link to the failed one, its ready marker, the counts, and the
 * end of the step.
 */
final class InsertRemediation {
    private static final int MOST_IN_A_WRITE = 90;

    private final Records records;
    private final Projects projects;
    private final Jobs jobs;

    InsertRemediation(Records records) {
        this.records = records;
        this.projects = new Projects(records);
        this.jobs = new Jobs(records);
    }

    /**
     * Inserts it, together with what is pending of the job that failed.
     *
     * @param failed the job of the task that it stands for
     * @param from the commit that it goes on from; none when nothing was committed
     * @throws dev.kintsugi.core.project.UnknownProject when there is no such task
     * @throws Contended when somebody else wrote in between; saying it again is right
     */
    void insertRemediation(JobDraft draft, Job failed, Task remediation, int number, Optional<CommitId> from) {
        requireFree(failed.id(), remediation);
        ProjectHead head = projects.head(failed.id().project());
        int place = projects.placeForOneMore(head);
        List<TaskId> apart = projects.excludedBy(failed.id());
        keepApart(failed.id(), remediation.id(), apart);
        InsertedTask inserted = new InsertedTask(head.id(), remediation, place, !apart.isEmpty());
        inserted.operations().forEach(draft::with);
        draft.with(begun(failed, inserted, number, from));
        JobId id = inserted.job();
        if (draft.job().id().equals(failed.id())) {
            draft.change().set("remediation", Value.of(id.toString()));
        } else {
            draft.with(
                    failed.change().set("remediation", Value.of(id.toString())).operation());
        }
        draft.with(ProjectHead.change(head.id())
                .when(
                        Condition.oneOf(
                                "status",
                                ProjectStatus.IN_PROGRESS.word(),
                                ProjectStatus.FAILED.word(),
                                ProjectStatus.COMPLETED.word()),
                        Condition.absent("action"))
                .add("total", 1)
                .add("created", 1));
        draft.write();
    }

    /** It waits for nothing, so it can close no circle; and its name must be free and the failed task known. */
    private void requireFree(JobId failed, Task remediation) {
        projects.task(failed);
        if (!remediation.dependsOn().isEmpty()) {
            throw new IllegalArgumentException("expected a remediation that waits for nothing, found %s waiting for %s"
                    .formatted(remediation.id(), remediation.dependsOn()));
        }
        JobId id = new JobId(failed.project(), remediation.id());
        if (jobs.find(id).isPresent()) {
            throw new Contended("task %s was inserted by somebody else at this moment".formatted(id));
        }
    }

    /** The scope is the failed task's, so whatever must not run beside that must not run beside this. */
    private void keepApart(JobId failed, TaskId remediation, List<TaskId> apart) {
        List<Operation> operations = new ArrayList<>();
        for (TaskId other : apart) {
            operations.add(InsertedTask.excludes(failed.project(), remediation, other));
            operations.add(InsertedTask.excludes(failed.project(), other, remediation));
        }
        for (int at = 0; at < operations.size(); at += MOST_IN_A_WRITE) {
            List<Operation> some = operations.subList(at, Math.min(operations.size(), at + MOST_IN_A_WRITE));
            records.settle(some.toArray(Operation[]::new));
        }
    }

    /** A job that begins where the failed one ended, and is judged from where that began. */
    private static Operation.Put begun(Job failed, InsertedTask inserted, int number, Optional<CommitId> from) {
        Item.Builder job = inserted.begin(failed.hasDependents()).item().but();
        job.with("standsFor", failed.id().toString()).with(HealingFacts.NUMBER, number);
        if (from.isPresent()) {
            job.with("head", from.get().hex());
            failed.base().ifPresent(base -> job.with("base", base.hex()));
            failed.diffBase().ifPresent(base -> job.with("diffBase", base.hex()));
        }
        return Operation.insert(job.build());
    }
}
