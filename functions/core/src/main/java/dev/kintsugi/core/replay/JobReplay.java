package dev.kintsugi.core.replay;

import dev.kintsugi.core.execute.CoderLimits;
import dev.kintsugi.core.execute.ExecuteRound;
import dev.kintsugi.core.heal.HealingFacts;
import dev.kintsugi.core.job.Cycle;
import dev.kintsugi.core.job.EditRecord;
import dev.kintsugi.core.job.End;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobChange;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.Step;
import dev.kintsugi.core.judge.ReviewRound;
import dev.kintsugi.core.land.LandJob;
import dev.kintsugi.core.partial.ContinueRequest;
import dev.kintsugi.core.partial.PartialJobs;
import dev.kintsugi.core.partial.PartialState;
import dev.kintsugi.core.project.ProjectPlan;
import dev.kintsugi.core.records.InMemoryRecords;
import dev.kintsugi.core.session.Deadline;
import dev.kintsugi.core.workspace.Branch;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.Opening;
import dev.kintsugi.core.workspace.Workspaces;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One job worked through once more, cycle by cycle, by the steps that did it, up to the first that differs. */
final class JobReplay {
    private static final String EXECUTION = "replay";

    private static final InstantSource CLOCK = InstantSource.system();
    private static final Deadline NEVER = new Deadline(Instant.MAX);

    private static final String CHECK_FAILED = "check_failed";

    /** Verdicts that a reviewer, the checks or a guard came to; the others are ends of a cycle that nobody judged. */
    private static final Set<String> JUDGED = Set.of(
            "approved", "changes_requested", "unreadable_review", CHECK_FAILED, "nothing_done", "reverted", "conflict");

    /** A person's, or the trunk's, word on what a reviewer had approved. */
    private static final Set<String> AFTER_APPROVAL = Set.of("rejected", "conflict");

    private final Job recorded;
    private final List<Cycle> cycles;
    private final Optional<CommitId> diffBase;
    private final InMemoryRecords records;
    private final Jobs jobs;
    private final PartialJobs partials;
    private final ApartWorkspace workspace;
    private final RecordedChecks checks = new RecordedChecks();
    private final SilentModels models = new SilentModels();
    private final Workspaces workspaces;
    private final CoderLimits limits;
    private final Branch trunk;
    private final Branch branch;
    private final RecordedCommits commits;
    private final Comparison compared;
    private int entered;

    JobReplay(
            Job recorded,
            Jobs from,
            InMemoryRecords records,
            ApartWorkspace workspace,
            ProjectPlan plan,
            CoderLimits limits) {
        this.recorded = recorded;
        this.limits = limits;
        this.cycles = from.cycles(recorded.id());
        this.diffBase = Replay.root(recorded, from).diffBase();
        this.records = records;
        this.jobs = new Jobs(records);
        this.partials = new PartialJobs(records);
        this.workspace = workspace;
        this.workspaces = address -> new Opening.Opened(workspace);
        this.trunk = plan.trunk();
        this.commits = new RecordedCommits(workspace, trunk);
        this.compared = new Comparison(recorded.id().task().value(), workspace);
        this.branch = plan.branchOf(recorded.id().task());
    }

    List<Compared> run() {
        if (recorded.base().isEmpty() || cycles.isEmpty()) {
            return List.of();
        }
        begin();
        for (Cycle cycle : cycles) {
            cycle(cycle);
            if (compared.differs()) {
                return compared.steps();
            }
        }
        recorded.landed().ifPresent(this::land);
        return compared.steps();
    }

    private void begin() {
        records.settle(Jobs.begin(id(), recorded.place(), recorded.hasDependents()));
        JobChange change = job().change()
                .to(JobStatus.EXECUTING)
                .attempt(1, EXECUTION)
                .worker(true)
                .active(true)
                .base(recorded.base().orElseThrow());
        if (recorded.standsFor().isPresent()) {
            diffBase.ifPresent(change::diffBase);
            HealingFacts.standsInAs(change, recorded);
        }
        jobs.write(change);
    }

    private void cycle(Cycle cycle) {
        checks.failAs(cycle.verdict().equals(CHECK_FAILED) ? cycle.findings() : List.of());
        JobChange change =
                job().change().remove("end").openCycle(cycle.number()).to(JobStatus.EXECUTING);
        Optional<CommitId> own = cycle.commits().stream().findFirst().filter(commits::isRound);
        own.map(commits::parent).ifPresent(change::head);
        jobs.write(change);
        execute(cycle, own);
        compare(cycle, "commit", own.isPresent());
        while (!compared.differs() && job().status().isPartial() && isContinued(cycle)) {
            goOn(cycle);
            compare(cycle, "commit of a continue", false);
        }
        boolean wasJudged = JUDGED.contains(cycle.verdict()) || AFTER_APPROVAL.contains(cycle.verdict());
        if (wasJudged && !compared.differs()) {
            judge(cycle);
        }
    }

