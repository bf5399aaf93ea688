package dev.kintsugi.core.judge;

import dev.kintsugi.core.check.CheckReport;
import dev.kintsugi.core.check.CheckReports;
import dev.kintsugi.core.check.CheckResult;
import dev.kintsugi.core.job.Cycle;
import dev.kintsugi.core.job.End;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobChange;
import dev.kintsugi.core.job.JobDraft;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.StepAnswers;
import dev.kintsugi.core.model.CodingModel;
import dev.kintsugi.core.model.ModelCatalog;
import dev.kintsugi.core.model.Role;
import dev.kintsugi.core.plan.Gate;
import dev.kintsugi.core.plan.Settings;
import dev.kintsugi.core.project.Event;
import dev.kintsugi.core.prompt.ReviewerPrompt;
import dev.kintsugi.core.records.Value;
import dev.kintsugi.core.review.Finding;
import dev.kintsugi.core.review.ReviewVerdict;
import dev.kintsugi.core.round.Conflicts;
import dev.kintsugi.core.round.Ends;
import dev.kintsugi.core.round.OpenFindings;
import dev.kintsugi.core.round.Unclaimed;
import dev.kintsugi.core.round.Workbench;
import dev.kintsugi.core.session.Conversation;
import dev.kintsugi.core.session.Deadline;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.MergeConflict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One visit of {@code Review} to one job: what machines can tell first, for a reviewer costs money. */
final class Judgement {
    /** How often checks are started for one commit when they leave no report. */
    static final int MAX_CHECK_TRIES = 3;

    private static final String UNCHECKED = "unchecked";

    private final Workbench bench;
    private final JobDraft draft;
    private final Tools tools;
    private final Deadline deadline;
    private final CommitId base;
    private final CommitId head;
    private final Optional<Cycle> cycle;

    Judgement(Workbench bench, Tools tools, Deadline deadline) {
        this.bench = bench;
        this.draft = bench.draft();
        this.tools = tools;
        this.deadline = deadline;
        Job job = bench.job();
        this.base = job.diffBase().orElseThrow();
        this.head = job.head().orElse(base);
        this.cycle = tools.jobs().cycle(job.id(), job.cycle());
    }

    /** What every visit works with. */
    record Tools(
            Jobs jobs, Conversation.Setting setting, ModelCatalog models, CheckReports checks, HealedTasks healed) {}

    ReviewOutcome run() {
        Optional<CheckReport> report = Optional.empty();
        if (!bench.plan().settings().checks().isEmpty()) {
            report = tools.checks().find(bench.job().id(), head);
            if (report.isEmpty()) {
                return unchecked();
            }
        }
        bench.workspace().fetch(List.of(base, head));
        List<Finding> found = new ArrayList<>();
        report.flatMap(CheckReport::failure).map(CheckResult::finding).ifPresent(found::add);
        boolean checkFailed = !found.isEmpty();
        List<MergeConflict> left = Conflicts.of(bench.job());
        if (!left.isEmpty()) {
            left = bench.workspace().unresolved(bench.workspace().treeOf(head), left);
            Conflicts.keep(draft.change(), left);
            left.stream().map(OpenFindings::conflict).forEach(found::add);
        }
        List<Finding> reverted = tools.healed().reverted(bench, prior(), head);
        found.addAll(reverted);
        if (!found.isEmpty()) {
            found.addAll(OpenFindings.forReviewer(prior()));
            String verdict = left.isEmpty() ? "reverted" : "conflict";
            return again(checkFailed ? "check_failed" : verdict, found, checkFailed);
        }
        if (bench.job().facts().has(OpenFindings.IDLE) && head.equals(base)) {
            return idle();
        }
        return bench.task().verify() ? reviewed(report) : unreviewed();
    }

    /** Nothing was left by the machinery that should have checked, which is not the work's fault. */
    private ReviewOutcome unchecked() {
        long tries = 1 + draft.job().facts().count(UNCHECKED);
        if (tries >= MAX_CHECK_TRIES) {
            return ended(Ends.noReport(MAX_CHECK_TRIES));
        }
        tools.checks().provide(bench.job().id(), head, bench.workspace());
        draft.change().set(UNCHECKED, Value.of(tries)).to(JobStatus.EXECUTING).to(JobStatus.CHECKING);
        return concluded(new ReviewOutcome.Unchecked(head, bench.job().cycle()));
    }

    private List<Finding> prior() {
        return cycle.map(Cycle::findings).orElse(List.of());
    }

    /** Without a reviewer everything that the checks let through may land, but not nothing at all. */
    private ReviewOutcome unreviewed() {
        return head.equals(base) ? idle() : approved(List.of());
    }

    /** No reviewer is paid to look at nothing. */
    private ReviewOutcome idle() {
        List<Finding> open = new ArrayList<>(OpenFindings.forReviewer(prior()));
        open.add(OpenFindings.nothing(cycle.map(Cycle::summary).orElse("")));
        return again("nothing_done", open, false);
    }

