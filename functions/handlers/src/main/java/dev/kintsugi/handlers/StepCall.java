package dev.kintsugi.handlers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.job.Step;
import dev.kintsugi.handlers.journal.Line;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * What a state of one of our machines sends to its function: whose step it is, and the ids it is about. Everything else
 * stands on the record.
 */
record StepCall(Step step, JsonNode fields) {
    /**
     * The form of these calls that the machines speak now. It is raised when a call's fields or an outcome's change their meaning;
     * executions that an upgrade finds under way speak the one before, and those of a still older stack go on in a new attempt.
     */
    static final int CONTRACT = 1;

    static StepCall read(InputStream in) throws IOException {
        JsonNode fields = Wire.JSON.readTree(in);
        int contract = fields.path("contract").asInt();
        if (!isSpoken(contract, CONTRACT)) {
            throw new IllegalArgumentException(
                    "this function speaks contract %d and the one before with its machine, and was called with %s; start a new attempt"
                            .formatted(CONTRACT, fields.path("contract")));
        }
        Step step = new Step(
                text(fields, "execution"),
                text(fields, "state"),
                moment(fields),
                fields.path("redrives").asInt());
        return new StepCall(step, fields);
    }

    /** Whether functions whose contract is {@code now} understand a machine that speaks this one. */
    static boolean isSpoken(int contract, int now) {
        return contract > 0 && (contract == now || contract == now - 1);
    }

    JobId job() {
        return JobId.of(text(fields, "job"));
    }

    ProjectId project() {
        return new ProjectId(text(fields, "project"));
    }

    /** Whether the job stands for a failed one, by the name that healing gives to such. */
    boolean isOfRemediation() {
        return fields.path("job").asText().contains(".heal-");
    }

    /** The same line with what a call is found by: project, task, job, execution, state. */
    Line told(Line line) {
        if (fields.has("job")) {
            JobId job = job();
            line.with("job", job.toString())
                    .with("task", job.task().toString())
                    .with("project", job.project().value());
        } else {
            line.with("project", fields.path("project").asText());
        }
        return line.with("execution", step.execution())
                .with("state", step.state())
                .with("redrives", step.redrives());
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
