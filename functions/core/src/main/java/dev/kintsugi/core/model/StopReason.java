package dev.kintsugi.core.model;

import java.util.Locale;
import java.util.Optional;

/** Why a model stopped writing. */
public enum StopReason {
    END_TURN,
    TOOL_USE,
    MAX_TOKENS,
    STOP_SEQUENCE,
    GUARDRAIL_INTERVENED,
    CONTENT_FILTERED,
    MODEL_CONTEXT_WINDOW_EXCEEDED;

    /** The word that stands in records. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reason that {@link #word()} names. */
    public static Optional<StopReason> ofWord(String word) {
        for (StopReason reason : values()) {
            if (reason.word().equals(word)) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }

    /** Whether the model said all it wanted to say; otherwise its reply is half a reply. */
    public boolean isWhole() {
        return switch (this) {
            case END_TURN, TOOL_USE, STOP_SEQUENCE -> true;
            case MAX_TOKENS, GUARDRAIL_INTERVENED, CONTENT_FILTERED, MODEL_CONTEXT_WINDOW_EXCEEDED -> false;
        };
    }
}
