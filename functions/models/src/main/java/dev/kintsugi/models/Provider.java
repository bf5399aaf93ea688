package dev.kintsugi.models;

import dev.kintsugi.core.model.ModelRequest;
import java.util.OptionalInt;

/**
 * What an adapter does: one call, once, and a classified answer. Patience, windows, money and joining replies are
 * {@link CarefulModel}'s.
 */
public interface Provider {
    /** The model as records and the price table name it. */
    String name();

    /** Whether the model runs on this machine, where one worker is enough for it. */
    default boolean onThisMachine() {
        return false;
    }

    /** The window, if the provider tells, which most do not; asked at most once and never in vain for long. */
    default OptionalInt contextTokens() {
        return OptionalInt.empty();
    }

    /** What a person can do when the window is too small. */
    String windowAdvice();

    /** Sends one call. {@code part} is 0, and counts up when the rest of a cut reply is asked for. */
    ProviderReply send(ModelRequest request, int part);
}
