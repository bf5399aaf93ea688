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
     * Why a failed job cannot be tried again, in a sentence: its remediation is alive, or has done its work. Empty when
     * nothing is in the way.
     */
    public Optional<String> obstacleToRetry(Job failed) {
        return failed.remediation()
                .flatMap(jobs::find)
                .filter(remediation -> !remediation.status().isComplete() || remediation.status() == JobStatus.PASSED)
                .map(remediation -> remediation.status() == JobStatus.PASSED
                        ? "job %s is healed: its remediation %s passed".formatted(failed.id(), remediation.id())
                        : "its remediation %s is alive (%s): wait for it, or cancel it first"
                                .formatted(
                                        remediation.id(), remediation.status().word()));
    }

    /** The project's counts, when a remediation passes and what it stands for had failed. */
    public Operation.Update counted(Operation.Update change, Job remediation, JobStatus end) {
        boolean heals = end == JobStatus.PASSED
                && remediation
                        .standsFor()
                        .flatMap(jobs::find)
                        .filter(failed -> failed.status().countsAsFailed())
                        .isPresent();
        return heals ? change.add(ProjectHead.HEALED, 1) : change;
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
