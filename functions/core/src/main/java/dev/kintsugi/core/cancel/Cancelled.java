package dev.kintsugi.core.cancel;

/** What became of a cancel. The text is a sentence for the person who asked. */
public sealed interface Cancelled {
    String text();

    /** It is cancelled, now or before. */
    record Done(String text) implements Cancelled {}

    /** Nothing new begins any more, and some of its tasks have yet to be given up: say it again. */
    record GoesOn(String text) implements Cancelled {}

    /** It was over already, so there was nothing to cancel. */
    record TooLate(String text) implements Cancelled {}
}
