package dev.kintsugi.core.session;

import dev.kintsugi.core.model.Exchange;
import java.time.Instant;
import java.util.Optional;

/**
 * One question of a session and what came of it, as it stands on record.
 *
 * @param turn from 1 within the session
 * @param reason why a reply was not used; empty when it was
 * @param exchange the reply, also one that was cut or held back: evidence; none when none came
 * @param at when it was recorded
 */
public record SessionTurn(
        int turn, Result result, String reason, long costMicroDollars, Optional<Exchange> exchange, Instant at) {
    /** What came of a question. */
    public enum Result {
        ANSWERED("answered"),
        CUT("reply_cut"),
        WITHHELD("reply_withheld"),
        UNUSABLE("reply_unusable"),
        PROMPT_CUT("prompt_cut"),
        PROMPT_TOO_LARGE("prompt_too_large"),
        REFUSED("model_refused"),
        LOST("model_lost");

        private final String word;

        Result(String word) {
            this.word = word;
        }

        /** The word on the record, and the cause of an end that comes of it. */
        public String word() {
            return word;
        }

        static Result ofWord(String word) {
            for (Result result : values()) {
                if (result.word.equals(word)) {
                    return result;
                }
            }
            throw new IllegalArgumentException("there is no result \"" + word + "\" of a question to a model");
        }
    }
}
