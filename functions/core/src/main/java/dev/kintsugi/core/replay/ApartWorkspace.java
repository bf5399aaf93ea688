package dev.kintsugi.core.replay;

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
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A repository of which only the branches are not real: they stand where a replay wants them, and a push moves them here
 * and nowhere else. Commits that come out again as they were are there already.
 */
final class ApartWorkspace implements Workspace {
    private final Workspace real;
    private final Map<Branch, CommitId> branches = new HashMap<>();

    ApartWorkspace(Workspace real) {
        this.real = real;
    }

    /** Lets a branch stand at a commit, or nowhere. */
    void set(Branch branch, Optional<CommitId> at) {
        at.ifPresentOrElse(commit -> branches.put(branch, commit), () -> branches.remove(branch));
    }

    @Override
    public Optional<CommitId> head(Branch branch) {
        return Optional.ofNullable(branches.get(branch));
    }

    @Override
    public PushOutcome begin(Branch branch, CommitId at) {
        branches.putIfAbsent(branch, at);
        return new PushOutcome.Accepted();
    }

    @Override
    public PushOutcome push(PushIntent intent) {
        Optional<CommitId> actual = head(intent.branch());
        if (actual.equals(Optional.of(intent.commit()))) {
            return new PushOutcome.AlreadyThere();
        }
        if (!actual.equals(intent.expected())) {
            return new PushOutcome.Moved(actual);
        }
        branches.put(intent.branch(), intent.commit());
        return new PushOutcome.Accepted();
    }

    @Override
    public Resolution resolve(String base) {
        return real.resolve(base);
    }

    @Override
    public List<CommitId> fetch(Collection<CommitId> commits) {
        return real.fetch(commits);
    }

    @Override
    public TreeId treeOf(CommitId commit) {
        return real.treeOf(commit);
    }

    @Override
    public List<CommitId> parentsOf(CommitId commit) {
        return real.parentsOf(commit);
    }

    @Override
    public Optional<CommitFacts> factsOf(CommitId commit) {
        return real.factsOf(commit);
    }

    @Override
    public FileAt read(TreeId tree, String path) {
        return real.read(tree, path);
    }

    @Override
    public Listing list(TreeId tree, Predicate<String> wanted, int most) {
        return real.list(tree, wanted, most);
    }

    @Override
    public SearchOutcome search(TreeId tree, SearchFor what) {
        return real.search(tree, what);
    }

    @Override
    public WriteOutcome write(TreeId tree, List<FileChange> changes) {
        return real.write(tree, changes);
    }

    @Override
    public CommitId commit(CommitFacts facts) {
        return real.commit(facts);
    }

    @Override
    public MergeOutcome merge(CommitId base, CommitId ours, CommitId theirs) {
        return real.merge(base, ours, theirs);
    }

    @Override
    public MergeOutcome merge(CommitId ours, CommitId theirs) {
        return real.merge(ours, theirs);
    }

    @Override
    public List<MergeConflict> unresolved(TreeId tree, List<MergeConflict> conflicts) {
        return real.unresolved(tree, conflicts);
    }

    @Override
    public Optional<CommitId> mergeBase(CommitId one, CommitId other) {
        return real.mergeBase(one, other);
    }

    @Override
    public boolean contains(CommitId head, CommitId commit) {
        return real.contains(head, commit);
    }

    @Override
    public Drift drift(CommitId recorded, Optional<CommitId> actual) {
        return real.drift(recorded, actual);
    }

    @Override
    public Survival survives(CommitId base, List<CommitId> commits, CommitId now) {
        return real.survives(base, commits, now);
    }

    @Override
    public List<FileDelta> changedFiles(TreeId from, TreeId to) {
        return real.changedFiles(from, to);
    }

    @Override
    public DiffText diff(TreeId from, TreeId to, int mostCharacters) {
        return real.diff(from, to, mostCharacters);
    }

    @Override
    public Recipe recipe(CommitFacts facts) {
        return real.recipe(facts);
    }

    @Override
    public CheckedOut checkOut(CommitId commit, Path folder) {
        return real.checkOut(commit, folder);
    }

    @Override
    public CheckedOut archive(CommitId commit, OutputStream to) {
        return real.archive(commit, to);
    }

    @Override
    public void keep(CommitId commit) {
        real.keep(commit);
    }

    /** Nothing: it is closed with the replay, not with each of its steps. */
    @Override
    public void close() {}
}
