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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The step from claimed to under way: the first handler of an execution calls it, and whoever holds the launch marker
 * becomes the job's owner, in one transaction.
 */
public final class Launches {
    private final Records records;
    private final Jobs jobs;
    private final Holdings holdings;

    public Launches(Records records) {
        this.records = records;
        this.jobs = new Jobs(records);
        this.holdings = new Holdings(records);
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
        if (job.execution().equals(Optional.of(step.execution())) && !job.isOut()) {
            return new JobDraft(jobs, job);
        }
        Optional<Launch> launch = launchFor(step, job);
        if (launch.isPresent()) {
            return taken(step, job, launch.get());
        }
        if (!job.execution().equals(Optional.of(step.execution()))) {
            throw Superseded.by(id, job.execution());
        }
        readmit(step, job);
        return new JobDraft(jobs, jobs.get(id));
    }

    /**
     * The job for the step that settles it: taken from its marker when there is one. It needs no worker for that, so
     * one that is out stays so.
     */
    public Job take(Step step, JobId id) {
        Job job = jobs.get(id);
        Optional<Launch> launch = launchFor(step, job);
        return launch.isPresent() ? taken(step, job, launch.get()).write() : jobs.getFor(step, id);
    }

    private Optional<Launch> launchFor(Step step, Job job) {
        boolean mayBegin = job.isOut() || !job.execution().equals(Optional.of(step.execution()));
        if (!mayBegin || job.status().isComplete()) {
            return Optional.empty();
        }
        return find(job.id()).filter(marker -> marker.execution().equals(step.execution()));
    }

    private JobDraft taken(Step step, Job job, Launch launch) {
        JobDraft draft = new JobDraft(jobs, job);
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
                .remove("out")
                .remove("endedAt")
                .remove("away")
                .remove("lacking")
                .set("startedAt", Value.of(launch.redrive() ? later(step.entered(), launch.at()) : step.entered()));
        return draft.with(Operation.delete(launch.key()).when(Condition.equal("execution", step.execution())));
    }

    /** Somebody redrove the execution in the console: it takes again what it gave back when it stopped. */
    private void readmit(Step step, Job job) {
        Instant goesOn = job.facts()
                .findFields("stopped")
                .map(stop -> later(step.entered(), stop.moment("at").plusMillis(1)))
                .orElse(step.entered());
        holdings.take(
                job.change().remove("stopped").remove("out").set("startedAt", Value.of(goesOn)),
                List.of(Mark.remove(job.id(), Mark.Kind.INTERRUPTED)));
    }

    /** A redrive keeps the moment at which the state was entered, but a stop before the redrive is history. */
    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    public Optional<Launch> find(JobId job) {
        return records.get(ProjectKeys.launch(job.project(), job.task())).map(item -> Launch.read(job.project(), item));
    }
}
