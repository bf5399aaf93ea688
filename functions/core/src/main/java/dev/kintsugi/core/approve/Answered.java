package dev.kintsugi.core.approve;

/** What became of a person's answer. The text is a sentence for that person. */
public sealed interface Answered {
    String text();

    /** It is on record, and the job goes on. */
    record Taken(String text) implements Answered {}

    /** The job does not wait for it, or waits for a word about another commit; nothing was changed. */
    record NotWaiting(String text) implements Answered {}

    /** The project names who may approve, and the caller is none of them. */
    record NotAllowed(String text) implements Answered {}
}
