package dev.kintsugi.core.project;

import dev.kintsugi.core.job.Job;

/** What came of asking for more of the project's money. */
public sealed interface Lending {
    /** The job as it is with so much more. */
    record Lent(Job job) implements Lending {}

    /** Others hold it, and may give some of it back: who waits may have it later. */
    record Held() implements Lending {}

    /** Nobody else holds any, and what is there is too little. */
    record Spent() implements Lending {}
}
