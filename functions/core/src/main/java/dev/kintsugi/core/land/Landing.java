package dev.kintsugi.core.land;

import dev.kintsugi.core.check.CheckReport;
import dev.kintsugi.core.check.CheckReports;
import dev.kintsugi.core.check.CheckResult;
import dev.kintsugi.core.job.Contended;
import dev.kintsugi.core.job.Cycle;
import dev.kintsugi.core.job.End;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobDraft;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.StepAnswers;
import dev.kintsugi.core.push.PushLanding;
import dev.kintsugi.core.push.PushedLanding;
import dev.kintsugi.core.records.Value;
import dev.kintsugi.core.review.Finding;
import dev.kintsugi.core.round.Ends;
import dev.kintsugi.core.round.Workbench;
import dev.kintsugi.core.workspace.CommitFacts;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.Drift;
import dev.kintsugi.core.workspace.MergeOutcome;
import dev.kintsugi.core.workspace.PushIntent;
import dev.kintsugi.core.workspace.TreeId;
import dev.kintsugi.core.workspace.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One visit of {@code Land} to one job: an open promise first, then the merge with the trunk as it is now. */
final class Landing {
    /** How often a job's landing may be overtaken before it takes the project's turn. */
    static final int MOVES_BEFORE_A_TURN = 2;

    /** How often the checks are started for one merge when they leave no report. */
    static final int MAX_CHECK_TRIES = 3;

    /** How often one visit merges anew with a trunk that moves while nothing has to be checked. */
    static final int MAX_MERGES = 20;

    /** How long to wait for another job's turn to end. */
    static final Duration WAIT = Duration.ofSeconds(20);

    private static final String UNCHECKED = "unchecked";

    private final Workbench bench;
    private final Workspace workspace;
    private final JobDraft draft;
    private final Tools tools;
    private final JobId id;
    private final CommitId base;
    private final CommitId work;
    private final Optional<Cycle> cycle;

    Landing(Workbench bench, Tools tools) {
        this.bench = bench;
        this.workspace = bench.workspace();
        this.draft = bench.draft();
        this.tools = tools;
        Job job = bench.job();
        this.id = job.id();
        this.base = job.diffBase().orElseThrow();
        this.work = job.head().orElse(base);
        this.cycle = tools.jobs().cycle(id, job.cycle());
    }

    /** What every visit works with. */
    record Tools(Jobs jobs, CheckReports checks, LandingTurn turn) {}

    LandOutcome run() {
        Refit refit = new Refit(bench, cycle, work, base);
        if (refit.isUnderWay()) {
            return fitted(refit.goOn());
        }
        Optional<PushIntent> open = bench.job().intent();
        if (open.isPresent()) {
            Optional<LandOutcome> kept = pushed(new PushLanding(workspace).push(open.get(), work));
            if (kept.isPresent()) {
                return kept.get();
            }
        }
        if (tools.turn().isWithAnother(id)) {
            return concluded(new LandOutcome.Waiting(WAIT.toSeconds()));
        }
        if (approvalIsVoid()) {
            return fitted(refit.reviewAgain());
        }
        return landed(refit);
    }

    /** An approval is for one commit: what a person added to the job's branch since then was never judged. */
    private boolean approvalIsVoid() {
        Optional<CommitId> approved = bench.job().approved();
        if (approved.isPresent() && !approved.get().equals(work)) {
            return true;
        }
        Optional<CommitId> actual = workspace.head(bench.branch());
        return actual.isPresent()
                && !actual.get().equals(work)
                && workspace.drift(work, actual) instanceof Drift.MovedOn;
    }

    private LandOutcome landed(Refit refit) {
        for (int merges = 0; merges < MAX_MERGES; merges++) {
            Optional<CommitId> trunk = workspace.head(bench.plan().trunk());
            if (trunk.isEmpty()) {
                return ended(Ends.drift(bench.plan().trunk().name(), "it was removed"));
            }
            CommitId onto = trunk.get();
            workspace.fetch(List.of(onto, work, base));
            MergeOutcome merge = merged(onto);
            if (merge instanceof MergeOutcome.Conflicting) {
                return fitted(refit.after(onto, List.of()));
            }
            if (merge.tree().equals(workspace.treeOf(onto)) && workspace.contains(onto, work)) {
                return landedAs(onto);
            }
            PushIntent intent = intent(onto, merge.tree());
            Optional<LandOutcome> unchecked = checked(refit, onto, intent);
            if (unchecked.isPresent()) {
                return unchecked.get();
            }
            draft.change().promise(intent);
            draft.write();
            Optional<LandOutcome> kept = pushed(new PushLanding(workspace).push(intent, work));
            if (kept.isPresent()) {
                return kept.get();
            }
        }
        throw new Contended("%s moves faster than job %s can be merged into it"
                .formatted(bench.plan().trunk(), id));
    }