    private ReviewOutcome reviewed(Optional<CheckReport> report) {
        List<Finding> prior = OpenFindings.forReviewer(prior());
        Conversation conversation = tools.setting()
                .conversation(
                        draft,
                        Role.REVIEWER,
                        bench.job().cycle(),
                        this::reviewer,
                        bench.task().maxBudget().amount() + bench.job().granted(),
                        bench.job().status() == JobStatus.REVIEWING
                                || bench.job().attempt() > 1,
                        deadline);
        draft.change().to(JobStatus.REVIEWING);
        Optional<String> overwritten = Overwritten.note(bench, tools.jobs(), base, head);
        ReviewBriefs briefs =
                new ReviewBriefs(bench, base, head, cycle, tools.healed().assignment(bench));
        ReviewerSession.Close close = new ReviewerSession(conversation, prior)
                .run(ReviewerPrompt.of(
                        conversation.firstTurn(),
                        briefs.of(report.map(CheckReport::output).orElse(""), prior, overwritten)));
        return switch (close) {
            case ReviewerSession.Close.OutOfTime late -> concluded(new ReviewOutcome.Yielded());
            case ReviewerSession.Close.MoneyHeld held -> {
                new Unclaimed("Review", held.microDollars()).on(draft.change());
                yield concluded(new ReviewOutcome.Ended());
            }
            case ReviewerSession.Close.Stopped stopped -> {
                judged(stopped.end().cause(), prior());
                draft.change().closeCycle();
                yield ended(stopped.end());
            }
            case ReviewerSession.Close.Judged judged -> {
                conversation.countTurns(judged.last());
                overwritten.ifPresent(this::tell);
                yield judged(judged.verdict());
            }
        };
    }

    /** For people who look back; the reviewer has read it. */
    private void tell(String overwritten) {
        Job job = bench.job();
        draft.with(Event.of(
                        job.id(),
                        bench.step().entered(),
                        "edits.overwritten",
                        "%s, cycle %d: %s".formatted(job.id().task(), job.cycle(), overwritten))
                .put(job.id().project(), job.id().task() + "-" + job.cycle()));
    }

    private CodingModel reviewer() {
        Settings settings = bench.plan().settings();
        String spec = bench.plan().reviewer();
        return tools.models().open(spec, settings.contextTokens().of(spec));
    }

    private ReviewOutcome judged(ReviewVerdict verdict) {
        return switch (verdict) {
            case ReviewVerdict.Approved approved -> approved(approved.open());
            case ReviewVerdict.ChangesRequested requested -> again("changes_requested", requested.open(), false);
            case ReviewVerdict.Unreadable unreadable -> {
                List<Finding> open = new ArrayList<>(OpenFindings.forReviewer(prior()));
                open.add(OpenFindings.unreadable(unreadable.reason()));
                yield again("unreadable_review", open, false);
            }
        };
    }

    /** The commit as it is may land; what is open is minor and stays for the report. */
    private ReviewOutcome approved(List<Finding> open) {
        judged("approved", open);
        JobChange change = draft.change().closeCycle();
        if (bench.task().gate() == Gate.APPROVE) {
            change.set("reviewed", Value.of(head.hex())).to(JobStatus.AWAITING_APPROVAL);
            return concluded(new ReviewOutcome.ApprovalNeeded(
                    bench.plan().settings().approvalTimeout().toSeconds()));
        }
        change.approved(head).to(JobStatus.LANDING);
        return concluded(new ReviewOutcome.Approved());
    }

    /** The work goes on in the next cycle, if there is one. */
    private ReviewOutcome again(String verdict, List<Finding> open, boolean checkFailed) {
        judged(verdict, open);
        JobChange change = draft.change().notApproved().closeCycle();
        Job job = bench.job();
        int used = job.cyclesUsed() + 1;
        if (used >= bench.task().maxReviewCycles() + job.cyclesGranted()) {
            return ended(checkFailed ? Ends.checks(used, open) : Ends.cycles(used, open));
        }
        change.to(JobStatus.EXECUTING);
        return concluded(new ReviewOutcome.ChangesRequested());
    }

    /** Writes the judgement on the cycle, with what its review cost. */
    private void judged(String verdict, List<Finding> open) {
        long cost = draft.pending().spent() - draft.job().facts().count("spentBefore");
        draft.change().remove(UNCHECKED);
        cycle.ifPresent(round -> draft.with(Jobs.put(
                bench.job().id(), round.judged(verdict, OpenFindings.bounded(open), cost - round.costMicroDollars()))));
    }

    private ReviewOutcome ended(End end) {
        draft.change().end(end);
        return concluded(new ReviewOutcome.Ended(bench.heals()));
    }

    private ReviewOutcome concluded(ReviewOutcome outcome) {
        draft.change().concluded(bench.step(), StepAnswers.write(outcome, ReviewOutcome.class));
        draft.write();
        return outcome;
    }
}
