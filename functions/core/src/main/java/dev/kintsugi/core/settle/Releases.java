package dev.kintsugi.core.settle;

import dev.kintsugi.core.job.Contended;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.project.Edge;
import dev.kintsugi.core.project.Line;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.project.ProjectKeys;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.records.Condition;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Write;
import dev.kintsugi.core.records.WriteAnswer;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells those that wait for a job that it is done, one transaction each: the edge goes, and the number that the
 * dependent waits for is one less, or the dependent is ready. Cut off anywhere and said again, it goes on with the
 * edges that are left. The job counts as under way until the last of them is told, so that nobody closes the project
 * too early.
 */
public final class Releases {
    /** Looks at one dependent whose number others change at the same time. */
    private static final int MOST_LOOKS = 20;

    private final Records records;
    private final Projects projects;
    private final Jobs jobs;

    public Releases(Records records) {
        this.records = records;
        this.projects = new Projects(records);
        this.jobs = new Jobs(records);
    }

    /** The job, with nobody left to tell. */
    public Job run(Job job) {
        projects.dependents(job.id()).forEach(this::release);
        job.standsFor().stream().flatMap(projects::dependents).forEach(this::release);
        Operation.Update lowered = ProjectHead.change(job.id().project()).add("active", job.isActive() ? -1 : 0);
        return jobs.write(job.change().releasing(false).active(false), lowered);
    }

    private void release(Edge edge) {
        ProjectId project = edge.from().project();
        for (int looks = 0; looks < MOST_LOOKS; looks++) {
            Line line = projects.line(project, edge.place());
            List<Operation> operations = new ArrayList<>();
            operations.add(Operation.delete(edge.key()).when(Condition.itemPresent()));
            operations.add(Operation.update(ProjectKeys.line(project, edge.place()))
                    .when(Condition.equal("waits", line.waits()))
                    .set("waits", Math.max(0, line.waits() - 1L)));
            if (line.waits() == 1) {
                operations.addAll(ready(edge.waiting(), line));
            }
            WriteAnswer.Settled answer = records.settle(Write.of(operations));
            boolean told = answer instanceof WriteAnswer.Done
                    || (answer instanceof WriteAnswer.Refused refused && refused.operation() == 0);
            if (told) {
                return;
            }
        }
        throw new Contended("the tasks that %s waits for keep ending at the same moment".formatted(edge.waiting()));
    }

    /** Nothing for a job that somebody skipped or cancelled, which waits no more, and no marker for one that is held. */
    private List<Operation> ready(JobId id, Line line) {
        Job job = jobs.get(id);
        if (job.status() != JobStatus.CREATED) {
            return List.of();
        }
        Condition created = Condition.equal("status", JobStatus.CREATED.word());
        if (job.isHeld()) {
            return List.of(Operation.check(Jobs.headKey(id), created, Condition.present("held")));
        }
        return List.of(
                line.ready(job).put(id.project()),
                Operation.check(Jobs.headKey(id), created, Condition.absent("held")));
    }
}
