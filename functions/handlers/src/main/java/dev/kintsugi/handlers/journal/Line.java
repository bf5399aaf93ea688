package dev.kintsugi.handlers.journal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One line about one call. What is counted in it becomes a metric by CloudWatch's embedded metric format: no request of ours, and
 * nothing to wait for.
 */
public final class Line {
    /** The namespace of every metric; the alarms and the dashboard of the template name it too. */
    public static final String NAMESPACE = "Kintsugi";

    private static final String STACK = "Stack";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode fields = JSON.createObjectNode();

    /** Each metric with the dimension that it has beside the stack, or none. */
    private final Map<String, String> counted = new LinkedHashMap<>();

    public static Line about(String function) {
        return new Line().with("function", function);
    }

    public Line with(String name, String value) {
        fields.put(name, value);
        return this;
    }

    public Line with(String name, long value) {
        fields.put(name, value);
        return this;
    }

    public Line counting(Metric metric, double amount) {
        fields.put(metric.word(), amount);
        counted.put(metric.word(), "");
        return this;
    }

    /** Counts by a further dimension, such as the outcome. */
    public Line counting(Metric metric, double amount, String dimension, String value) {
        fields.put(metric.word(), amount);
        fields.put(dimension, value);
        counted.put(metric.word(), dimension);
        return this;
    }

    /** The line as it is written, by a stack at a moment. */
    public String json(String stack, Instant at) {
        ObjectNode line = JSON.createObjectNode();
        line.put("at", at.toString());
        line.setAll(fields);
        line.put(STACK, stack);
        if (!counted.isEmpty()) {
            ObjectNode embedded = line.putObject("_aws").put("Timestamp", at.toEpochMilli());
            ArrayNode directives = embedded.putArray("CloudWatchMetrics");
            counted.forEach((metric, dimension) -> {
                ObjectNode directive = directives.addObject().put("Namespace", NAMESPACE);
                ArrayNode dimensions =
                        directive.putArray("Dimensions").addArray().add(STACK);
                if (!dimension.isEmpty()) {
                    dimensions.add(dimension);
                }
                directive.putArray("Metrics").addObject().put("Name", metric);
            });
        }
        return line.toString();
    }
}
