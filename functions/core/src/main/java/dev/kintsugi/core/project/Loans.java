package dev.kintsugi.core.project;

import dev.kintsugi.core.job.Contended;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.records.Condition;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Records;

/**
 * The project's money: one pool from which jobs borrow before they spend, so that jobs side by side cannot overrun it.
 * A project without a budget lends without limit; the task's own budget is the caller's to keep.
 */
public final class Loans {
    private final Jobs jobs;
    private final Projects projects;

    public Loans(Records records) {
        this.jobs = new Jobs(records);
        this.projects = new Projects(records);
    }

    /**
     * Lends a job so much more, in one transaction with the pool.
     *
     * @throws Contended when somebody else changed the job since it was read
     */
    public Lending more(Job job, long microDollars) {
        ProjectHead head = projects.head(job.id().project());
        if (head.available().isEmpty()) {
            return new Lending.Lent(jobs.write(job.change().lent(microDollars)));
        }
        boolean healing = job.status() == JobStatus.HEALING || job.standsFor().isPresent();
        long needed = head.keptFrom(healing) + microDollars;
        if (head.available().getAsLong() < needed) {
            return lacking(head, job);
        }
        Operation.Update taken = lend(head, microDollars, head.keptFrom(healing));
        try {
            return new Lending.Lent(jobs.write(job.change().lent(microDollars), taken));
        } catch (Contended contended) {
            // Said of the pool as well as of the job; whether it was the pool, a second look tells.
            ProjectHead now = projects.head(job.id().project());
            if (now.available().orElse(Long.MAX_VALUE) < needed) {
                return lacking(now, job);
            }
            throw contended;
        }
    }

    /** What others were lent may come back in part; what only this job was lent is in its own hands already. */
    private static Lending lacking(ProjectHead head, Job job) {
        return head.lent() > job.lent() ? new Lending.Held() : new Lending.Spent();
    }

    /** Takes so much out of the pool, if it has it; for the transaction that writes the borrower. */
    private static Operation.Update lend(ProjectHead head, long microDollars, long kept) {
        Operation.Update change = ProjectHead.change(head.id());
        return head.available().isEmpty()
                ? change
                : change.add("available", -microDollars)
                        .add("lent", microDollars)
                        .when(Condition.atLeast("available", kept + microDollars));
    }

    /** Puts back what a job has left, and counts what it spent since that was counted last. */
    public static Operation.Update giveBack(Operation.Update change, Job job) {
        Operation.Update counted = change.add("spent", job.spent() - job.counted());
        return job.isPooled() ? counted.add("available", job.loan()).add("lent", -job.lent()) : counted;
    }
}
