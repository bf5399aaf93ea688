package dev.kintsugi.git;

import dev.kintsugi.core.workspace.Branch;
import dev.kintsugi.core.workspace.Resolution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.jspecify.annotations.Nullable;

/**
 * A repository on this machine. Its objects are read in place; a push copies the new ones into it, waits for the
 * disk, and then moves the branch under git's own lock. Hooks are not run: they would be the user's own.
 */
final class LocalRemote implements Remote {
    /** How long a push waits for a lock that somebody holds. */
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(10);

    private static final long PAUSE_MILLISECONDS = 5;

    private final LocalRepository place;
    private final FileRepository repository;
    private final RefLocks locks;
    private final OwnPacks packs;
    private final InstantSource clock;

    /** Notes of locks and packs are kept in a folder of ours. */
    LocalRemote(LocalRepository place, FileRepository repository, Path notes, InstantSource clock) {
        this.place = place;
        this.repository = repository;
        this.locks = new RefLocks(notes.resolve("kintsugi-locks"), clock);
        this.packs = new OwnPacks(notes.resolve("kintsugi-packs"), place.common(), repository);
        this.clock = clock;
    }

    /** Looks at every branch only where HEAD has no commit: there may be thousands. */
    boolean isEmpty() throws IOException {
        return new LocalNames(repository, place).head().isEmpty()
                && repository.getRefDatabase().getRefs().stream().allMatch(ref -> ref.getObjectId() == null);
    }

    @Override
    public Resolution resolve(String base) throws IOException {
        return new LocalNames(repository, place).resolve(base);
    }

    @Override
    public Optional<ObjectId> head(Branch branch) throws IOException {
        return Optional.ofNullable(repository.getRefDatabase().exactRef(branch.ref()))
                .map(Ref::getObjectId);
    }

    /** Everything is here: the store reads this repository's objects in place. */
    @Override
    public void fetch(ObjectStore store, Collection<ObjectId> commits) {}

    @Override
    public boolean deepen(ObjectStore store, ObjectId commit) {
        return false;
    }

    @Override
    public boolean has(ObjectStore store, ObjectId commit) throws IOException {
        return !store.isMade(commit) && repository.getObjectDatabase().has(commit);
    }

    @Override
    public Answer push(ObjectStore store, Branch branch, @Nullable ObjectId expected, Parcel parcel)
            throws IOException {
        Optional<String> obstacle = new LocalNames(repository, place).obstacle(branch);
        if (obstacle.isPresent()) {
            return new Answer.Declined(obstacle.get());
        }
        Optional<Path> pack;
        try (ObjectReader reader = store.reader()) {
            pack = new ObjectCopy(repository).copy(reader, parcel.objects());
        }
        store.arrived(parcel.objects());
        Answer answer = move(branch, expected, parcel.commit(), parcel.note());
        if (pack.isPresent()) {
            packs.added(pack.get());
        }
        return answer;
    }

    private Answer move(Branch branch, @Nullable ObjectId expected, ObjectId commit, Note note) throws IOException {
        Path lock = place.common().resolve(branch.ref() + ".lock");
        long deadline = clock.millis() + LOCK_PATIENCE.toMillis();
        try (RefLocks.Note waiting = locks.note(branch.ref())) {
            while (true) {
                RefUpdate.Result result = update(branch, expected, commit, note).update();
                switch (result) {
                    case NEW, FAST_FORWARD, NO_CHANGE -> {
                        forceRef(branch);
                        return new Answer.Accepted();
                    }
                    case REJECTED, REJECTED_CURRENT_BRANCH, REJECTED_MISSING_OBJECT, REJECTED_OTHER_REASON -> {
                        return new Answer.Overtaken();
                    }
                    case LOCK_FAILURE -> {
                        if (!head(branch).equals(Optional.ofNullable(expected))) {
                            return new Answer.Overtaken();
                        }
                        if (!locks.removeIfStale(branch.ref(), lock)) {
                            pause(deadline, lock, waiting);
                        }
                    }
                    case NOT_ATTEMPTED, FORCED, RENAMED, IO_FAILURE ->
                        throw new IOException("the branch " + branch + " could not be moved: " + result);
                }
            }
        }
    }

    private RefUpdate update(Branch branch, @Nullable ObjectId expected, ObjectId commit, Note note)
            throws IOException {
        // Said again each time: JGit forgets it when the user's configuration file changes.
        repository.getConfig().setBoolean("core", null, "fsyncRefFiles", true);
        RefUpdate update = repository.updateRef(branch.ref(), true);
        update.setExpectedOldObjectId(expected == null ? ObjectId.zeroId() : expected);
        update.setNewObjectId(commit);
        update.setRefLogIdent(new PersonIdent(
                note.author().name(), note.author().email(), note.author().time(), ZoneOffset.UTC));
        update.setRefLogMessage("kintsugi: " + note.subject(), false);
        return update;
    }

    private void pause(long deadline, Path lock, RefLocks.Note note) throws IOException {
        if (clock.millis() > deadline) {
            throw new IOException(
                    lock + " is held by another program; when no git command runs there any more, remove it");
        }
        try {
            Thread.sleep(PAUSE_MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            note.close();
            throw new IOException("interrupted while waiting for " + lock, stop);
        }
    }

    /** Makes the moved branch's new name survive a power cut; its content was forced under the lock. */
    private void forceRef(Branch branch) throws IOException {
        Path parent = place.common().resolve(branch.ref()).getParent();
        if (parent != null && Files.isDirectory(parent)) {
            Durably.force(parent);
        }
    }

    @Override
    public void close() {
        // The repository is the store's, and its other users'.
    }
}
