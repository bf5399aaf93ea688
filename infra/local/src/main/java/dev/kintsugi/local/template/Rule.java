package dev.kintsugi.local.template;

import dev.kintsugi.core.queue.QueueName;
import java.util.List;
import java.util.Map;

/**
 * Events of a pattern go to queues.
 *
 * @param pattern maps of maps that end in lists: an event fits when each of its values is in its list
 */
public record Rule(String name, Map<String, Object> pattern, List<QueueName> queues) {
    public Rule {
        pattern = Map.copyOf(pattern);
        queues = List.copyOf(queues);
    }

    /** Whether an event, as maps and texts, is one of those meant. */
    public boolean fits(Map<String, ?> event) {
        return fits(pattern, event);
    }

    private static boolean fits(Map<?, ?> pattern, Map<?, ?> event) {
        return pattern.entrySet().stream().allMatch(wanted -> switch (wanted.getValue()) {
            case Map<?, ?> inner -> event.get(wanted.getKey()) instanceof Map<?, ?> fields && fits(inner, fields);
            case List<?> values -> values.contains(event.get(wanted.getKey()));
            default -> false;
        });
    }
}
