package dev.kintsugi.git;

import dev.kintsugi.core.workspace.Branch;
import dev.kintsugi.core.workspace.Resolution;
import dev.kintsugi.core.workspace.Signature;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** The repository that is worked for: on this machine, or behind a server. */
interface Remote extends AutoCloseable {
    /** What a branch, a tag or a commit id means there now; empty text is its default branch. */
    Resolution resolve(String base) throws IOException;

    /** Where a branch is now. */
    Optional<ObjectId> head(Branch branch) throws IOException;

    /** Brings commits into the store, with their files and without history; those not to be had stay missing. */
    void fetch(ObjectStore store, Collection<ObjectId> commits) throws IOException;

    /** Brings more history of a commit into the store; returns whether there was any to bring. */
    boolean deepen(ObjectStore store, ObjectId commit) throws IOException;

    /** Whether a commit is known to be there, with all that it needs. */
    boolean has(ObjectStore store, ObjectId commit) throws IOException;

    /** Moves a branch by compare-and-swap; the objects are in the store. */
    Answer push(ObjectStore store, Branch branch, @Nullable ObjectId expected, Parcel parcel) throws IOException;

    @Override
    void close();

    /**
     * What a push brings.
     *
     * @param objects what the commit needs and its ancestors there do not have
     */
    record Parcel(ObjectId commit, List<ObjectId> objects, Note note) {
        public Parcel {
            objects = List.copyOf(objects);
        }
    }

    /** What a repository on this machine writes into the branch's log. */
    record Note(Signature author, String subject) {}

    /** What the remote said to a push. */
    sealed interface Answer {
        /** The branch was moved. */
        record Accepted() implements Answer {}

        /** The branch was not at the expected commit. */
        record Overtaken() implements Answer {}

        /** It says no, and why. */
        record Declined(String reason) implements Answer {}
    }
}
