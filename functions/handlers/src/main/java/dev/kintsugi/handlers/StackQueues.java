package dev.kintsugi.handlers;

import dev.kintsugi.core.queue.QueueName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The queues of the stack, by their names in the template. */
public final class StackQueues {
    /** Where stopped executions are told of. */
    public static final QueueName INTERRUPTED = new QueueName("Interrupted");

    /** Where those wait about which a person has to decide. */
    public static final QueueName INTERRUPTED_DEAD_LETTERS = new QueueName("InterruptedDeadLetters");

    private static final List<QueueName> ALL = List.of(INTERRUPTED, INTERRUPTED_DEAD_LETTERS);

    private StackQueues() {}

    /** Reads {@code INTERRUPTED_QUEUE} and {@code INTERRUPTED_DEAD_LETTERS_QUEUE}. */
    static Map<QueueName, String> urlsFrom(Map<String, String> environment) {
        Map<QueueName, String> urls = new HashMap<>();
        for (QueueName queue : ALL) {
            String variable = variable(queue);
            String url = environment.get(variable);
            if (url == null || url.isBlank()) {
                throw new IllegalArgumentException(
                        "The environment variable %s must hold the address of the queue %s; it is not set."
                                .formatted(variable, queue));
            }
            urls.put(queue, url);
        }
        return urls;
    }

    private static String variable(QueueName queue) {
        return queue.text().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(java.util.Locale.ROOT) + "_QUEUE";
    }
}