    /** @param next the commit that is to come out, if one is */
    private void execute(Cycle cycle, Optional<CommitId> next) {
        workspace.set(
                branch,
                next.flatMap(commit -> commits.pushedFirst(commit, cycle.commits()))
                        .or(() -> job().head()));
        new ExecuteRound(records, workspaces, models, checks, CLOCK, limits).run(step("Execute"), id(), NEVER);
    }

    /** Whether the record tells of a continue that this replay has not come to. */
    private boolean isContinued(Cycle cycle) {
        if (next(cycle).isPresent()) {
            return true;
        }
        // The last one may have made no commit: what was missing was given up, or somebody had made it by hand.
        return partials.state(id()).isPresent() && !cycle.verdict().equals(Cycle.PARTIAL);
    }

    private void goOn(Cycle cycle) {
        PartialState state = partials.state(id()).orElseThrow();
        Optional<CommitId> next = next(cycle);
        boolean makesIt = next.flatMap(commits::part).equals(Optional.of(state.continues() + 2));
        Instant at = next.flatMap(workspace::factsOf)
                .map(facts -> facts.author().time())
                .orElse(cycle.at());
        List<String> drops = next.isEmpty() || makesIt ? dropped(cycle) : List.of();
        jobs.write(new ContinueRequest(Optional.empty(), drops, Optional.empty(), EXECUTION, at).ask(job().change()));
        JobChange change = ContinueRequest.begin(job().change().to(JobStatus.EXECUTING), at);
        if (makesIt) {
            next.map(commits::parent).ifPresent(change::head);
        }
        jobs.write(change);
        execute(cycle, next);
        boolean isStuck = job().status().isPartial()
                && partials.state(id())
                        .filter(now -> now.continues() == state.continues())
                        .isPresent();
        if (isStuck) {
            compared.differ(
                    Comparison.step(cycle, "continue"),
                    next.map(CommitId::hex).orElse(cycle.verdict()),
                    "nothing",
                    lastReason());
        }
    }

    private static List<String> dropped(Cycle cycle) {
        return cycle.edits().stream()
                .filter(edit -> edit.outcome().equals(EditRecord.DROPPED))
                .map(EditRecord::id)
                .toList();
    }

    private Optional<CommitId> next(Cycle cycle) {
        return cycle.commits().stream().skip(replayed(cycle).size()).findFirst().filter(commits::isWork);
    }

    private void judge(Cycle cycle) {
        new ReviewRound(records, workspaces, models, checks, CLOCK).run(step("Review"), id(), NEVER);
        String verdict = jobs.cycle(id(), cycle.number()).map(Cycle::verdict).orElse("");
        compared.verdict(cycle, verdict, AFTER_APPROVAL.contains(cycle.verdict()), this::lastReason);
        Optional<CommitId> refit =
                cycle.commits().stream().filter(commits::isRefit).findFirst();
        if (refit.isPresent() && verdict.equals("approved") && !compared.differs()) {
            approved();
            // Merged with the trunk it may have failed the checks that it passed by itself.
            checks.failAs(cycle.findings());
            workspace.set(trunk, Optional.of(workspace.parentsOf(refit.get()).getLast()));
            new LandJob(records, workspaces, checks, CLOCK).run(step("Land"), id());
            compare(cycle, "merge with the project's branch", false);
        }
    }

    /** A person's approval, where one was needed: what was judged good may land. */
    private void approved() {
        Job job = job();
        if (job.status() == JobStatus.AWAITING_APPROVAL) {
            jobs.write(job.change()
                    .to(JobStatus.LANDING)
                    .approved(job.head().or(job::base).orElseThrow()));
        }
    }

    private void land(CommitId landed) {
        approved();
        if (job().status() != JobStatus.LANDING) {
            compared.differ(
                    "landing",
                    landed.hex(),
                    "nothing",
                    "it is " + job().status().word());
            return;
        }
        checks.failAs(List.of());
        List<CommitId> parents = workspace.parentsOf(landed);
        boolean merges = parents.size() == 2 && job().head().equals(Optional.of(parents.getLast()));
        workspace.set(trunk, Optional.of(merges ? parents.getFirst() : landed));
        workspace.set(branch, job().head());
        new LandJob(records, workspaces, checks, CLOCK).run(step("Land"), id());
        compared.commit("landing", Optional.of(landed), job().landed(), this::lastReason);
    }

    private void compare(Cycle cycle, String what, boolean own) {
        compared.commits(cycle, replayed(cycle), what, own, this::lastReason);
    }

    private String lastReason() {
        Job job = job();
        return job.end()
                .map(End::reason)
                .or(() -> job.facts().findText("obstacle"))
                .orElseGet(() -> "it came out as " + job.status().word());
    }

    private List<CommitId> replayed(Cycle cycle) {
        return jobs.cycle(id(), cycle.number()).map(Cycle::commits).orElse(List.of());
    }

    private JobId id() {
        return recorded.id();
    }

    private Job job() {
        return jobs.get(id());
    }

    private Step step(String state) {
        return new Step(EXECUTION, state, Instant.EPOCH.plusMillis(++entered), 0);
    }
}
