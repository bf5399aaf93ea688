package dev.kintsugi.core.session;

import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.project.Lending;

/** Whoever lends a job more of the project's money when its loan is too short for the next call. */
@FunctionalInterface
public interface Lender {
    Lending more(Job job, long microDollars);
}
