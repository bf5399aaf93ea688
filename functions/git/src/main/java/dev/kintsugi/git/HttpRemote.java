package dev.kintsugi.git;

import dev.kintsugi.core.workspace.Branch;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.Resolution;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.jspecify.annotations.Nullable;

/**
 * A repository behind a server, by git's smart HTTP. Commits are fetched by id and without history; a server that does
 * not give commits by id is asked for its branches, deeper and deeper, until the commit is among them.
 */
final class HttpRemote implements Remote {
    /** How many commits deep a branch is fetched at first, and then, when that was not enough. */
    private static final List<Integer> DEPTHS = List.of(64, 1024, 16_384, Integer.MAX_VALUE);

    private static final List<RefSpec> EVERYTHING =
            List.of(new RefSpec("+refs/heads/*:refs/seen/heads/*"), new RefSpec("+refs/tags/*:refs/seen/tags/*"));

    private final HttpConversation server;
    private final Set<ObjectId> arrived = ConcurrentHashMap.newKeySet();
    private final Map<ObjectId, Integer> deepened = new HashMap<>();

    HttpRemote(HttpConversation server) {
        this.server = server;
    }

    boolean isEmpty() throws IOException {
        return server.refs().isEmpty();
    }

    @Override
    public Resolution resolve(String base) throws IOException {
        Map<String, Ref> refs = server.refs();
        if (base.isEmpty()) {
            Ref head = refs.get(Constants.HEAD);
            return head == null || head.getObjectId() == null
                    ? new Resolution.Unknown("its default branch has no commit; name a base: " + branches(refs))
                    : new Resolution.Found(
                            commitId(head),
                            head.isSymbolic() ? shortened(head.getLeaf().getName()) : Constants.HEAD);
        }
        for (String name : List.of(Constants.R_HEADS + base, Constants.R_TAGS + base, base)) {
            Ref ref = refs.get(name);
            if (ref != null && name.startsWith(Constants.R_REFS)) {
                return new Resolution.Found(commitId(ref), base);
            }
        }
        return CommitId.isCommitId(base)
                ? new Resolution.Found(new CommitId(base), base)
                : new Resolution.Unknown("There is no branch or tag '" + base + "', and no full commit id is given;"
                        + " branches: " + branches(refs));
    }

    private static CommitId commitId(Ref ref) {
        ObjectId peeled = ref.getPeeledObjectId();
        ObjectId id = peeled != null ? peeled : ref.getObjectId();
        return new CommitId(Objects.requireNonNull(id, ref.getName()).name());
    }

    private static String branches(Map<String, Ref> refs) {
        List<String> names = refs.keySet().stream()
                .filter(name -> name.startsWith(Constants.R_HEADS))
                .map(HttpRemote::shortened)
                .sorted()
                .limit(LocalNames.MAXIMUM_NAMED)
                .toList();
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private static String shortened(String ref) {
        return ref.startsWith(Constants.R_HEADS) ? ref.substring(Constants.R_HEADS.length()) : ref;
    }

    @Override
    public Optional<ObjectId> head(Branch branch) throws IOException {
        return Optional.ofNullable(server.refs().get(branch.ref())).map(Ref::getObjectId);
    }

    @Override
    public synchronized void fetch(ObjectStore store, Collection<ObjectId> commits) throws IOException {
        List<ObjectId> missing = new ArrayList<>();
        for (ObjectId commit : commits) {
            if (!store.has(commit)) {
                missing.add(commit);
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        try {
            fetchById(store, missing, 1);
        } catch (TransportException refused) {
            HttpConversation.throwIfPassing(refused);
            HttpConversation.throwIfIncomplete(refused);
            for (ObjectId commit : missing) {
                fetchAlone(store, commit);
            }
        }
        for (ObjectId commit : missing) {
            if (store.has(commit)) {
                store.remember(commit);
                arrived.add(commit);
            }
        }
    }

    /** One of several ids may be unknown, which makes a server refuse them all. */
    private void fetchAlone(ObjectStore store, ObjectId commit) throws IOException {
        if (store.has(commit)) {
            return;
        }
        try {
            fetchById(store, List.of(commit), 1);
        } catch (TransportException refused) {
            HttpConversation.throwIfPassing(refused);
            for (int depth : DEPTHS) {
                server.fetch(store.repository(), EVERYTHING, depth);
                if (store.has(commit) || store.shallow().isEmpty()) {
                    return;
                }
            }
        }
    }

    private void fetchById(ObjectStore store, List<ObjectId> commits, int depth) throws IOException {
        List<RefSpec> wanted =
                commits.stream().map(commit -> new RefSpec(commit.name())).toList();
        server.fetch(store.repository(), wanted, depth);
    }

    @Override
    public synchronized boolean deepen(ObjectStore store, ObjectId commit) throws IOException {
        Set<ObjectId> before = store.shallow();
        int tried = deepened.getOrDefault(commit, 0);
        while (!before.isEmpty() && tried < DEPTHS.size()) {
            int depth = DEPTHS.get(tried);
            deepened.put(commit, ++tried);
            try {
                fetchById(store, List.of(commit), depth);
            } catch (TransportException refused) {
                HttpConversation.throwIfPassing(refused);
                server.fetch(store.repository(), EVERYTHING, depth);
            }
            if (!store.shallow().equals(before)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean has(ObjectStore store, ObjectId commit) throws IOException {
        return arrived.contains(commit) || store.shallow().contains(commit);
    }

    @Override
    public Answer push(ObjectStore store, Branch branch, @Nullable ObjectId expected, Parcel parcel)
            throws IOException {
        store.settle();
        ObjectId commit = parcel.commit();
        ObjectId old = expected == null ? ObjectId.zeroId() : expected;
        RemoteRefUpdate update =
                new RemoteRefUpdate(store.repository(), commit.name(), commit, branch.ref(), false, null, old);
        server.push(store.repository(), update);
        return switch (update.getStatus()) {
            case OK, UP_TO_DATE -> {
                store.remember(commit);
                arrived.add(commit);
                yield new Answer.Accepted();
            }
            case REJECTED_REMOTE_CHANGED, REJECTED_NONFASTFORWARD, NON_EXISTING -> new Answer.Overtaken();
            case REJECTED_NODELETE, REJECTED_OTHER_REASON -> refused(branch, old, String.valueOf(update.getMessage()));
            case NOT_ATTEMPTED, AWAITING_REPORT ->
                throw new IOException("the server did not say what became of the push");
        };
    }

    /** A server says in words whether somebody was faster, is pushing at this moment, or a rule forbids it. */
    private Answer refused(Branch branch, ObjectId expected, String message) throws IOException {
        if (!head(branch).orElse(ObjectId.zeroId()).equals(expected)) {
            return new Answer.Overtaken();
        }
        if (message.contains("lock") || message.contains("unpack")) {
            throw new IOException("the server could not take the push now: " + message);
        }
        return new Answer.Declined("the server refuses it: " + message);
    }

    @Override
    public void close() {
        arrived.clear();
    }
}
