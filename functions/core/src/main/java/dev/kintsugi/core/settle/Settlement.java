package dev.kintsugi.core.settle;

/** What became of settling a job that did not end badly: a bad end is thrown. */
public sealed interface Settlement {
    /** It passed, and everybody who waited for it knows. */
    record Settled() implements Settlement {}

    /** The settled execution was redriven, and the job goes on in this state. */
    record Again(String state) implements Settlement {}
}
