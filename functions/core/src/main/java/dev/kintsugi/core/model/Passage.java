package dev.kintsugi.core.model;

/**
 * A named piece of a prompt. Names are what a reader of {@code preview}, or of a refusal for size, sees.
 *
 * @param name what this piece is, in the reader's words
 * @param keep whether it may be left out of a prompt that is too large
 * @param cachePoint whether the prompt up to the end of this piece is the same in the next call, so that a provider
 *     with a prompt cache should keep it
 */
public record Passage(String name, String text, Keep keep, boolean cachePoint) {
    public static Passage needed(String name, String text) {
        return new Passage(name, text, Keep.ALWAYS, false);
    }

    public static Passage optional(String name, String text, Keep keep) {
        return new Passage(name, text, keep, false);
    }

    public Passage withCachePoint() {
        return new Passage(name, text, keep, true);
    }

    /** The same place in the prompt, holding only a line that says what was left out of it. */
    public Passage leftOut() {
        return new Passage(name, "(left out, because the prompt is too large: %s)\n".formatted(name), keep, cachePoint);
    }
}
