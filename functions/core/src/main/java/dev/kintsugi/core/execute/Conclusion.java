package dev.kintsugi.core.execute;

import dev.kintsugi.core.job.Cycle;
import dev.kintsugi.core.job.End;
import dev.kintsugi.core.job.JobChange;
import dev.kintsugi.core.job.JobDraft;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.StepAnswers;
import dev.kintsugi.core.partial.ContinueRequest;
import dev.kintsugi.core.partial.PartialState;
import dev.kintsugi.core.partial.PartialTooLarge;
import dev.kintsugi.core.round.Conflicts;
import dev.kintsugi.core.round.Delivery;
import dev.kintsugi.core.round.Ends;
import dev.kintsugi.core.round.Unclaimed;
import dev.kintsugi.core.round.Workbench;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.PushIntent;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the work of a visit comes to on the record: its commit promised and pushed, the job's status, the answer. */
final class Conclusion {
    private final Workbench bench;
    private final JobDraft draft;
    private final CoderVisit.Tools tools;

    Conclusion(Workbench bench, CoderVisit.Tools tools) {
        this.bench = bench;
        this.draft = bench.draft();
        this.tools = tools;
    }

    /**
     * Promises the commit and pushes it, unless an earlier visit's promise was kept already; then the job's record has
     * where its branch is.
     *
     * @param from the commit that the work builds upon
     * @param cycle the cycle's record with the branch at this commit
     * @param isWorthTelling whether the cycle has a record although no commit was made
     */
    Delivery deliver(
            Optional<PushIntent> intent,
            CommitId from,
            Optional<Delivery> earlier,
            Function<CommitId, Cycle> cycle,
            boolean isWorthTelling) {
        Delivery delivery = delivered(intent, from, earlier, cycle);
        if (!(delivery instanceof Delivery.Arrived arrived)) {
            return delivery;
        }
        JobChange change = draft.change().noPromise();
        if (!arrived.head().equals(from)) {
            change.head(arrived.head());
        }
        if (!arrived.conflicts().isEmpty()) {
            Conflicts.keep(change, arrived.conflicts());
        }
        boolean isRecorded = intent.map(PushIntent::commit).equals(Optional.of(arrived.head()));
        if (isWorthTelling && !isRecorded) {
            record(cycle.apply(arrived.head()));
        }
        return arrived;
    }

    private Delivery delivered(
            Optional<PushIntent> intent, CommitId from, Optional<Delivery> earlier, Function<CommitId, Cycle> cycle) {
        if (earlier.isPresent() && earlier.get() instanceof Delivery.Arrived arrived) {
            return arrived;
        }
        if (intent.isEmpty()) {
            return new Delivery.Arrived(from, List.of());
        }
        draft.change().promise(intent.get());
        record(cycle.apply(intent.get().commit()));
        draft.write();
        return Delivery.of(bench, intent.get());
    }

    private void record(Cycle cycle) {
        draft.with(Jobs.put(bench.job().id(), cycle));
    }

    /**
     * Everything that was asked for is in the files.
     *
     * @param isNew whether this visit changed them
     */
    ExecuteOutcome applied(int cycle, CommitId head, boolean isNew) {
        boolean checks = !bench.plan().settings().checks().isEmpty()
                && (isNew || tools.checks().find(bench.job().id(), head).isEmpty());
        if (checks) {
            tools.checks().provide(bench.job().id(), head, bench.workspace());
        }
        draft.change().to(checks ? JobStatus.CHECKING : JobStatus.REVIEWING);
        return concluded(new ExecuteOutcome.Applied(checks, head, cycle));
    }

    /** What is missing is stored and the job is partial, in one write; its cycle stays open. */
    ExecuteOutcome partial(PartialState state) {
        try {
            tools.partials().setPartial(draft, state);
        } catch (PartialTooLarge large) {
            return ended(Ends.of("partial_too_large", String.valueOf(large.getMessage())));
        }
        ExecuteOutcome outcome =
                concluded(new ExecuteOutcome.Partial(state.failed().size()));
        tools.partials().written(bench.job().id(), state);
        return outcome;
    }

    ExecuteOutcome ended(End end) {
        draft.change().end(end);
        return concluded(new ExecuteOutcome.Ended(bench.heals()));
    }

    ExecuteOutcome ended() {
        return concluded(new ExecuteOutcome.Ended());
    }

    /** Nothing of the round is over: what was said is on record, and it goes on from there when there is money. */
    ExecuteOutcome unclaimed(long microDollars) {
        ExecuteOutcome outcome = new ExecuteOutcome.Ended();
        new Unclaimed("Execute", microDollars)
                .on(draft.change())
                .concluded(bench.step(), StepAnswers.write(outcome, ExecuteOutcome.class));
        draft.write();
        return outcome;
    }

    ExecuteOutcome concluded(ExecuteOutcome outcome) {
        if (!(outcome instanceof ExecuteOutcome.Yielded) && StaysPartial.isFor(draft)) {
            ContinueRequest.over(draft.change());
        }
        draft.change().concluded(bench.step(), StepAnswers.write(outcome, ExecuteOutcome.class));
        draft.write();
        return outcome;
    }
}
