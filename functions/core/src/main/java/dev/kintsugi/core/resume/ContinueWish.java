package dev.kintsugi.core.resume;

import dev.kintsugi.core.partial.ContinueRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How somebody wants a partial job to be continued.
 *
 * @param model to be asked instead of the task's
 * @param drops ids of edits that are given up
 * @param note a person's words to the coder
 */
public record ContinueWish(Optional<String> model, List<String> drops, Optional<String> note, String caller) {
    public ContinueWish {
        drops = List.copyOf(drops);
    }

    /** Nothing special. */
    public static ContinueWish by(String caller) {
        return new ContinueWish(Optional.empty(), List.of(), Optional.empty(), caller);
    }

    ContinueRequest at(Instant now) {
        return new ContinueRequest(model, drops, note, caller, now);
    }
}
