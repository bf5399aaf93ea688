package dev.kintsugi.core.workspace;

import java.util.List;
import java.util.Optional;

/** What became of a push. A passing fault (no network, a lock, an overloaded server) is a {@link WorkspaceFault}. */
public sealed interface PushOutcome {
    /** Whether the branch contains the commit now, by this push or an earlier one. */
    default boolean hasArrived() {
        return switch (this) {
            case Accepted accepted -> true;
            case AlreadyThere there -> true;
            case Reachable reachable -> true;
            case Moved moved -> false;
            case NotMade missing -> false;
            case Declined declined -> false;
        };
    }

    /** The branch was moved by this push. */
    record Accepted() implements PushOutcome {}

    /** The branch is at this commit already: an earlier push of the same intent arrived. */
    record AlreadyThere() implements PushOutcome {}

    /** The branch has moved on from this commit, which it contains: the intent was fulfilled earlier. */
    record Reachable(CommitId actual) implements PushOutcome {}

    /** Somebody else moved (or removed) the branch first, and it does not contain the commit. */
    record Moved(Optional<CommitId> actual) implements PushOutcome {}

    /** The commit is not in this store; it must be made again from the record, with these objects first. */
    record NotMade(List<String> missing) implements PushOutcome {}

    /** The remote does not take it, and would not the next time either, unless a person changes something. */
    record Declined(String reason) implements PushOutcome {}
}
