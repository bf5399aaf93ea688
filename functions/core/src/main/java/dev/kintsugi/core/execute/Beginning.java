package dev.kintsugi.core.execute;

import dev.kintsugi.core.heal.PartialWork;
import dev.kintsugi.core.job.Cycle;
import dev.kintsugi.core.job.End;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobChange;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.records.Value;
import dev.kintsugi.core.review.Finding;
import dev.kintsugi.core.round.Ends;
import dev.kintsugi.core.round.Workbench;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.Drift;
import dev.kintsugi.core.workspace.Workspace;
import java.util.List;
import java.util.Optional;

/**
 * Where a round begins: the number of its cycle, the commit it builds upon, what is still open. A cycle that was cut off
 * goes on under its number and from its commit; a new one first looks at what became of the job's branch meanwhile.
 */
final class Beginning {
    private final Workbench bench;
    private final Jobs jobs;
    private final Optional<PartialWork> carried;

    /** @param carried for a remediation, the failed task's work, of which the findings are open from the first cycle on */
    Beginning(Workbench bench, Jobs jobs, Optional<PartialWork> carried) {
        this.bench = bench;
        this.jobs = jobs;
        this.carried = carried;
    }

    /** What it comes to. */
    sealed interface Begun {
        /**
         * The round can be worked on.
         *
         * @param from the commit that the coder sees
         * @param goesOn whether it was begun in an earlier visit
         */
        record Round(int cycle, CommitId from, List<Finding> open, boolean goesOn) implements Begun {}

        record Impossible(End end) implements Begun {}
    }

    Begun begin() {
        Job job = bench.job();
        if (job.isCycleOpen()) {
            bench.draft().change().to(JobStatus.EXECUTING);
            return round(job.cycle(), start(job), true);
        }
        int most = bench.task().maxReviewCycles() + job.cyclesGranted();
        if (job.cyclesUsed() >= most) {
            return new Begun.Impossible(Ends.cycles(job.cyclesUsed(), open(job.cycle() + 1)));
        }
        JobChange change = bench.draft().change();
        change.to(JobStatus.EXECUTING).openCycle(job.cycle() + 1).set("spentBefore", Value.of(job.spent()));
        if (job.base().isEmpty()) {
            CommitId base = bench.workspace()
                    .head(bench.plan().trunk())
                    .orElseGet(() -> bench.plan().base());
            change.base(base);
            return round(job.cycle() + 1, base, false);
        }
        return job.head().isPresent()
                ? afterDrift(job, job.cycle() + 1, job.head().get(), change)
                : round(job.cycle() + 1, start(job), false);
    }

    /**
     * Where a continue begins: in its open cycle, on the branch as it is now.
     *
     * @param delivered whether the branch is known to be as recorded, for a promise of this continue was kept
     */
    Begun beginContinue(boolean delivered) {
        Job job = bench.job();
        JobChange change = bench.draft().change().to(JobStatus.EXECUTING);
        boolean nothingPushed =
                job.head().isEmpty() && bench.workspace().head(bench.branch()).isEmpty();
        return delivered || nothingPushed
                ? round(job.cycle(), start(job), true)
                : afterDrift(job, job.cycle(), start(job), change);
    }

    private static CommitId start(Job job) {
        return job.head().or(job::base).orElseThrow();
    }

    /** People's commits are kept and built upon; what was taken away is for a person to accept. */
    private Begun afterDrift(Job job, int cycle, CommitId recorded, JobChange change) {
        Workspace workspace = bench.workspace();
        Optional<CommitId> actual = workspace.head(bench.branch());
        if (actual.equals(Optional.of(recorded))) {
            return round(cycle, recorded, false);
        }
        boolean accepted = job.facts().findFlag("driftAccepted").orElse(false);
        return switch (workspace.drift(recorded, actual)) {
            case Drift.Same same -> round(cycle, recorded, false);
            case Drift.MovedOn moved -> round(cycle, adopted(change, moved.actual()), false);
            // Both are merged when the round is pushed: what was recorded is a parent of all that follows.
            case Drift.Diverged diverged -> round(cycle, recorded, false);
            case Drift.Rewritten rewritten
            when accepted -> round(cycle, adopted(change.remove("driftAccepted"), rewritten.actual()), false);
            case Drift.Rewritten rewritten -> impossible(rewritten.how());
            case Drift.Gone gone -> impossible("it was removed");
        };
    }

    private static CommitId adopted(JobChange change, CommitId actual) {
        change.head(actual);
        return actual;
    }

    private Begun impossible(String how) {
        return new Begun.Impossible(Ends.drift(bench.branch().name(), how));
    }

    private Begun round(int cycle, CommitId from, boolean goesOn) {
        if (!bench.has(from)) {
            return new Begun.Impossible(
                    Ends.repository("commit %s, from which job %s goes on, is not in the repository any more"
                            .formatted(from, bench.job().id())));
        }
        return new Begun.Round(cycle, from, open(cycle), goesOn);
    }

    /** What a cycle begins with. Numbers go on through a reset, what was found before it does not. */
    private List<Finding> open(int cycle) {
        boolean first = cycle - 1 <= bench.job().facts().count("cyclesBeforeRun");
        return first
                ? carried.map(PartialWork::lastFindings).orElse(List.of())
                : jobs.cycle(bench.job().id(), cycle - 1).map(Cycle::findings).orElse(List.of());
    }
}
