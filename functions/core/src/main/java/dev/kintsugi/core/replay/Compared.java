package dev.kintsugi.core.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One step of a job as it is on record and as it came out again.
 *
 * @param step what was done, in words: {@code cycle 2, commit}
 * @param recorded a commit id or a verdict
 * @param replayed the same when it came out the same; what came out instead, or nothing did
 * @param why what differs, when something does
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Compared(
        String task,
        String step,
        String recorded,
        String replayed,
        @Nullable String why) {
    static Compared same(String task, String step, String value) {
        return new Compared(task, step, value, value, null);
    }

    public boolean isSame() {
        return why == null;
    }
}
