package dev.kintsugi.core.resume;

/**
 * How somebody wants a project to begin again.
 *
 * @param token what they saw
 * @param confirm the project's id once more: the answer to the second question
 * @param purgeSessions whether the conversations with models are removed
 */
public record ResetWish(String token, String confirm, boolean purgeSessions, String caller) {
    String words() {
        return new Words().with("purge", purgeSessions).text();
    }

    /** The wish that these words are of. */
    static ResetWish read(Words words, String caller) {
        return new ResetWish("", "", words.flag("purge"), caller);
    }
}
