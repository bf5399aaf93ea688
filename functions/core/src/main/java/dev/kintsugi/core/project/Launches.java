package dev.kintsugi.core.project;

import dev.kintsugi.core.job.Contended;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobChange;
import dev.kintsugi.core.job.JobDraft;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.Step;
import dev.kintsugi.core.job.Superseded;
import dev.kintsugi.core.records.Condition;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Value;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The step from claimed to under way: the first handler of an execution calls it, and whoever holds the launch marker
 * becomes the job's owner, in one transaction.
 */
public final class Launches {
    private final Records records;
    private final Jobs jobs;

    public Launches(Records records) {
        this.records = records;
        this.jobs = new Jobs(records);
    }

    /** {@link #begin(Step, JobId, Consumer)} with nothing more to say. */
    public Job begin(Step step, JobId id) {
        return begin(step, id, change -> {});
    }

    /**
     * The job, executing, belonging to this step's execution: from its launch marker the first time, as it stands from
     * then on.
     *
     * @param more what is to change in the same write, the first time
     * @throws Superseded when another execution has the job, or nobody claimed it for this one
     * @throws Contended when somebody else wrote in between
     */
    public Job begin(Step step, JobId id, Consumer<JobChange> more) {
        JobDraft draft = draft(step, id);
        if (!draft.isChanged()) {
            return draft.job();
        }
        more.accept(draft.change());
        return draft.write();
    }

    /**
     * The same, still to be written: for a step that has more to say of the job before it does anything else, in the same
     * request. Nothing is pending when the job belongs to this step's execution already.
     */
    public JobDraft draft(Step step, JobId id) {
        Job job = jobs.get(id);
        JobDraft draft = new JobDraft(jobs, job);
        if (job.execution().equals(Optional.of(step.execution()))) {
            return draft;
        }
        if (job.status().isComplete()) {
            throw Superseded.by(id, job.execution());
        }
        Launch launch = find(id).filter(marker -> marker.execution().equals(step.execution()))
                .orElseThrow(() -> Superseded.by(id, job.execution()));
        draft.change()
                .to(job.status() == JobStatus.CREATED ? JobStatus.EXECUTING : job.status())
                .attempt(launch.attempt(), launch.execution())
                .lent(launch.loan())
                .worker(true)
                .active(true)
                .pooled(launch.pooled())
                .scope(launch.scope())
                .remove("settled")
                .remove("stopped")
                .remove("endedAt")
                .remove("away")
                .remove("lacking")
                .set("startedAt", Value.of(step.entered()));
        return draft.with(Operation.delete(launch.key()).when(Condition.equal("execution", step.execution())));
    }

    public Optional<Launch> find(JobId job) {
        return records.get(ProjectKeys.launch(job.project(), job.task())).map(item -> Launch.read(job.project(), item));
    }
}
