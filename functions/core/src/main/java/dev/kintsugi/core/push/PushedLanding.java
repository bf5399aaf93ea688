package dev.kintsugi.core.push;

import dev.kintsugi.core.workspace.CommitId;
import java.util.List;
import java.util.Optional;

/** What became of pushing a landing to the project's trunk. */
public sealed interface PushedLanding {
    /** The job's commit is on the trunk, by this push or an earlier one: the job passed. */
    record Landed(CommitId head) implements PushedLanding {}

    /** The trunk moved first and does not hold the job's commit: the intent is void, and the new merge is checked. */
    record Overtaken(CommitId actual) implements PushedLanding {}

    /** Somebody took the trunk away, or put it back; a person accepts that, or mends it. */
    record Displaced(Optional<CommitId> actual, String how) implements PushedLanding {}

    /** The merge commit is not here and cannot be made from the intent alone. */
    record NotMade(List<String> missing) implements PushedLanding {
        public NotMade {
            missing = List.copyOf(missing);
        }
    }

    /** The remote does not take it before a person changes something there. */
    record Declined(String reason) implements PushedLanding {}
}
