package dev.kintsugi.core.workspace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Ancestry in memory, by walking all of it. */
final class InMemoryHistory {
    private final Function<CommitId, Optional<CommitFacts>> commits;

    InMemoryHistory(Function<CommitId, Optional<CommitFacts>> commits) {
        this.commits = commits;
    }

    /** A commit and its ancestors, nearest first. */
    Set<CommitId> ancestors(CommitId commit) {
        Set<CommitId> seen = new LinkedHashSet<>();
        Deque<CommitId> waiting = new ArrayDeque<>(List.of(commit));
        while (!waiting.isEmpty()) {
            CommitId next = waiting.removeFirst();
            if (seen.add(next)) {
                commits.apply(next).ifPresent(facts -> waiting.addAll(facts.parents()));
            }
        }
        return seen;
    }

    Optional<CommitId> mergeBase(CommitId one, CommitId other) {
        Set<CommitId> known = ancestors(one);
        return ancestors(other).stream().filter(known::contains).findFirst();
    }

    private List<CommitId> since(CommitId before, CommitId head) {
        List<CommitId> commitsSince = new ArrayList<>(ancestors(head));
        commitsSince.removeAll(ancestors(before));
        return commitsSince;
    }

    Drift drift(CommitId recorded, Optional<CommitId> actual) {
        if (actual.isEmpty()) {
            return new Drift.Gone();
        }
        CommitId now = actual.get();
        if (now.equals(recorded)) {
            return new Drift.Same();
        }
        if (commits.apply(recorded).isEmpty()) {
            return new Drift.Rewritten(now, "the recorded commit " + recorded + " is nowhere to be found");
        }
        if (ancestors(now).contains(recorded)) {
            return new Drift.MovedOn(now, since(recorded, now).size());
        }
        Optional<CommitId> base = mergeBase(recorded, now);
        if (base.isEmpty()) {
            return new Drift.Rewritten(now, "it shares no commit with what was recorded");
        }
        if (base.get().equals(now)) {
            int taken = since(now, recorded).size();
            return new Drift.Rewritten(
                    now, (taken == 1 ? "a recorded commit was" : taken + " recorded commits were") + " taken off");
        }
        return new Drift.Diverged(now, base.get());
    }
}
