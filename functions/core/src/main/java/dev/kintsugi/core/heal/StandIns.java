package dev.kintsugi.core.heal;

import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.project.Event;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Records;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What follows from one job standing for another: who may not be retried, and what a remediation's end means. */
public final class StandIns {
    private final Jobs jobs;
    private final HealingCases cases;

    public StandIns(Records records) {
        this.jobs = new Jobs(records);
        this.cases = new HealingCases(records);
    }

    /**
     * Why a job that ended badly cannot be tried again, or passed over, in a sentence: another attempt at the same work is
     * alive, or has done it. Empty when nothing is in the way.
     */
    public Optional<String> obstacleToRetry(Job failed) {
        return Lineage.of(failed, jobs, cases).flatMap(lineage -> obstacle(lineage, failed));
    }

    private static Optional<String> obstacle(Lineage lineage, Job failed) {
        JobId id = failed.id();
        Optional<JobId> alive = lineage.aliveBeside(id);
        if (alive.isPresent()) {
            String who = alive.get().equals(lineage.root()) ? "the task that it stands for" : "its remediation";
            String sentence = id.equals(lineage.root()) || alive.get().equals(lineage.root())
                    ? who + " " + alive.get()
                    : "the later remediation " + alive.get();
            return Optional.of("%s is alive (%s): wait for it, or cancel it first"
                    .formatted(sentence, lineage.statusOf(alive.get()).word()));
        }
        return lineage.doneBy()
                .filter(done -> !done.equals(id))
                .map(done -> done.equals(lineage.root())
                        ? "job %s has nothing left to heal: %s is %s"
                                .formatted(id, done, lineage.statusOf(done).word())
                        : "job %s is healed: its remediation %s passed".formatted(id, done));
    }

    /** Whether a job ended badly and its work was done by another attempt at the same task. */
    public boolean isHealed(Job job) {
        boolean endedBadly = job.status().countsAsFailed();
        return endedBadly
                && Lineage.of(job, jobs, cases).filter(Lineage::isDone).isPresent();
    }

    /** Of several attempts at one task one is tried again, and none when the work is done or under way. */
    public boolean isNextToTry(Job job) {
        return Lineage.of(job, jobs, cases)
                .map(lineage -> lineage.isNextToTry(job.id()))
                .orElse(true);
    }

    /** The task that a job is an attempt at: its own, or the one that it stands for. */
    public static JobId attemptAt(Job job) {
        return job.standsFor().orElse(job.id());
    }

    /** The project's counts, when this job comes to be so: whose bad end stands in nobody's way any more, or does again. */
    public Operation.Update counted(Operation.Update change, Job job, JobStatus status) {
        Optional<Lineage> lineage = Lineage.of(job, jobs, cases);
        if (lineage.isEmpty()) {
            return change;
        }
        long more =
                lineage.get().with(job.id(), status).healed() - lineage.get().healed();
        return more == 0 ? change : change.add(ProjectHead.HEALED, more);
    }

    /** What there is to say about healing when a job ends. */
    public List<Event> news(Job job, JobStatus end, Instant now) {
        Optional<HealingCase> healing = cases.of(job);
        if (healing.isPresent() && end.isComplete()) {
            return List.of(Event.of(
                    new JobId(job.id().project(), healing.get().task().task()),
                    now,
                    "healing.done",
                    healing.get().line(end.word())));
        }
        boolean neverTried = end.countsAsFailed() && !job.facts().has(HealingFacts.OUTCOME);
        return neverTried
                ? List.of(Event.of(
                        job.id(),
                        now,
                        "healing.skipped",
                        "healing %s (%s) skipped: %s"
                                .formatted(
                                        job.id().task(),
                                        job.end().map(known -> known.cause()).orElse("unknown"),
                                        SkipReason.POLICY_DISABLED.word())))
                : List.of();
    }
}
