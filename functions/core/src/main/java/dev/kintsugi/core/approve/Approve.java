package dev.kintsugi.core.approve;

import dev.kintsugi.core.executions.Executions;
import dev.kintsugi.core.executions.Executions.Redrive;
import dev.kintsugi.core.job.Contended;
import dev.kintsugi.core.job.Cycle;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobChange;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.UnknownJob;
import dev.kintsugi.core.project.Event;
import dev.kintsugi.core.project.Mark;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Value;
import dev.kintsugi.core.records.WriteId;
import dev.kintsugi.core.review.Finding;
import dev.kintsugi.core.review.Severity;
import dev.kintsugi.core.schedule.JobInput;
import dev.kintsugi.core.workspace.CommitId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes a person's answer: on record first, then the waiting execution is woken, or a stopped one started again. The
 * answer is for one commit; a rejection is a critical finding and grants one more cycle. The job takes its worker back
 * at once, be there a free one or not: a person has waited long enough for a person.
 */
public final class Approve {
    private final Jobs jobs;
    private final Projects projects;
    private final Executions executions;
    private final InstantSource clock;

    public Approve(Records records, Executions executions, InstantSource clock) {
        this.jobs = new Jobs(records);
        this.projects = new Projects(records);
        this.executions = executions;
        this.clock = clock;
    }

    /**
     * Takes the answer of a person to a job that waits for it.
     *
     * @param commit the commit that the person looked at, or the beginning of its id; empty when they trust what waits
     * @param comment what is wrong, for a rejection
     * @throws UnknownJob when there is none of this id
     * @throws Contended when somebody else changed the job at this moment; saying it again is right
     */
    public Answered answer(JobId id, Decision decision, Optional<String> commit, String comment, String caller) {
        Job job = jobs.get(id);
        Optional<Answered> obstacle = obstacle(job, decision, commit, caller);
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        boolean repeated = job.status() != JobStatus.AWAITING_APPROVAL;
        Job answered = repeated ? job : write(job, decision, comment, caller);
        wake(answered);
        String commitId = waiting(job).orElse("");
        return new Answered.Taken(
                switch (decision) {
                    case APPROVED -> "%s is approved at %s and lands now".formatted(id, commitId);
                    case REJECTED ->
                        "%s is rejected at %s; the coder gets your comment and one more cycle".formatted(id, commitId);
                });
    }

    private Optional<Answered> obstacle(Job job, Decision decision, Optional<String> commit, String caller) {
        boolean halfDone = (job.facts().has("again") || job.facts().has("restart"))
                && job.facts().findText("answer").equals(Optional.of(decision.word()));
        if (job.status() != JobStatus.AWAITING_APPROVAL && !halfDone) {
            return Optional.of(new Answered.NotWaiting("job %s is %s and does not wait for approval"
                    .formatted(job.id(), job.status().word())));
        }
        List<String> approvers = projects.get(job.id().project()).settings().approvers();
        if (!approvers.isEmpty() && !approvers.contains(caller)) {
            return Optional.of(new Answered.NotAllowed("%s may not approve in project %s; its approvers are %s"
                    .formatted(caller, job.id().project(), String.join(", ", approvers))));
        }
        String waiting = waiting(job).orElse("");
        if (commit.isPresent() && !waiting.startsWith(commit.get())) {
            return Optional.of(new Answered.NotWaiting(
                    "job %s waits for approval of commit %s, not of %s; look at that one and answer again"
                            .formatted(job.id(), waiting, commit.get())));
        }
        return Optional.empty();
    }

