package dev.kintsugi.core.queue;

import java.time.Instant;

/**
 * A message as it was received.
 *
 * @param receipt names this delivery, not the message: it deletes the message or changes how long it stays hidden
 * @param sentAt when it was sent, or when it was last moved back from a dead-letter queue
 * @param receives how often it was received, this time included
 */
public record Delivery(String id, Message message, String receipt, Instant sentAt, int receives) {
    public String body() {
        return message.body();
    }
}
