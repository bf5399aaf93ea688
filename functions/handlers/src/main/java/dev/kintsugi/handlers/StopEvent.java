package dev.kintsugi.handlers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kintsugi.core.executions.Executions.Description;
import dev.kintsugi.core.executions.Executions.Status;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** EventBridge's "Step Functions Execution Status Change": the only class that knows its form. */
final class StopEvent {
    private StopEvent() {}

    static Description read(String event) throws IOException {
        JsonNode detail = Wire.JSON.readTree(event).path("detail");
        if (!detail.path("executionArn").isTextual()) {
            throw new IllegalArgumentException("expected a status change of an execution, found " + event);
        }
        JsonNode stopped = detail.path("stopDate");
        return new Description(
                detail.path("executionArn").textValue(),
                Status.valueOf(detail.path("status").asText()),
                Instant.ofEpochMilli(detail.path("startDate").asLong()),
                stopped.isNumber() ? Optional.of(Instant.ofEpochMilli(stopped.asLong())) : Optional.empty(),
                detail.path("error").asText(""),
                detail.path("cause").asText(""));
    }
}
