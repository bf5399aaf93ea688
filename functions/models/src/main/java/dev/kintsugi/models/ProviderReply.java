package dev.kintsugi.models;

import dev.kintsugi.core.model.Reply;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** What one call came to. */
public sealed interface ProviderReply {
    /** A reply; {@code withTools} is false when the server refused the tools that were offered. */
    record Replied(Reply reply, boolean withTools) implements ProviderReply {}

    /** Throttled or overloaded before anything was done; later it may work. */
    record Busy(String reason, Optional<Duration> retryAfter) implements ProviderReply {}

    /** Nobody took the call. */
    record Unreachable(String reason) implements ProviderReply {}

    /** Sent, perhaps worked on, and no whole reply came back. */
    record Lost(String reason) implements ProviderReply {}

    /** Something came back that is no reply. */
    record Garbled(String reason) implements ProviderReply {}

    /** The server refused the prompt for its size, unread, perhaps telling its window. */
    record TooLarge(String reason, OptionalInt contextTokens) implements ProviderReply {}

    /** The server will not serve this, now or later. */
    record Refused(String reason) implements ProviderReply {}
}
