package dev.kintsugi.core.heal;

import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobChange;
import dev.kintsugi.core.records.Value;
import java.util.Optional;

/** What healing keeps on the heads of jobs. */
public final class HealingFacts {
    /** On a failed job while it is healed: which attempt, and what the job had spent before it. */
    static final String UNDER_WAY = "healing";

    /** On a failed job: what became of healing it, so that nobody says it was never thought of. */
    static final String OUTCOME = "healingOutcome";

    /** On a task's job: how often healing it was tried. */
    static final String ATTEMPTS = "healings";

    /** On a remediation's job: the number of the attempt that it is. */
    static final String NUMBER = "healingNumber";

    private HealingFacts() {}

    /** What was decided about healing this end, in an execution that was cut off before it was settled. */
    static Optional<HealOutcome> decided(Job job) {
        return job.facts()
                .findText(OUTCOME)
                .filter(decided -> !job.facts().has(UNDER_WAY))
                .map(decided -> SkipReason.isOne(decided)
                        ? new HealOutcome.Skipped(decided)
                        : new HealOutcome.Inserted(decided));
    }

    /** The job is to stand for what that remediation's job stands for, as the same attempt. */
    public static JobChange standsInAs(JobChange change, Job remediation) {
        remediation.standsFor().ifPresent(failed -> change.set("standsFor", Value.of(failed.toString())));
        remediation.facts().findNumber(NUMBER).ifPresent(number -> change.set(NUMBER, Value.of(number)));
        return change;
    }

    /** The job is tried again: what was decided about healing its last end is void. */
    public static JobChange forgotten(JobChange change) {
        return change.remove(UNDER_WAY).remove(OUTCOME);
    }
}
