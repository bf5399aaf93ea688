package dev.kintsugi.core.approve;

import dev.kintsugi.core.executions.Executions;
import dev.kintsugi.core.job.Contended;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobChange;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.Step;
import dev.kintsugi.core.job.Superseded;
import dev.kintsugi.core.project.Event;
import dev.kintsugi.core.project.Launches;
import dev.kintsugi.core.project.Loans;
import dev.kintsugi.core.project.Mark;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Value;
import dev.kintsugi.core.schedule.Schedule;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Lets a job wait for a person. It gives its worker and its loan back and keeps its scope; it stores the token and
 * <em>then</em> looks for an answer: whoever answers writes that and then reads the token, so that one sees the other.
 */
public final class AwaitApproval {
    private final Jobs jobs;
    private final Launches launches;
    private final Schedule schedule;
    private final Executions executions;
    private final InstantSource clock;

    public AwaitApproval(Records records, Executions executions, InstantSource clock) {
        this.jobs = new Jobs(records);
        this.launches = new Launches(records);
        this.schedule = new Schedule(records, executions, clock);
        this.executions = executions;
        this.clock = clock;
    }

    /**
     * Waits under this token; when there is an answer already, the token is told at once.
     *
     * @throws Superseded when another execution has the job
     * @throws Contended when somebody else wrote it at this moment
     */
    public void run(Step step, JobId id, String token) {
        Job job = launches.begin(step, id);
        boolean visitedBefore = job.facts().findText("awaited").equals(Optional.of(step.key()));
        boolean answeredBefore = job.facts().findText("answered").equals(Approve.waiting(job));
        boolean answered = job.status() != JobStatus.AWAITING_APPROVAL && (visitedBefore || answeredBefore);
        if (!answered) {
            begin(step, job, token);
            schedule.run(id.project());
        }
        Job now = jobs.get(id);
        if (now.status() != JobStatus.AWAITING_APPROVAL) {
            executions.succeed(token, Approve.outcome(now.status()));
        }
    }

    private void begin(Step step, Job job, String token) {
        JobChange change =
                job.change().to(JobStatus.AWAITING_APPROVAL).token(token).set("awaited", Value.of(step.key()));
        if (!job.holdsWorker()) {
            jobs.write(change); // It waits already, and this is another token.
            return;
        }
        Instant now = clock.instant();
        Operation.Update givenBack =
                Loans.giveBack(ProjectHead.change(job.id().project()), job).add("free", 1);
        String text = "%s waits for approval of %s; kintsugi approve %s"
                .formatted(job.id().task(), job.head().map(Object::toString).orElse("no commit"), job.id());
        jobs.write(
                change.worker(false).repaid(),
                givenBack,
                Mark.put(job.id(), Mark.Kind.APPROVAL, now),
                Event.of(job.id(), now, "approval.asked", text)
                        .put(job.id().project(), job.id().task() + "-" + job.cycle()));
    }
}
