package dev.kintsugi.core.execute;

import dev.kintsugi.core.check.CheckReports;
import dev.kintsugi.core.edit.apply.Targets;
import dev.kintsugi.core.heal.HealingCase;
import dev.kintsugi.core.heal.HealingCases;
import dev.kintsugi.core.heal.PartialWork;
import dev.kintsugi.core.heal.PartialWorkText;
import dev.kintsugi.core.job.Cycle;
import dev.kintsugi.core.job.EditRecord;
import dev.kintsugi.core.job.End;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobDraft;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.model.CodingModel;
import dev.kintsugi.core.model.ModelCatalog;
import dev.kintsugi.core.model.Role;
import dev.kintsugi.core.model.Turn;
import dev.kintsugi.core.partial.NewerPartialState;
import dev.kintsugi.core.partial.PartialJobs;
import dev.kintsugi.core.partial.PartialState;
import dev.kintsugi.core.plan.Task;
import dev.kintsugi.core.push.PushLanding;
import dev.kintsugi.core.push.PushedLanding;
import dev.kintsugi.core.records.Value;
import dev.kintsugi.core.round.Delivery;
import dev.kintsugi.core.round.OpenFindings;
import dev.kintsugi.core.round.Workbench;
import dev.kintsugi.core.session.Conversation;
import dev.kintsugi.core.session.Deadline;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.PushIntent;
import dev.kintsugi.core.workspace.TreeId;
import dev.kintsugi.core.workspace.WorkspaceTree;
import java.util.Optional;

/** One visit of {@code Execute} to one job: an open promise first, then the round, then what became of it. */
final class CoderVisit {
    private final Workbench bench;
    private final JobDraft draft;
    private final Tools tools;
    private final Deadline deadline;
    private final Conclusion conclusion;
    private final Optional<PartialWork> carried;

    CoderVisit(Workbench bench, Tools tools, Deadline deadline) {
        this.bench = bench;
        this.draft = bench.draft();
        this.tools = tools;
        this.deadline = deadline;
        this.conclusion = new Conclusion(bench, tools);
        this.carried = tools.carried(bench);
    }

    /** What every visit works with. */
    record Tools(
            Jobs jobs,
            Conversation.Setting setting,
            ModelCatalog models,
            CheckReports checks,
            PartialJobs partials,
            HealingCases healings,
            CoderLimits limits) {
        CodingModel coder(Workbench bench, String spec) {
            return models.open(spec, bench.plan().settings().contextTokens().of(spec));
        }

        /** For a remediation, the failed task's work. */
        Optional<PartialWork> carried(Workbench bench) {
            return healings.of(bench.job()).flatMap(HealingCase::partialWork);
        }
    }

    ExecuteOutcome run() {
        Optional<PushIntent> open = bench.job().intent();
        if (open.isPresent() && open.get().branch().equals(bench.plan().trunk())) {
            if (hasLanded(open.get())) {
                return conclusion.ended();
            }
            open = Optional.empty();
        }
        Optional<Delivery> delivered = open.map(intent -> Delivery.of(bench, intent));
        if (delivered.isPresent() && delivered.get() instanceof Delivery.Impossible impossible) {
            return StaysPartial.isFor(draft)
                    ? StaysPartial.conclude(
                            draft,
                            bench.step(),
                            tools.partials(),
                            impossible.end().reason())
                    : conclusion.ended(impossible.end());
        }
        Optional<PartialState> missing;
        try {
            missing = missing();
        } catch (NewerPartialState newer) {
            return StaysPartial.conclude(draft, bench.step(), tools.partials(), String.valueOf(newer.getMessage()));
        }
        if (missing.isPresent() || StaysPartial.isFor(draft)) {
            return new ContinueVisit(bench, tools, deadline).run(missing, delivered);
        }
        Optional<CommitId> done = delivered.isEmpty() ? done() : Optional.empty();
        if (done.isPresent()) {
            return conclusion.applied(bench.job().cycle(), done.get(), false);
        }
        return switch (new Beginning(bench, tools.jobs(), carried).begin()) {
            case Beginning.Begun.Impossible impossible -> conclusion.ended(impossible.end());
            case Beginning.Begun.Round round -> worked(round, delivered);
        };
    }

    /** What the open cycle lacks since an earlier visit; none in a cycle that nobody gave up yet. */
    private Optional<PartialState> missing() {
        int cycle = bench.job().cycle();
        return bench.job().isCycleOpen()
                ? tools.partials().state(bench.job().id()).filter(state -> state.cycle() == cycle)
                : Optional.empty();
    }

    /**
     * The commit with all edits of the open cycle, when they are on the branch and the job was cut off only behind them:
     * said again to files that hold them, they might not fit.
     */
    private Optional<CommitId> done() {
        Job job = bench.job();
        boolean isAsRecorded =
                job.isCycleOpen() && bench.workspace().head(bench.branch()).equals(job.head());
        return isAsRecorded
                ? tools.jobs()
                        .cycle(job.id(), job.cycle())
                        .filter(cycle -> cycle.verdict().equals(Cycle.APPLIED) && cycle.failed() == 0)
                        .flatMap(Cycle::commit)
                        .filter(commit -> job.head().equals(Optional.of(commit)))
                : Optional.empty();
    }

