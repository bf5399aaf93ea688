package dev.kintsugi.core.job;

import dev.kintsugi.core.records.Attributes;
import dev.kintsugi.core.records.Value;
import java.util.Map;

/**
 * How a job is to end: found out by the state that met it, written by {@code Settle}.
 *
 * @param cause a word that programs decide by, such as {@code max_cycles}, {@code check_failure}, {@code budget_exceeded}
 * @param reason one or two sentences for people: what happened, where, what to do
 */
public record End(JobStatus status, String cause, String reason) {
    /** In characters; what is longer is cut, for it stands on a record that is read all the time. */
    public static final int MAX_REASON = 2_000;

    public End {
        if (reason.length() > MAX_REASON) {
            int cut = Character.isHighSurrogate(reason.charAt(MAX_REASON - 1)) ? MAX_REASON - 1 : MAX_REASON;
            reason = reason.substring(0, cut);
        }
    }

    Value stored() {
        return Value.of(
                Map.of("status", Value.of(status.word()), "cause", Value.of(cause), "reason", Value.of(reason)));
    }

    static End read(Attributes stored) {
        return new End(JobStatus.ofWord(stored.text("status")), stored.text("cause"), stored.text("reason"));
    }
}
