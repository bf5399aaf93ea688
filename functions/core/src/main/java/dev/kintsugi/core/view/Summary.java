package dev.kintsugi.core.view;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * How many jobs are where. Every job is in exactly one of these.
 *
 * @param pending in flight, or waiting for a person's approval
 * @param failed those that were escalated included
 * @param text the one line that is shown wherever the summary is
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Summary(
        long total,
        long created,
        long pending,
        long partial,
        long passed,
        long failed,
        long skipped,
        long cancelled,
        String text) {
    static final Summary NONE = of(0, 0, 0, 0, 0, 0, 0);

    /** What is in none of the other places is pending. */
    static Summary of(long total, long created, long partial, long passed, long failed, long skipped, long cancelled) {
        long pending = total - created - partial - passed - failed - skipped - cancelled;
        String rest =
                (skipped > 0 ? " | Skipped: " + skipped : "") + (cancelled > 0 ? " | Cancelled: " + cancelled : "");
        String text = "Total: %d | Created: %d | Pending: %d | Partial: %d | Passed: %d | Failed: %d"
                .formatted(total, created, pending, partial, passed, failed);
        return new Summary(total, created, pending, partial, passed, failed, skipped, cancelled, text + rest);
    }

    Summary plus(Summary other) {
        return of(
                total + other.total,
                created + other.created,
                partial + other.partial,
                passed + other.passed,
                failed + other.failed,
                skipped + other.skipped,
                cancelled + other.cancelled);
    }
}
