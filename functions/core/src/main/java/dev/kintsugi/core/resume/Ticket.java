package dev.kintsugi.core.resume;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kintsugi.core.records.Attributes;
import dev.kintsugi.core.records.Value;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A message about one stop, and its counterpart on the record. The record is the truth and the message a bell: only the
 * one whose nonce stands there is heard, so a duplicate, or one that somebody else's decision overtook, does nothing.
 *
 * @param subject the job, or the project, whose execution stopped
 * @param stopped when
 * @param byItself whether nobody has to confirm it: a passing fault, to be tried again after a while
 */
public record Ticket(
        String subject, String execution, Instant stopped, String nonce, Instant sentAt, boolean byItself) {
    /** Under which name it stands on the record. */
    static final String ATTRIBUTE = "ticket";

    /** A message that was moved out of the dead-letter queue was sent anew; one that is younger never was in it. */
    static final Duration FRESH = Duration.ofMinutes(1);

    private static final JsonMapper JSON = new JsonMapper();

    /** None when the message is something else. */
    public static Optional<Ticket> read(String body) {
        try {
            JsonNode ticket = JSON.readTree(body).path("ticket");
            if (!ticket.path("nonce").isTextual()) {
                return Optional.empty();
            }
            return Optional.of(new Ticket(
                    ticket.path("subject").asText(),
                    ticket.path("execution").asText(),
                    Instant.parse(ticket.path("stopped").asText()),
                    ticket.path("nonce").asText(),
                    Instant.parse(ticket.path("sentAt").asText()),
                    ticket.path("byItself").asBoolean()));
        } catch (JsonProcessingException | DateTimeException malformed) {
            return Optional.empty();
        }
    }

    String text() {
        return JSON.createObjectNode()
                .set(
                        "ticket",
                        JSON.createObjectNode()
                                .put("subject", subject)
                                .put("execution", execution)
                                .put("stopped", stopped.toString())
                                .put("nonce", nonce)
                                .put("sentAt", sentAt.toString())
                                .put("byItself", byItself))
                .toString();
    }

    Value stored() {
        return Value.of(Map.of("nonce", Value.of(nonce), "sentAt", Value.of(sentAt)));
    }

    /** Whether it is the one that stands on this record, about the stop that stands there. */
    boolean isOf(Attributes record) {
        boolean mine = record.findFields(ATTRIBUTE)
                .filter(stored -> stored.text("nonce").equals(nonce))
                .isPresent();
        return mine
                && record.findFields("stopped")
                        .filter(stop -> stop.text("execution").equals(execution))
                        .filter(stop -> stop.moment("at").equals(stopped))
                        .isPresent();
    }

    /** Whether it has waited among the dead letters and was sent back from there: somebody said yes. */
    boolean isConfirmed(Instant sentTimestamp) {
        return !sentTimestamp.isBefore(sentAt.plus(FRESH));
    }
}