    private MergeOutcome merged(CommitId onto) {
        return onto.equals(base) ? new MergeOutcome.Clean(workspace.treeOf(work)) : workspace.merge(base, onto, work);
    }

    private PushIntent intent(CommitId onto, TreeId tree) {
        String message =
                Refit.line("Merge " + bench.task().id() + ": " + bench.task().title());
        Instant recorded = cycle.map(Cycle::at).orElse(Instant.EPOCH);
        CommitFacts facts = new CommitFacts(List.of(onto, work), tree, bench.author(recorded), message);
        return workspace.intent(bench.plan().trunk(), Optional.of(onto), facts);
    }

    /** Whether the tree that would be on the trunk passed the checks; if not, what that means. */
    private Optional<LandOutcome> checked(Refit refit, CommitId onto, PushIntent intent) {
        boolean checkedAlready = bench.plan().settings().checks().isEmpty()
                || intent.facts().tree().equals(workspace.treeOf(work));
        if (checkedAlready) {
            return Optional.empty();
        }
        Optional<CheckReport> report = tools.checks().find(id, intent.commit());
        if (report.isEmpty()) {
            return Optional.of(toBeChecked(intent.commit()));
        }
        Optional<Finding> failure = report.get().failure().map(CheckResult::finding);
        return failure.map(finding -> fitted(refit.after(onto, List.of(finding))));
    }

    private LandOutcome toBeChecked(CommitId merge) {
        Job job = bench.job();
        boolean isNew = !job.checked().equals(Optional.of(merge));
        long tries = isNew ? 0 : job.facts().count(UNCHECKED) + 1;
        if (tries >= MAX_CHECK_TRIES) {
            return ended(Ends.noReport(MAX_CHECK_TRIES));
        }
        long overtaken = job.overtaken() + (isNew ? 1L : 0L);
        if (overtaken > MOVES_BEFORE_A_TURN && !tools.turn().take(id)) {
            return concluded(new LandOutcome.Waiting(WAIT.toSeconds()));
        }
        tools.checks().provide(id, merge, workspace);
        draft.change().checked(merge).set("overtaken", Value.of(overtaken)).set(UNCHECKED, Value.of(tries));
        return concluded(new LandOutcome.Moved(merge, job.cycle()));
    }

    /** What became of a promised landing; nothing when it was overtaken and is to be merged anew. */
    private Optional<LandOutcome> pushed(PushedLanding pushed) {
        return switch (pushed) {
            case PushedLanding.Landed landed -> Optional.of(landedAs(landed.head()));
            case PushedLanding.Overtaken overtaken -> isVoid();
            case PushedLanding.NotMade notMade -> isVoid();
            case PushedLanding.Displaced displaced ->
                Optional.of(ended(Ends.drift(bench.plan().trunk().name(), displaced.how())));
            case PushedLanding.Declined declined ->
                Optional.of(ended(Ends.declined(bench.plan().trunk().name(), declined.reason())));
        };
    }

    private Optional<LandOutcome> isVoid() {
        draft.change().noPromise();
        return Optional.empty();
    }

    private LandOutcome landedAs(CommitId head) {
        draft.change().landed(head).noPromise();
        LandOutcome outcome = concluded(new LandOutcome.Landed(head));
        freeTurn();
        return outcome;
    }

    private LandOutcome fitted(Refit.Fit fit) {
        return switch (fit) {
            case Refit.Fit.Begun begun -> {
                LandOutcome outcome = concluded(new LandOutcome.Conflict());
                freeTurn();
                yield outcome;
            }
            case Refit.Fit.Impossible impossible -> ended(impossible.end());
        };
    }

    private LandOutcome ended(End end) {
        draft.change().end(end);
        LandOutcome outcome = concluded(new LandOutcome.Ended(bench.heals()));
        freeTurn();
        return outcome;
    }

    /** Only who was overtaken so often can hold it; should this be missed, the turn passes with time. */
    private void freeTurn() {
        if (bench.job().overtaken() > MOVES_BEFORE_A_TURN) {
            tools.turn().release(id);
        }
    }

    private LandOutcome concluded(LandOutcome outcome) {
        draft.change().concluded(bench.step(), StepAnswers.write(outcome, LandOutcome.class));
        draft.write();
        return outcome;
    }
}
