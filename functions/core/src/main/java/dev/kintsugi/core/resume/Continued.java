package dev.kintsugi.core.resume;

/** What became of a wish to continue a job. The text is a sentence for the person who asked. */
public sealed interface Continued {
    String text();

    /**
     * It goes on.
     *
     * @param redriven whether in its last execution; else a new attempt was begun, and the text says why
     */
    record Started(String text, String execution, int attempt, boolean redriven) implements Continued {}

    /** It cannot, or not so; nothing was changed, and the text says what to do instead. */
    record Refused(String text) implements Continued {}
}