    private Job write(Job job, Decision decision, String comment, String caller) {
        Instant now = clock.instant();
        JobChange change = job.change()
                .worker(true)
                .active(true)
                .set("answer", Value.of(decision.word()))
                .set("answeredBy", Value.of(caller));
        List<Operation> others = new ArrayList<>();
        switch (decision) {
            case APPROVED -> waiting(job).map(CommitId::new).ifPresent(change.to(JobStatus.LANDING)::approved);
            case REJECTED -> {
                change.to(JobStatus.EXECUTING).notApproved().grantCycle();
                rejected(job, comment).ifPresent(others::add);
            }
        }
        waiting(job).ifPresent(commit -> change.set("answered", Value.of(commit)));
        Operation.Update taken = ProjectHead.change(job.id().project());
        if (!job.holdsWorker()) {
            taken = taken.add("free", -1);
        }
        if (!job.isActive()) {
            taken = taken.add("active", 1);
            change.set("again", Value.of(stateOf(decision))).remove("settled");
        }
        others.add(taken);
        others.add(Mark.remove(job.id(), Mark.Kind.APPROVAL));
        if (job.isOut()) {
            // Nobody waits for the answer any more, so it begins what comes after it.
            change.remove("stopped").remove("out");
            others.add(Mark.remove(job.id(), Mark.Kind.INTERRUPTED));
        }
        String text = "%s %s %s%s"
                .formatted(caller, decision.word(), job.id().task(), comment.isBlank() ? "" : ": " + comment.strip());
        others.add(Event.of(job.id(), now, "approval." + decision.word(), text)
                .put(job.id().project(), job.id().task() + "-" + job.cycle()));
        return jobs.write(change, others.toArray(Operation[]::new));
    }

    /** What the next coder is told: what was open, and the person's words. */
    private Optional<Operation> rejected(Job job, String comment) {
        String words = comment.isBlank() ? "rejected without a comment" : comment.strip();
        return jobs.cycle(job.id(), job.cycle()).map(cycle -> {
            List<Finding> findings = new ArrayList<>(cycle.findings());
            findings.add(Finding.of(Severity.CRITICAL, words));
            Cycle judged = cycle.judged("rejected", findings, 0);
            return Jobs.put(job.id(), judged);
        });
    }

    /**
     * Tells whoever waits for an answer that was given, once more: the wake may have been lost with the one who made it.
     *
     * @return whether there was an answer to tell of
     */
    public boolean remind(Job job) {
        boolean answered = job.facts().has("answer")
                && job.token().isPresent()
                && job.status().isInFlight()
                && job.status() != JobStatus.AWAITING_APPROVAL
                && job.facts().findText("answered").equals(waiting(job));
        if (answered) {
            wake(job);
        }
        return answered;
    }

    private void wake(Job job) {
        if (job.facts().has("again")) {
            startAgain(job);
        } else if (job.facts().has("restart")) {
            start(job);
        } else {
            job.token().ifPresent(token -> executions.succeed(token, outcome(job.status())));
        }
    }

    /** Nobody waits any more: its execution ended when the time for an approval was over. */
    private void startAgain(Job job) {
        String last = job.execution().orElseThrow();
        String once = WriteId.derivedFrom(last, "approve", Long.toString(job.version()))
                .text();
        if (executions.redrive(last, once) instanceof Redrive.Redriven) {
            return;
        }
        boolean runs = executions
                .find(last)
                .filter(found -> found.status() == Executions.Status.RUNNING)
                .isPresent();
        if (!runs) {
            int next = job.attempt() + 1;
            String execution = executions.arnOf(Executions.Machine.JOB, job.id().executionName(next));
            String state = job.facts().text("again");
            start(jobs.write(job.change()
                    .attempt(next, execution)
                    .set("restart", Value.of(state))
                    .remove("again")));
        }
    }

    private void start(Job job) {
        String input = JobInput.of(job.id(), job.facts().text("restart"));
        executions.start(Executions.Machine.JOB, job.id().executionName(job.attempt()), input);
    }

    private static String stateOf(Decision decision) {
        return switch (decision) {
            case APPROVED -> "Land";
            case REJECTED -> "Execute";
        };
    }

    /** The commit that a person's word is about: what was reviewed, and stands on the branch. */
    static Optional<String> waiting(Job job) {
        return job.facts().findText("reviewed").or(() -> job.head().map(CommitId::hex));
    }

    /** What the state that waited hears: which way the job went. */
    static String outcome(JobStatus status) {
        return status == JobStatus.EXECUTING ? "{\"outcome\":\"Rejected\"}" : "{\"outcome\":\"Approved\"}";
    }
}