    /** A landing that was promised and then cut off: on the trunk it ends the job, refused it is void. */
    private boolean hasLanded(PushIntent landing) {
        CommitId work = bench.job().head().or(() -> bench.job().base()).orElseThrow();
        return switch (new PushLanding(bench.workspace()).push(landing, work)) {
            case PushedLanding.Landed landed -> {
                draft.change().landed(landed.head()).noPromise();
                yield true;
            }
            case PushedLanding.Overtaken overtaken -> isVoid();
            case PushedLanding.Displaced displaced -> isVoid();
            case PushedLanding.NotMade notMade -> isVoid();
            case PushedLanding.Declined declined -> isVoid();
        };
    }

    private boolean isVoid() {
        draft.change().noPromise();
        return false;
    }

    private ExecuteOutcome worked(Beginning.Begun.Round round, Optional<Delivery> delivered) {
        Task task = bench.task();
        Targets targets = Targets.of(task.targets());
        WorkspaceTree tree = WorkspaceTree.at(bench.workspace(), round.from());
        EditBook book = new EditBook(round.cycle(), tree, targets);
        Conversation conversation = tools.setting()
                .conversation(
                        draft,
                        Role.CODER,
                        round.cycle(),
                        () -> tools.coder(bench, coder()),
                        task.maxBudget().amount() + bench.job().granted(),
                        round.goesOn(),
                        deadline);
        CoderSession session = new CoderSession(
                conversation,
                new CoderBriefs(bench, tree, round.open(), carried.map(PartialWorkText::healingContext)),
                new CoderToolbox(bench.workspace(), tree, book),
                book,
                task.mode(),
                targets,
                tools.limits());
        CoderSession.Close close = session.run();
        if (close instanceof CoderSession.Close.OutOfTime) {
            return conclusion.concluded(new ExecuteOutcome.Yielded());
        }
        if (close instanceof CoderSession.Close.MoneyHeld held) {
            return conclusion.unclaimed(held.microDollars());
        }
        Optional<End> end =
                close instanceof CoderSession.Close.Stopped stopped ? Optional.of(stopped.end()) : Optional.empty();
        session.lastTurn().ifPresent(conversation::countTurns);
        return concluded(round, session, end, tree, book, delivered);
    }

    private String coder() {
        Optional<String> retriedWith = bench.job().facts().findText("model");
        return retriedWith
                .or(() -> Optional.ofNullable(bench.task().model()))
                .orElse(bench.plan().coder());
    }

    private ExecuteOutcome concluded(
            Beginning.Begun.Round round,
            CoderSession session,
            Optional<End> end,
            WorkspaceTree tree,
            EditBook book,
            Optional<Delivery> earlier) {
        RoundCommit commit =
                new RoundCommit(bench, round, book, new RoundCommit.Words(1, session.words(), session.lastMoment()));
        TreeId now = commit.tree(tree);
        String verdict = end.map(End::cause).orElse(book.isWanting() ? Cycle.PARTIAL : Cycle.APPLIED);
        Optional<PushIntent> intent = commit.intent(now);
        Optional<CommitId> made = intent.map(PushIntent::commit);
        boolean hasSpoken = session.lastTurn().isPresent();
        Delivery delivery = conclusion.deliver(
                intent, round.from(), earlier, head -> commit.cycle(made, head, verdict, now), hasSpoken);
        return switch (delivery) {
            case Delivery.Impossible impossible -> conclusion.ended(impossible.end());
            case Delivery.NotMade notMade ->
                throw new IllegalStateException("expected to push a commit that was just made, found " + notMade);
            case Delivery.Arrived arrived
            when end.isPresent() -> {
                if (hasSpoken) {
                    draft.change().closeCycle();
                }
                yield conclusion.ended(end.get());
            }
            case Delivery.Arrived arrived
            when book.isWanting() -> conclusion.partial(state(round, book, arrived.head(), session));
            case Delivery.Arrived arrived -> {
                boolean nothingDone =
                        arrived.head().equals(bench.job().diffBase().orElse(round.from()));
                if (nothingDone && !session.saysNothingIsToDo()) {
                    draft.change().set(OpenFindings.IDLE, Value.of(true));
                } else if (bench.job().facts().has(OpenFindings.IDLE)) {
                    draft.change().remove(OpenFindings.IDLE);
                }
                yield conclusion.applied(
                        round.cycle(), arrived.head(), !arrived.head().equals(round.from()));
            }
        };
    }

    private PartialState state(Beginning.Begun.Round round, EditBook book, CommitId head, CoderSession session) {
        return new PartialState(
                round.cycle(),
                0,
                session.lastTurn().map(Turn::turn).orElse(0),
                head.equals(round.from()) ? Optional.empty() : Optional.of(head),
                head,
                coder(),
                book.records().stream().filter(EditRecord::isApplied).toList(),
                book.wanted(),
                session.lastMoment());
    }
}
