package dev.kintsugi.git;

import dev.kintsugi.core.workspace.Branch;
import dev.kintsugi.core.workspace.CommitFacts;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.PushIntent;
import dev.kintsugi.core.workspace.PushOutcome;
import dev.kintsugi.core.workspace.Signature;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Pushes what an intent promises, and nothing else. Pushing it again is harmless: the commit is made from the same facts,
 * and where it already arrived the answer says so.
 */
final class Pushing {
    private final ObjectStore store;
    private final Remote remote;
    private final History history;

    Pushing(ObjectStore store, Remote remote, History history) {
        this.store = store;
        this.remote = remote;
        this.history = history;
    }

    PushOutcome push(PushIntent intent) throws IOException {
        ObjectId commit = ObjectId.fromString(intent.commit().hex());
        Optional<ObjectId> expected = intent.expected().map(CommitId::hex).map(ObjectId::fromString);
        Optional<PushOutcome> before = withoutPush(intent.branch(), commit, expected);
        if (before.isPresent()) {
            return before.get();
        }
        make(intent, commit);
        NewObjects objects = newWith(commit);
        if (!objects.missing().isEmpty()) {
            return new PushOutcome.NotMade(
                    objects.missing().stream().map(ObjectId::name).toList());
        }
        if (expected.isPresent() && !history.contains(commit, expected.get())) {
            return new PushOutcome.Declined("the commit " + commit.name() + " does not contain "
                    + expected.get().name() + ", where " + intent.branch() + " is: it would have to be forced");
        }
        CommitFacts facts = intent.facts();
        String subject = facts.message().lines().findFirst().orElse("");
        Remote.Note note = new Remote.Note(facts.author(), subject);
        return moved(intent.branch(), new Remote.Parcel(commit, objects.found(), note), expected);
    }

    /** Lets a branch begin at a commit that is at the remote already. */
    PushOutcome begin(Branch branch, ObjectId at) throws IOException {
        Optional<PushOutcome> before = withoutPush(branch, at, Optional.empty());
        if (before.isPresent()) {
            return before.get();
        }
        remote.fetch(store, List.of(at));
        if (!store.has(at)) {
            return new PushOutcome.NotMade(List.of(at.name()));
        }
        Signature nobody = new Signature("Kintsugi", "", Instant.EPOCH);
        return moved(
                branch,
                new Remote.Parcel(at, List.of(), new Remote.Note(nobody, "begun at " + at.name())),
                Optional.empty());
    }

    private PushOutcome moved(Branch branch, Remote.Parcel parcel, Optional<ObjectId> expected) throws IOException {
        return switch (remote.push(store, branch, expected.orElse(null), parcel)) {
            case Remote.Answer.Accepted accepted -> new PushOutcome.Accepted();
            case Remote.Answer.Declined declined -> new PushOutcome.Declined(declined.reason());
            case Remote.Answer.Overtaken overtaken ->
                withoutPush(branch, parcel.commit(), expected)
                        .orElseThrow(() -> new IOException(
                                "the remote took neither the push nor another one; it can be tried again"));
        };
    }

    /** What can be said without a push, when the branch is not where it is expected. */
    private Optional<PushOutcome> withoutPush(Branch branch, ObjectId commit, Optional<ObjectId> expected)
            throws IOException {
        Optional<ObjectId> actual = remote.head(branch);
        if (actual.equals(expected)) {
            return Optional.empty();
        }
        if (actual.isEmpty()) {
            return Optional.of(new PushOutcome.Moved(Optional.empty()));
        }
        ObjectId now = actual.get();
        if (now.equals(commit)) {
            return Optional.of(new PushOutcome.AlreadyThere());
        }
        remote.fetch(store, List.of(now));
        CommitId name = new CommitId(now.name());
        boolean reachable = history.contains(now, commit);
        return Optional.of(reachable ? new PushOutcome.Reachable(name) : new PushOutcome.Moved(Optional.of(name)));
    }

    /** Makes the commit, and its tree, where they are not here, or says that its facts make another one: then the record is damaged. */
    private void make(PushIntent intent, ObjectId commit) throws IOException {
        byte[] content = intent.facts().content();
        try (ObjectInserter formatter = new ObjectInserter.Formatter()) {
            ObjectId made = formatter.idFor(Constants.OBJ_COMMIT, content);
            if (!made.equals(commit)) {
                throw new IllegalStateException("The intent for " + intent.branch() + " names commit " + commit.name()
                        + ", its facts make " + made.name());
            }
        }
        if (!store.has(commit)) {
            store.insert(Constants.OBJ_COMMIT, content);
        }
        if (!store.has(ObjectId.fromString(intent.facts().tree().hex()))) {
            remote.fetch(
                    store,
                    intent.facts().parents().stream()
                            .map(parent -> ObjectId.fromString(parent.hex()))
                            .toList());
            RecipeReader.make(store, intent);
        }
    }

    private NewObjects newWith(ObjectId commit) throws IOException {
        try (ObjectReader reader = store.reader()) {
            NewObjects objects = new NewObjects(reader, id -> remote.has(store, id));
            objects.of(commit);
            return objects;
        }
    }
}
