package dev.kintsugi.git;

import dev.kintsugi.core.workspace.Branch;
import dev.kintsugi.core.workspace.CheckedOut;
import dev.kintsugi.core.workspace.CommitFacts;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.DiffText;
import dev.kintsugi.core.workspace.Drift;
import dev.kintsugi.core.workspace.FileAt;
import dev.kintsugi.core.workspace.FileChange;
import dev.kintsugi.core.workspace.FileDelta;
import dev.kintsugi.core.workspace.Listing;
import dev.kintsugi.core.workspace.MergeConflict;
import dev.kintsugi.core.workspace.MergeOutcome;
import dev.kintsugi.core.workspace.PushIntent;
import dev.kintsugi.core.workspace.PushOutcome;
import dev.kintsugi.core.workspace.Recipe;
import dev.kintsugi.core.workspace.Resolution;
import dev.kintsugi.core.workspace.SearchFor;
import dev.kintsugi.core.workspace.SearchOutcome;
import dev.kintsugi.core.workspace.Survival;
import dev.kintsugi.core.workspace.TreeId;
import dev.kintsugi.core.workspace.Workspace;
import dev.kintsugi.core.workspace.WriteOutcome;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/** The port on JGit: translates ids, opens readers, and hands each question to the class that knows. */
final class JGitWorkspace implements Workspace {
    private final ObjectStore store;
    private final Remote remote;
    private final History history;
    private final Pushing pushing;
    private final Faults faults;

    JGitWorkspace(String name, ObjectStore store, Remote remote) {
        this.store = store;
        this.remote = remote;
        this.history = new History(store, remote);
        this.pushing = new Pushing(store, remote, history);
        this.faults = new Faults(name);
    }

    @Override
    public Resolution resolve(String base) {
        return faults.guard("resolve '" + base + "'", () -> remote.resolve(base));
    }

    @Override
    public Optional<CommitId> head(Branch branch) {
        return faults.guard("look at " + branch, () -> remote.head(branch).map(JGitWorkspace::commitId));
    }

    @Override
    public List<CommitId> fetch(Collection<CommitId> commits) {
        return faults.guard("fetch " + commits, () -> {
            List<ObjectId> wanted = commits.stream().map(JGitWorkspace::id).toList();
            remote.fetch(store, wanted);
            List<CommitId> missing = new ArrayList<>();
            for (ObjectId commit : wanted) {
                if (!store.has(commit)) {
                    missing.add(commitId(commit));
                }
            }
            return missing;
        });
    }

    @Override
    public TreeId treeOf(CommitId commit) {
        return faults.guard(
                "read commit " + commit,
                () -> new TreeId(store.commit(id(commit)).tree().name()));
    }

    @Override
    public List<CommitId> parentsOf(CommitId commit) {
        return faults.guard(
                "read commit " + commit,
                () -> store.commit(id(commit)).parents().stream()
                        .map(JGitWorkspace::commitId)
                        .toList());
    }

    @Override
    public Optional<CommitFacts> factsOf(CommitId commit) {
        return faults.guard("read commit " + commit, () -> CommitFacts.read(store.commitContent(id(commit))));
    }

    @Override
    public FileAt read(TreeId tree, String path) {
        return read("read " + path, reader -> new TreeReading(reader).read(id(tree), path));
    }

    @Override
    public Listing list(TreeId tree, Predicate<String> wanted, int most) {
        return read("list " + tree, reader -> new TreeReading(reader).list(id(tree), wanted, most));
    }

    @Override
    public SearchOutcome search(TreeId tree, SearchFor what) {
        return read("search " + tree, reader -> new Searcher(reader).search(id(tree), what));
    }

    @Override
    public WriteOutcome write(TreeId tree, List<FileChange> changes) {
        return read("write a tree on " + tree, reader -> new TreeWriter(reader, store).write(tree, changes));
    }

    @Override
    public CommitId commit(CommitFacts facts) {
        return faults.guard("commit", () -> commitId(store.insert(Constants.OBJ_COMMIT, facts.content())));
    }

    @Override
    public MergeOutcome merge(CommitId base, CommitId ours, CommitId theirs) {
        return faults.guard(
                "merge " + theirs + " into " + ours,
                () -> new Merging(store, history).merge(List.of(id(base)), id(ours), id(theirs)));
    }

