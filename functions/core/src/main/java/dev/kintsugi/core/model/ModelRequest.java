package dev.kintsugi.core.model;

import java.util.ArrayList;
import java.util.List;

/**
 * One question to a model: instructions, the conversation so far, the tools on offer and the limits of the answer.
 *
 * @param maxTokens the most tokens the model may write in one call
 * @param continuations how often a reply that {@code maxTokens} cut may be asked to go on
 */
public record ModelRequest(
        Turn turn, List<Passage> system, List<Message> messages, Toolbox toolbox, int maxTokens, int continuations) {
    /** Output tokens of one call unless somebody says otherwise. */
    public static final int DEFAULT_MAX_TOKENS = 8_192;

    /** Output tokens of one call at most. */
    public static final int MAX_MAX_TOKENS = 200_000;

    /** Continuations of one reply unless somebody says otherwise, and at most. */
    public static final int MAX_CONTINUATIONS = 3;

    public ModelRequest {
        system = List.copyOf(system);
        messages = List.copyOf(messages);
        if (messages.isEmpty() || !(messages.getFirst() instanceof Message.FromUser)) {
            throw new IllegalArgumentException("a conversation begins with what the user says");
        }
        if (messages.getLast() instanceof Message.FromModel) {
            throw new IllegalArgumentException("a conversation that the model ended asks nothing");
        }
        if (maxTokens < 1 || maxTokens > MAX_MAX_TOKENS) {
            throw new IllegalArgumentException(
                    "maxTokens must be 1 to %d, not %d".formatted(MAX_MAX_TOKENS, maxTokens));
        }
        if (continuations < 0 || continuations > MAX_CONTINUATIONS) {
            throw new IllegalArgumentException(
                    "continuations must be 0 to %d, not %d".formatted(MAX_CONTINUATIONS, continuations));
        }
    }

    /** A conversation's first question, with the usual limits. */
    public static ModelRequest of(Turn turn, List<Passage> system, List<Passage> user, Toolbox toolbox) {
        return new ModelRequest(
                turn, system, List.of(new Message.FromUser(user)), toolbox, DEFAULT_MAX_TOKENS, MAX_CONTINUATIONS);
    }

    /** The same conversation, longer by what was said since, in the next turn. */
    public ModelRequest goingOn(List<Message> said) {
        List<Message> longer = new ArrayList<>(messages);
        longer.addAll(said);
        return new ModelRequest(turn.next(), system, longer, toolbox, maxTokens, continuations);
    }

    public ModelRequest withMaxTokens(int tokens) {
        return new ModelRequest(turn, system, messages, toolbox, tokens, continuations);
    }

    public ModelRequest withContinuations(int most) {
        return new ModelRequest(turn, system, messages, toolbox, maxTokens, most);
    }

    public ModelRequest withMessages(List<Message> other) {
        return new ModelRequest(turn, system, other, toolbox, maxTokens, continuations);
    }

    public ModelRequest withPrompt(List<Passage> otherSystem, List<Message> otherMessages) {
        return new ModelRequest(turn, otherSystem, otherMessages, toolbox, maxTokens, continuations);
    }

    /** The same question for a server that knows no tools: calls and results become text. */
    public ModelRequest withoutTools() {
        return new ModelRequest(
                turn, system, ToollessTalk.of(messages, toolbox), Toolbox.NONE, maxTokens, continuations);
    }
}
