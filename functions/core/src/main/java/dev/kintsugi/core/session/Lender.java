package dev.kintsugi.core.session;

import dev.kintsugi.core.job.Job;
import java.util.Optional;

/** Whoever lends a job more of the project's money when its loan is too short for the next call. */
@FunctionalInterface
public interface Lender {
    /** The job as it is with so much more; none when the project has not so much to lend. */
    Optional<Job> more(Job job, long microDollars);
}
