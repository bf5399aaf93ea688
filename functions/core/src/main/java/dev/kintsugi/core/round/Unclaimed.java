package dev.kintsugi.core.round;

import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobChange;
import dev.kintsugi.core.plan.MicroDollars;
import dev.kintsugi.core.records.Value;
import java.util.Map;
import java.util.Optional;

/**
 * A job that has to let others go first, on its record: they hold the project's money. {@code Settle} gives back what it
 * holds, and it is claimed again, at the same place, once there is as much as it needs.
 *
 * @param state where it goes on, in the same cycle and with all that was said
 * @param microDollars the loan that its next question needs
 */
public record Unclaimed(String state, long microDollars) {
    private static final String NAME = "lacking";

    public static Optional<Unclaimed> of(Job job) {
        return job.facts().findFields(NAME).map(stored -> new Unclaimed(stored.text("state"), stored.number("loan")));
    }

    public JobChange on(JobChange change) {
        return change.set(NAME, Value.of(Map.of("state", Value.of(state), "loan", Value.of(microDollars))));
    }

    /** It has what it lacked, or nobody waits for it any more. */
    public static JobChange over(JobChange change) {
        return change.remove(NAME);
    }

    /** For those who watch. */
    public String sentence() {
        return "waits for " + new MicroDollars(microDollars) + " of the project's money, which other tasks hold";
    }
}
