package dev.kintsugi.core.replay;

import dev.kintsugi.core.workspace.Branch;
import dev.kintsugi.core.workspace.CommitFacts;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the commits of a job's record are, told from the commits themselves: a round's, a continue's, or a merge. */
final class RecordedCommits {
    private static final Pattern CONTINUE = Pattern.compile("[^/]+/cycle-\\d+\\.(\\d+): .*", Pattern.DOTALL);

    private final Workspace workspace;
    private final Branch trunk;

    RecordedCommits(Workspace workspace, Branch trunk) {
        this.workspace = workspace;
        this.trunk = trunk;
    }

    CommitId parent(CommitId commit) {
        return workspace.parentsOf(commit).getFirst();
    }

    /** Whether a round or a continue made it: it has one parent, merges have two. */
    boolean isWork(CommitId commit) {
        return parents(commit) == 1;
    }

    /** Whether it is what the round itself left, and no continue. */
    boolean isRound(CommitId commit) {
        return isWork(commit) && part(commit).isEmpty();
    }

    /** Whether it merged the project's branch into the job's. */
    boolean isRefit(CommitId commit) {
        return parents(commit) == 2
                && workspace
                        .factsOf(commit)
                        .filter(facts -> facts.message().contains(": merge " + trunk.name()))
                        .isPresent();
    }

    /** Where the branch stood when this commit was to be pushed, if somebody had pushed there first: both were merged. */
    Optional<CommitId> pushedFirst(CommitId commit, List<CommitId> cycle) {
        return cycle.stream()
                .filter(later -> parents(later) == 2 && parent(later).equals(commit) && !isRefit(later))
                .map(merge -> workspace.parentsOf(merge).getLast())
                .findFirst();
    }

    /** For the commit of a continue, the how-manieth commit of its cycle it is. */
    Optional<Integer> part(CommitId commit) {
        return workspace
                .factsOf(commit)
                .map(CommitFacts::message)
                .map(CONTINUE::matcher)
                .filter(Matcher::matches)
                .map(found -> Integer.parseInt(found.group(1)));
    }

    private int parents(CommitId commit) {
        return workspace.fetch(List.of(commit)).isEmpty()
                ? workspace.parentsOf(commit).size()
                : 0;
    }
}
