package dev.kintsugi.engine.task;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where messages are sent. */
@FunctionalInterface
public interface Queues {

    /**
     * Sends a message.
     *
     * @param body the text that the receiver gets
     * @param settings the other arguments of SendMessage as they were given: DelaySeconds, MessageAttributes and so on
     * @throws TaskFailureException if the queue refuses, with SQS's error name
     */
    Sent send(String queueUrl, String body, Map<String, @Nullable Object> settings);

    /** The receipt. */
    record Sent(String messageId, String md5OfBody) {}
}
