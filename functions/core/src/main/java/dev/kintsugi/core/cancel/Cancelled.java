package dev.kintsugi.core.cancel;

/** What became of a cancel. The text is a sentence for the person who asked. */
public sealed interface Cancelled {
    String text();

    /** It is cancelled, now or before. */
    record Done(String text) implements Cancelled {}

    /** It was over already, so there was nothing to cancel. */
    record TooLate(String text) implements Cancelled {}
}
