package dev.kintsugi.handlers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.job.Step;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * What a state of one of our machines sends to its function: whose step it is, and the ids it is about. Everything else
 * stands on the record.
 */
record StepCall(Step step, JsonNode fields) {
    /** The form of these calls that the machines speak now. A machine of an older stack goes on in a new attempt. */
    static final int CONTRACT = 1;

    static StepCall read(InputStream in) throws IOException {
        JsonNode fields = Wire.JSON.readTree(in);
        int contract = fields.path("contract").asInt();
        if (contract != CONTRACT) {
            throw new IllegalArgumentException(
                    "this function speaks contract %d with its machine, and was called with %s; start a new attempt"
                            .formatted(CONTRACT, fields.path("contract")));
        }
        Step step = new Step(
                text(fields, "execution"),
                text(fields, "state"),
                moment(fields),
                fields.path("redrives").asInt());
        return new StepCall(step, fields);
    }

    JobId job() {
        return JobId.of(text(fields, "job"));
    }

    ProjectId project() {
        return new ProjectId(text(fields, "project"));
    }

    /** What the state waits for. */
    String token() {
        return text(fields, "token");
    }

    private static Instant moment(JsonNode fields) {
        String text = text(fields, "entered");
        try {
            return Instant.parse(text);
        } catch (DateTimeException malformed) {
            throw new IllegalArgumentException("\"entered\" must be a moment, found \"" + text + "\"", malformed);
        }
    }

    private static String text(JsonNode fields, String name) {
        JsonNode value = fields.path(name);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw new IllegalArgumentException("a step's call needs \"%s\", found %s".formatted(name, fields));
        }
        return value.textValue();
    }
}
