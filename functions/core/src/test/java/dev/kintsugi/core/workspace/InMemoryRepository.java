package dev.kintsugi.core.workspace;

import dev.kintsugi.core.workspace.InMemoryObjects.Entry;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A repository that lives in memory, as a remote: its branches, and the objects that pushes brought. Every
 * {@link #open} gives a worker of its own, which sees what was pushed and keeps what it made to itself.
 */
public final class InMemoryRepository implements Workspaces {
    /** Where a user's own commits stand. */
    public static final String DEFAULT_BRANCH = "main";

    final InMemoryObjects objects = new InMemoryObjects();
    final NavigableMap<String, CommitId> branches = new TreeMap<>();
    private int failingPushes;
    private boolean losingAnswers;

    private InMemoryRepository() {}

    /** A repository whose first commit, on {@code main}, holds these texts. */
    public static InMemoryRepository of(Map<String, String> texts) {
        InMemoryRepository repository = new InMemoryRepository();
        NavigableMap<String, Entry> files = new TreeMap<>(InMemoryObjects.GIT_ORDER);
        texts.forEach((path, text) -> files.put(path, new Entry(EntryKind.FILE, FileContent.of(text))));
        CommitFacts facts = Given.facts(repository.objects.put(files), "first");
        repository.branches.put(DEFAULT_BRANCH, repository.objects.put(facts));
        return repository;
    }

    /** The commit that {@code main} is at. */
    public CommitId base() {
        return head(DEFAULT_BRANCH).orElseThrow();
    }

    /** What made a commit that was pushed. */
    public CommitFacts factsOf(CommitId commit) {
        return objects.commit(commit).orElseThrow();
    }

    /** A worker with a store of its own. */
    public InMemoryWorkspace open() {
        return new InMemoryWorkspace(this);
    }

    @Override
    public Opening open(String address) {
        return new Opening.Opened(open());
    }

    /** Where a branch is, ours or the user's. */
    public synchronized Optional<CommitId> head(String branch) {
        return Optional.ofNullable(branches.get(branch));
    }

    /** Somebody adds a commit to a branch, by hand. */
    public synchronized CommitId commitByHand(String branch, Map<String, String> texts) {
        CommitId parent = branches.get(branch);
        NavigableMap<String, Entry> files =
                objects.tree(objects.commit(parent).orElseThrow().tree()).orElseThrow();
        texts.forEach((path, text) -> files.put(path, new Entry(EntryKind.FILE, FileContent.of(text))));
        CommitId commit = objects.put(Given.facts(objects.put(files), "by hand on " + parent, parent));
        branches.put(branch, commit);
        return commit;
    }

    /** Somebody adds a commit in which a file is gone, by hand. */
    public synchronized CommitId deleteByHand(String branch, String path) {
        CommitId parent = branches.get(branch);
        NavigableMap<String, Entry> files =
                objects.tree(objects.commit(parent).orElseThrow().tree()).orElseThrow();
        files.remove(path);
        CommitId commit = objects.put(Given.facts(objects.put(files), "by hand on " + parent, parent));
        branches.put(branch, commit);
        return commit;
    }

    /** Somebody puts a branch elsewhere, or removes it. */
    public synchronized void set(String branch, Optional<CommitId> commit) {
        commit.ifPresentOrElse(id -> branches.put(branch, id), () -> branches.remove(branch));
    }

    /** So many pushes fail before they arrive, as on a broken network. */
    public void failPushes(int many) {
        failingPushes = many;
    }

    /** The next push arrives, and its answer is lost. */
    public void loseAnswerOfNextPush() {
        losingAnswers = true;
    }

    /** Moves a branch by compare-and-swap; returns whether it was where it was expected. */
    synchronized boolean move(String branch, Optional<CommitId> expected, CommitId commit) {
        if (failingPushes > 0) {
            failingPushes--;
            throw new WorkspaceFault.Passing("the network is down", new java.io.IOException("injected"));
        }
        if (!head(branch).equals(expected)) {
            return false;
        }
        branches.put(branch, commit);
        if (losingAnswers) {
            losingAnswers = false;
            throw new WorkspaceFault.Passing("the answer was lost", new java.io.IOException("injected"));
        }
        return true;
    }
}
