package dev.kintsugi.core.job;

import dev.kintsugi.core.records.Operation;
import java.util.ArrayList;
import java.util.List;

/**
 * A job and what is to be written of it with the next write. Facts that may wait for one another, such as what a call
 * cost, cost no request of their own; facts that must stand together are written together.
 */
public final class JobDraft {
    private final Jobs jobs;
    private final List<Operation> others = new ArrayList<>();
    private JobChange change;
    private boolean changed;

    public JobDraft(Jobs jobs, Job job) {
        this.jobs = jobs;
        this.change = job.change();
    }

    /** The job as it stands on the record. */
    public Job job() {
        return change.job();
    }

    /** What is to be written of it. */
    public JobChange change() {
        changed = true;
        return change;
    }

    /** What the loan and the spending will be, without a wish to write them. */
    public JobChange pending() {
        return change;
    }

    /** What is to be written together with it. */
    public JobDraft with(Operation other) {
        others.add(other);
        changed = true;
        return this;
    }

    /**
     * Writes all of it.
     *
     * @throws Superseded when another execution has the job now
     * @throws Contended when somebody else wrote in between
     */
    public Job write() {
        Job now = jobs.write(change, others.toArray(Operation[]::new));
        goOnFrom(now);
        return now;
    }

    /** Whether anything waits to be written. */
    public boolean isChanged() {
        return changed;
    }

    public Job writeIfChanged() {
        return changed ? write() : job();
    }

    /** Goes on from the job as somebody of ours left it; what was not written is gone. */
    public void goOnFrom(Job now) {
        change = now.change();
        others.clear();
        changed = false;
    }
}
