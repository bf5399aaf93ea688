package dev.kintsugi.core.session;

import dev.kintsugi.core.records.Item;
import java.time.Instant;

/**
 * A session without its words.
 *
 * @param role whose
 * @param turns questions that have a reply on record
 * @param failed whether it was cut off, and nothing was said in it since
 * @param reason why it was cut off; empty when it was not
 * @param at when it was last heard of
 */
public record SessionSummary(String role, int cycle, int turns, boolean failed, String reason, Instant at) {
    private static final String STATUS = "status";

    static SessionSummary of(int cycle, Item item) {
        String role = item.key().sort().split("/", 3)[1];
        boolean cutOff = item.has(STATUS);
        boolean answered = item.has("result") && !item.text("result").equals(SessionTurn.Result.LOST.word());
        return new SessionSummary(
                role,
                cycle,
                answered ? 1 : 0,
                cutOff,
                cutOff ? item.text("reason") : "",
                item.findMoment("at").orElse(Instant.EPOCH));
    }

    /** Both together; of what happened, the last word counts. */
    SessionSummary and(SessionSummary other) {
        SessionSummary last = other.at.isBefore(at) || (failed && other.at.equals(at)) ? this : other;
        return new SessionSummary(role, cycle, turns + other.turns, last.failed, last.reason, last.at);
    }
}
