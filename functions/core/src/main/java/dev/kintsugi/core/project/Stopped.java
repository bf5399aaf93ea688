package dev.kintsugi.core.project;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kintsugi.core.executions.Executions.Description;
import dev.kintsugi.core.records.Attributes;
import dev.kintsugi.core.records.Value;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** How an execution stopped before its job or project was at its end, as it stands on the head of either. */
public final class Stopped {
    /** The head's attribute. */
    public static final String NAME = "stopped";

    /** Characters of what the function said: a head is read by every step. */
    static final int MAX_WORDS = 300;

    private static final JsonMapper JSON = new JsonMapper();

    private Stopped() {}

    /** What is written of a stop that was seen at a moment. */
    public static Value stored(Description stop, Instant seen) {
        return Value.of(Map.of(
                "execution", Value.of(stop.execution()),
                "status", Value.of(stop.status().name()),
                "at", Value.of(stop.stoppedAt().orElse(seen)),
                "error", Value.of(stop.error()),
                "why", Value.of(words(stop.cause()))));
    }

    /** The sentence for people; none where nothing stopped. */
    public static Optional<String> sentence(Attributes facts) {
        return facts.findFields(NAME).map(stop -> {
            String why = stop.findText("why").orElse("");
            String error = stop.text("error");
            return why.isEmpty()
                    ? "its execution stopped (%s)".formatted((stop.text("status") + " " + error).strip())
                    : "its execution stopped: " + why;
        });
    }

    /** A function's message where the cause is the JSON that Lambda makes of what it threw. */
    private static String words(String cause) {
        String said = cause;
        try {
            said = JSON.readTree(cause).path("errorMessage").asText(cause);
        } catch (JsonProcessingException plain) {
            // Not every cause comes from a function.
        }
        String line = said.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.length() <= MAX_WORDS ? line : line.substring(0, MAX_WORDS - 1) + "…";
    }
}
