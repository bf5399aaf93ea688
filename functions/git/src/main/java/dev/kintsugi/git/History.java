package dev.kintsugi.git;

import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.Drift;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;

/**
 * Answers questions about ancestry. They are asked of the commits that are here; only when the answer is no, and the
 * walk ended where history was not fetched, is more of it fetched and the question asked again.
 */
final class History {
    /** Most commits that are compared when a branch was rewritten. */
    private static final int MAXIMUM_COMPARED = 1_000;

    private final ObjectStore store;
    private final Remote remote;

    History(ObjectStore store, Remote remote) {
        this.store = store;
        this.remote = remote;
    }

    boolean contains(ObjectId head, ObjectId commit) throws IOException {
        if (head.equals(commit)) {
            return true;
        }
        do {
            try (RevWalk walk = new RevWalk(store.reader())) {
                if (store.has(commit) && walk.isMergedInto(walk.parseCommit(commit), walk.parseCommit(head))) {
                    return true;
                }
            }
        } while (remote.deepen(store, head));
        return false;
    }

    /** The best common ancestors: none, one, or several where branches were merged both ways. */
    List<ObjectId> mergeBases(ObjectId one, ObjectId other) throws IOException {
        while (true) {
            List<ObjectId> bases = basesHere(one, other);
            if (!bases.isEmpty()) {
                return bases;
            }
            boolean deeper = remote.deepen(store, one);
            deeper |= remote.deepen(store, other);
            if (!deeper) {
                return bases;
            }
        }
    }

    private List<ObjectId> basesHere(ObjectId one, ObjectId other) throws IOException {
        List<ObjectId> bases = new ArrayList<>();
        try (RevWalk walk = new RevWalk(store.reader())) {
            walk.setRevFilter(RevFilter.MERGE_BASE);
            walk.markStart(List.of(walk.parseCommit(one), walk.parseCommit(other)));
            for (RevCommit base : walk) {
                bases.add(base.getId());
            }
        }
        return bases;
    }

    Drift drift(ObjectId recorded, Optional<ObjectId> actual) throws IOException {
        if (actual.isEmpty()) {
            return new Drift.Gone();
        }
        ObjectId now = actual.get();
        CommitId name = new CommitId(now.name());
        if (now.equals(recorded)) {
            return new Drift.Same();
        }
        if (!store.has(recorded)) {
            return new Drift.Rewritten(name, "the recorded commit " + recorded.name() + " is nowhere to be found");
        }
        if (contains(now, recorded)) {
            return new Drift.MovedOn(name, since(recorded, now).size());
        }
        List<ObjectId> bases = mergeBases(recorded, now);
        if (bases.isEmpty()) {
            return new Drift.Rewritten(name, "it shares no commit with what was recorded");
        }
        if (bases.contains(now)) {
            return new Drift.Rewritten(name, commits(since(now, recorded).size()) + " taken off");
        }
        ObjectId ancestor = bases.getFirst();
        Set<String> theirs = new HashSet<>(authors(since(ancestor, now)));
        long copied = authors(since(ancestor, recorded)).stream()
                .filter(theirs::contains)
                .count();
        if (copied > 0) {
            return new Drift.Rewritten(name, commits(copied) + " replaced by copies");
        }
        return new Drift.Diverged(name, new CommitId(ancestor.name()));
    }

    private static String commits(long number) {
        return number == 1 ? "a recorded commit was" : number + " recorded commits were";
    }

    /** Who made commits and when: what a rebase, an amend or a cherry-pick copies. */
    private List<String> authors(List<ObjectId> commits) throws IOException {
        List<String> authors = new ArrayList<>();
        for (ObjectId commit : commits) {
            authors.add(store.commit(commit).author());
        }
        return authors;
    }

    /** The commits in {@code head} that are not in {@code before}, youngest first. */
    List<ObjectId> since(ObjectId before, ObjectId head) throws IOException {
        List<ObjectId> commits = new ArrayList<>();
        try (RevWalk walk = new RevWalk(store.reader())) {
            walk.sort(RevSort.TOPO);
            walk.markStart(walk.parseCommit(head));
            walk.markUninteresting(walk.parseCommit(before));
            for (RevCommit commit : walk) {
                commits.add(commit.getId());
                if (commits.size() >= MAXIMUM_COMPARED) {
                    break;
                }
            }
        }
        return commits;
    }
}
