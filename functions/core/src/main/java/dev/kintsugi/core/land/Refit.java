package dev.kintsugi.core.land;

import dev.kintsugi.core.job.Cycle;
import dev.kintsugi.core.job.End;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobDraft;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.records.Value;
import dev.kintsugi.core.review.Finding;
import dev.kintsugi.core.round.Conflicts;
import dev.kintsugi.core.round.Delivery;
import dev.kintsugi.core.round.Ends;
import dev.kintsugi.core.round.OpenFindings;
import dev.kintsugi.core.round.PlainText;
import dev.kintsugi.core.round.Workbench;
import dev.kintsugi.core.workspace.CommitFacts;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.MergeConflict;
import dev.kintsugi.core.workspace.MergeOutcome;
import dev.kintsugi.core.workspace.PushIntent;
import dev.kintsugi.core.workspace.Workspace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Making work fit a trunk that moved: the next cycle starts from a merge commit of both heads, on the job's branch, and
 * from then on the trunk's head in it is what diffs are against. So both sides' commits stay, whatever the coder does.
 */
final class Refit {
    /** How often a job is made to fit: cycles beyond the limit. */
    static final int MAX = 2;

    private static final String ONTO = "fittingOnto";
    private static final int MAX_LINE = 100;

    private final Workbench bench;
    private final JobDraft draft;
    private final Workspace workspace;
    private final Optional<Cycle> cycle;
    private final CommitId work;
    private final CommitId base;

    Refit(Workbench bench, Optional<Cycle> cycle, CommitId work, CommitId base) {
        this.bench = bench;
        this.draft = bench.draft();
        this.workspace = bench.workspace();
        this.cycle = cycle;
        this.work = work;
        this.base = base;
    }

    /** What it comes to. */
    sealed interface Fit {
        /** A cycle begins from where the job's branch is now. */
        record Begun() implements Fit {}

        record Impossible(End end) implements Fit {}
    }

    /** Whether an earlier visit promised the merge and was cut off. */
    boolean isUnderWay() {
        return bench.job().facts().has(ONTO);
    }

    /** Goes on with the merge that was promised, whatever the trunk did since. */
    Fit goOn() {
        CommitId onto = new CommitId(bench.job().facts().text(ONTO));
        List<Finding> findings = cycle.map(Cycle::findings).orElse(List.of());
        workspace.fetch(List.of(onto, work, base));
        return merged(onto, findings, bench.job().intent());
    }

    /**
     * Merges the trunk into the job's branch.
     *
     * @param findings what the checks found in a merge without conflicts
     */
    Fit after(CommitId onto, List<Finding> findings) {
        int before = bench.job().conflicts();
        if (before >= MAX) {
            return new Fit.Impossible(Ends.conflict(before + 1));
        }
        List<Finding> open = new ArrayList<>(findings);
        conflicts(onto).stream().map(OpenFindings::conflict).forEach(open::add);
        open.addAll(OpenFindings.forReviewer(cycle.map(Cycle::findings).orElse(List.of())));
        return merged(onto, open, Optional.empty());
    }

    /** What was approved is not what is there any more: the next cycle begins from there and is judged anew. */
    Fit reviewAgain() {
        int before = bench.job().conflicts();
        if (before >= MAX) {
            return new Fit.Impossible(Ends.conflict(before + 1));
        }
        judged(cycle.map(Cycle::findings).orElse(List.of()), Optional.empty());
        nextCycle();
        return new Fit.Begun();
    }

    private List<MergeConflict> conflicts(CommitId onto) {
        return workspace.merge(base, work, onto) instanceof MergeOutcome.Conflicting conflicting
                ? conflicting.conflicts()
                : List.of();
    }

    private Fit merged(CommitId onto, List<Finding> open, Optional<PushIntent> promised) {
        MergeOutcome merge = workspace.merge(base, work, onto);
        List<MergeConflict> conflicts =
                merge instanceof MergeOutcome.Conflicting conflicting ? conflicting.conflicts() : List.of();
        PushIntent intent = promised.orElseGet(() -> intent(onto, merge));
        if (promised.isEmpty()) {
            draft.change().promise(intent).set(ONTO, Value.of(onto.hex()));
            judged(open, Optional.of(intent.commit()));
            draft.write();
        }
        Delivery delivery = Delivery.of(bench, intent);
        if (delivery instanceof Delivery.NotMade) {
            // The objects are made again by now, for they follow from commits that the remote has.
            delivery = Delivery.of(bench, workspaceIntent(intent, onto, merge));
        }
        return switch (delivery) {
            case Delivery.Impossible impossible -> new Fit.Impossible(impossible.end());
            case Delivery.NotMade notMade ->
                throw new IllegalStateException(
                        "expected to make commit %s from its parents, and could not".formatted(intent.commit()));
            case Delivery.Arrived arrived -> {
                draft.change().head(arrived.head()).diffBase(onto).noPromise().remove(ONTO);
                Conflicts.keep(
                        draft.change(),
                        Stream.concat(conflicts.stream(), arrived.conflicts().stream())
                                .distinct()
                                .toList());
                nextCycle();
                yield new Fit.Begun();
            }
        };
    }

    private PushIntent workspaceIntent(PushIntent promised, CommitId onto, MergeOutcome merge) {
        PushIntent made = intent(onto, merge);
        return made.commit().equals(promised.commit()) ? made : promised;
    }

    private PushIntent intent(CommitId onto, MergeOutcome merge) {
        Job job = bench.job();
        String message = line("%s/cycle-%d: merge %s"
                .formatted(bench.task().id(), job.cycle(), bench.plan().trunk().name()));
        CommitFacts facts = new CommitFacts(
                List.of(work, onto),
                merge.tree(),
                bench.author(cycle.map(Cycle::at).orElse(Instant.EPOCH)),
                message);
        return workspace.intent(bench.branch(), job.head(), facts);
    }

    private void judged(List<Finding> open, Optional<CommitId> merge) {
        cycle.ifPresent(round -> draft.with(
                Jobs.put(bench.job().id(), round.and(merge).judged("conflict", OpenFindings.bounded(open), 0))));
    }

    private void nextCycle() {
        Job job = bench.job();
        draft.change()
                .grantCycle()
                .notApproved()
                .set("conflicts", Value.of(job.conflicts() + 1L))
                .set("overtaken", Value.of(0))
                .to(JobStatus.EXECUTING);
    }

    /** One line of a commit message. */
    static String line(String text) {
        return PlainText.whole(PlainText.shortened(PlainText.line(text), MAX_LINE));
    }
}
