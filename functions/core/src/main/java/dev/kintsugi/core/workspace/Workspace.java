package dev.kintsugi.core.workspace;

import dev.kintsugi.core.path.FileSize;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One repository, worked in without a checkout. Everything but {@link #push} and {@link #begin} leaves it as it is; the user's branches and
 * files are never touched. May be used by several threads.
 */
public interface Workspace extends AutoCloseable {
    /** Largest file that is read or written whole, in bytes. */
    int MAXIMUM_FILE_BYTES = FileSize.MAXIMUM_BYTES;

    /** What a branch, a tag or a commit id means at the remote now; empty text is its default branch. */
    Resolution resolve(String base);

    /** Where a branch of ours is at the remote now. */
    Optional<CommitId> head(Branch branch);

    /** Gets these commits with their files, without history, where they are not here yet; returns those not to be had. */
    List<CommitId> fetch(Collection<CommitId> commits);

    /** The files of a commit. */
    TreeId treeOf(CommitId commit);

    /** The commits that a commit names as its parents. */
    List<CommitId> parentsOf(CommitId commit);

    /** All that a commit of ours was made of; none for a commit that somebody else made, in whatever other form. */
    Optional<CommitFacts> factsOf(CommitId commit);

    /** What stands at a path; files over {@link #MAXIMUM_FILE_BYTES} are not loaded. */
    FileAt read(TreeId tree, String path);

    /** The files whose path is wanted, at most so many. */
    Listing list(TreeId tree, Predicate<String> wanted, int most);

    /** The lines of text files that hold something; binary and very large files are passed over. */
    SearchOutcome search(TreeId tree, SearchFor what);

    /** Writes a tree from changes, in order; what they do not touch stays as it is, to the byte. */
    WriteOutcome write(TreeId tree, List<FileChange> changes);

    /** Makes the commit that these facts describe, durably. */
    CommitId commit(CommitFacts facts);

    /** Merges two commits whose work began at {@code base}. */
    MergeOutcome merge(CommitId base, CommitId ours, CommitId theirs);

    /** Merges two commits on the ancestors that history gives; where it crossed, on those merged. */
    MergeOutcome merge(CommitId ours, CommitId theirs);

    /** Those of the conflicts that still stand in a tree: a marker is left, or the other side is still beside. */
    List<MergeConflict> unresolved(TreeId tree, List<MergeConflict> conflicts);

    /** The youngest commit that both contain; none when they share nothing. */
    Optional<CommitId> mergeBase(CommitId one, CommitId other);

    /** Whether {@code commit} is {@code head} or one of its ancestors. */
    boolean contains(CommitId head, CommitId commit);

    /** What happened to a branch since it was recorded. */
    Drift drift(CommitId recorded, Optional<CommitId> actual);

    /** Whether work, done by commits that began at {@code base} and ended with the last of them, is still in {@code now}. */
    Survival survives(CommitId base, List<CommitId> commits, CommitId now);

    /** The files that differ, with renames. */
    List<FileDelta> changedFiles(TreeId from, TreeId to);

    /** The difference as a unified diff of at most so many characters. */
    DiffText diff(TreeId from, TreeId to, int mostCharacters);

    /** How the tree of this commit is made of those of its parents, which are here; none when that is too much. */
    Recipe recipe(CommitFacts facts);

    /** The intent that a push of these facts needs; makes the commit. */
    default PushIntent intent(Branch branch, Optional<CommitId> expected, CommitFacts facts) {
        return new PushIntent(branch, expected, commit(facts), facts, recipe(facts));
    }

    /**
     * Lets a branch that does not exist begin at a commit that the remote has: the one push that makes no commit. Said
     * again it changes nothing: where the branch is there already, the answer says how it stands to the commit.
     */
    PushOutcome begin(Branch branch, CommitId at);

    /** Pushes an intent, for the first time or again; never forced. */
    PushOutcome push(PushIntent intent);

    /** Writes a commit's files into a new or empty folder, for commands that need files. */
    CheckedOut checkOut(CommitId commit, Path folder);

    /**
     * Writes a commit's files as one {@code .tar.gz}, without a checkout, for commands that run elsewhere; the same
     * commit gives the same bytes. The stream is left open.
     */
    CheckedOut archive(CommitId commit, OutputStream to);

    /** Puts a commit that nobody pushed yet where others on this machine find it, also when this process is killed. */
    void keep(CommitId commit);

    @Override
    void close();
}