    @Override
    public MergeOutcome merge(CommitId ours, CommitId theirs) {
        return faults.guard("merge " + theirs + " into " + ours, () -> {
            List<ObjectId> bases = history.mergeBases(id(ours), id(theirs));
            return new Merging(store, history).merge(bases, id(ours), id(theirs));
        });
    }

    @Override
    public List<MergeConflict> unresolved(TreeId tree, List<MergeConflict> conflicts) {
        return read("look for markers in " + tree, reader -> {
            List<MergeConflict> left = new ArrayList<>();
            for (MergeConflict conflict : conflicts) {
                if (Merging.stands(reader, id(tree), conflict)) {
                    left.add(conflict);
                }
            }
            return left;
        });
    }

    @Override
    public Optional<CommitId> mergeBase(CommitId one, CommitId other) {
        return faults.guard(
                "compare " + one + " and " + other,
                () -> history.mergeBases(id(one), id(other)).stream()
                        .map(JGitWorkspace::commitId)
                        .findFirst());
    }

    @Override
    public boolean contains(CommitId head, CommitId commit) {
        return faults.guard("follow the history of " + head, () -> history.contains(id(head), id(commit)));
    }

    @Override
    public Drift drift(CommitId recorded, Optional<CommitId> actual) {
        return faults.guard("compare " + recorded + " with what is there now", () -> {
            List<ObjectId> both = new ArrayList<>(List.of(id(recorded)));
            actual.ifPresent(now -> both.add(id(now)));
            remote.fetch(store, both);
            return history.drift(id(recorded), actual.map(JGitWorkspace::id));
        });
    }

    @Override
    public Survival survives(CommitId base, List<CommitId> commits, CommitId now) {
        return faults.guard("compare " + now + " with the work before it", () -> {
            List<CommitId> lost = new ArrayList<>();
            for (CommitId commit : commits) {
                if (!history.contains(id(now), id(commit))) {
                    lost.add(commit);
                }
            }
            CommitId last = commits.isEmpty() ? base : commits.getLast();
            try (ObjectReader reader = store.reader()) {
                return new Survival(
                        lost,
                        new SurvivalCheck(reader).files(tree(reader, base), tree(reader, last), tree(reader, now)));
            }
        });
    }

    @Override
    public List<FileDelta> changedFiles(TreeId from, TreeId to) {
        return read("compare " + from + " and " + to, reader -> new Differ(reader).files(id(from), id(to)));
    }

    @Override
    public DiffText diff(TreeId from, TreeId to, int mostCharacters) {
        return read(
                "compare " + from + " and " + to, reader -> new Differ(reader).text(id(from), id(to), mostCharacters));
    }

    @Override
    public Recipe recipe(CommitFacts facts) {
        return read("compare a commit with its parents", reader -> RecipeWriter.recipe(reader, facts));
    }

    @Override
    public PushOutcome begin(Branch branch, CommitId at) {
        return faults.guard("begin " + branch, () -> pushing.begin(branch, id(at)));
    }

    @Override
    public PushOutcome push(PushIntent intent) {
        return faults.guard("push " + intent.branch(), () -> pushing.push(intent));
    }

    @Override
    public CheckedOut checkOut(CommitId commit, Path folder) {
        return read("check out " + commit, reader -> TreeCheckout.checkOut(reader, tree(reader, commit), folder));
    }

    @Override
    public CheckedOut archive(CommitId commit, OutputStream to) {
        return read("archive " + commit, reader -> TreeArchive.write(reader, id(commit), to));
    }

    @Override
    public void keep(CommitId commit) {
        faults.guard("keep " + commit, () -> {
            store.settle();
            return commit;
        });
    }

    @Override
    public void close() {
        remote.close();
        store.close();
    }

    private <T> T read(String doing, Reading<T> reading) {
        return faults.guard(doing, () -> {
            try (ObjectReader reader = store.reader()) {
                return reading.with(reader);
            }
        });
    }

    private static ObjectId tree(ObjectReader reader, CommitId commit) throws IOException {
        return ObjectStore.commit(reader, id(commit)).tree();
    }

    private static ObjectId id(CommitId commit) {
        return ObjectId.fromString(commit.hex());
    }

    private static ObjectId id(TreeId tree) {
        return ObjectId.fromString(tree.hex());
    }

    private static CommitId commitId(ObjectId id) {
        return new CommitId(id.name());
    }

    @FunctionalInterface
    private interface Reading<T> {
        T with(ObjectReader reader) throws IOException;
    }
}
