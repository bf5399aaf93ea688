package dev.kintsugi.core.settle;

import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobChange;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.project.Event;
import dev.kintsugi.core.project.Loans;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.project.ProjectKeys;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.project.Ready;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Value;
import dev.kintsugi.core.round.Unclaimed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets a job that is short of money wait as it did before it was claimed: worker, scope and loan go back and its ready
 * marker stands again, in one transaction. Its cycle stays open with all that was said in it, and the marker asks for
 * the money that it lacked, so that it is not claimed again for less while others hold some.
 */
final class GiveWay {
    private final Projects projects;
    private final Jobs jobs;

    GiveWay(Records records) {
        this.projects = new Projects(records);
        this.jobs = new Jobs(records);
    }

    Job run(Job job, Unclaimed lacking, Instant now) {
        ProjectId project = job.id().project();
        boolean healing = job.status() == JobStatus.HEALING;
        JobChange change = (healing ? job.change() : job.change().to(JobStatus.CREATED))
                .repaid()
                .worker(false)
                .active(false)
                .scope(false);
        if (healing) {
            // Pending, although its status does not say so.
            change.set("out", Value.of(true));
        }
        Operation.Update back = Loans.giveBack(ProjectHead.change(project), job)
                .add("active", -1)
                .add("created", 1);
        List<Operation> others = new ArrayList<>();
        others.add(job.holdsWorker() ? back.add("free", 1) : back);
        if (job.holdsScope()) {
            others.add(Operation.delete(ProjectKeys.lock(project, job.id().task())));
        }
        Ready next = projects.line(project, job.place()).ready(job);
        others.add(next.lending(lacking.microDollars(), healing || next.healing())
                .from(lacking.state())
                .put(project));
        others.add(Event.of(job.id(), now, "job.unclaimed", job.id().task() + " " + lacking.sentence())
                .put(project, job.id().task() + "-" + job.attempt()));
        return jobs.write(change, others.toArray(Operation[]::new));
    }
}
