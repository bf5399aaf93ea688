package dev.kintsugi.core.session;

import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobChange;
import dev.kintsugi.core.records.Value;
import java.util.Map;

/**
 * Calls of a job whose replies never came back, counted on its record: each is paid for at what it could cost at most, so
 * who reads the cost is told how much of it nobody knows for certain.
 *
 * @param count over the job's whole life
 * @param microDollars what they count with
 */
public record LostCalls(long count, long microDollars) {
    private static final String NAME = "lostCalls";

    public static LostCalls of(Job job) {
        return job.facts()
                .findFields(NAME)
                .map(stored -> new LostCalls(stored.number("count"), stored.number("cost")))
                .orElse(new LostCalls(0, 0));
    }

    LostCalls and(long moreMicroDollars) {
        return new LostCalls(count + 1, microDollars + moreMicroDollars);
    }

    void on(JobChange change) {
        change.set(NAME, Value.of(Map.of("count", Value.of(count), "cost", Value.of(microDollars))));
    }
}
