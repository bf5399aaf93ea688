package dev.kintsugi.core.heal;

import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Jobs;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The job of a task together with every remediation that was inserted for it. They are one piece of work in several
 * attempts: as soon as one of them has done it, the failures of the others stand in nobody's way, and as long as one of
 * them is alive, no other may be.
 *
 * @param members the task's own job first, then its remediations, the oldest first
 */
record Lineage(JobId root, Map<JobId, JobStatus> members) {
    Lineage {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** Of a task that was healed, or of a remediation; none for a task that healing never touched. */
    static Optional<Lineage> of(Job job, Jobs jobs, HealingCases cases) {
        Optional<Job> root = job.standsFor().isPresent() ? job.standsFor().flatMap(jobs::find) : Optional.of(job);
        return root.filter(found -> found.remediation().isPresent()).map(found -> of(found, job, jobs, cases));
    }

    private static Lineage of(Job root, Job seen, Jobs jobs, HealingCases cases) {
        Map<JobId, JobStatus> members = new LinkedHashMap<>();
        members.put(root.id(), root.status());
        cases.of(root.id())
                .filter(healing -> healing.stage() == HealingCase.Stage.INSERTED)
                .map(healing -> new JobId(root.id().project(), healing.remediation()))
                .flatMap(id -> jobs.find(id).stream())
                .forEach(job -> members.put(job.id(), job.status()));
        members.put(seen.id(), seen.status());
        return new Lineage(root.id(), members);
    }

    Lineage with(JobId member, JobStatus status) {
        Map<JobId, JobStatus> changed = new LinkedHashMap<>(members);
        changed.put(member, status);
        return new Lineage(root, changed);
    }

    JobStatus statusOf(JobId member) {
        return Objects.requireNonNull(members.get(member));
    }

    /** Whether the task is done, by itself or by a remediation. A remediation that was passed over heals nothing. */
    boolean isDone() {
        return doneBy().isPresent();
    }

    /** Who did the work, the task's own job before all others. */
    Optional<JobId> doneBy() {
        JobStatus own = statusOf(root);
        if (own == JobStatus.PASSED || own == JobStatus.SKIPPED) {
            return Optional.of(root);
        }
        return first(JobStatus.PASSED);
    }

    private Optional<JobId> first(JobStatus status) {
        return members.entrySet().stream()
                .filter(member -> member.getValue() == status)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** How many ended badly and need nobody's attention any more. */
    long healed() {
        return isDone() ? members.values().stream().filter(Lineage::endedBadly).count() : 0;
    }

    private static boolean endedBadly(JobStatus status) {
        return status.countsAsFailed() || status == JobStatus.CANCELLED;
    }

    /** Another attempt at the same work that has not ended; none when this one may be tried again. */
    Optional<JobId> aliveBeside(JobId member) {
        return members.entrySet().stream()
                .filter(other -> !other.getKey().equals(member))
                .filter(other -> !other.getValue().isComplete())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Who is tried again when nobody says which: the newest that was not passed over, for it has the most work. */
    boolean isNextToTry(JobId member) {
        Optional<JobId> newest = members.entrySet().stream()
                .filter(one -> one.getValue() != JobStatus.SKIPPED)
                .map(Map.Entry::getKey)
                .reduce((older, newer) -> newer);
        return !isDone() && aliveBeside(member).isEmpty() && newest.equals(Optional.of(member));
    }
}
