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

    /** Whether the model runs on this machine. */
    boolean onThisMachine();

    /** The window, if the provider tells; asked at most once and never in vain for long. */
    OptionalInt contextTokens();

    /** What a person can do when the window is too small. */
    String windowAdvice();

    /** Sends one call. {@code part} is 0, and counts up when the rest of a cut reply is asked for. */
    ProviderReply send(ModelRequest request, int part);
}
