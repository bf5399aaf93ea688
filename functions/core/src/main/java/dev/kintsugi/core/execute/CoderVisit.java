package dev.kintsugi.core.execute;

import dev.kintsugi.core.check.CheckReports;
import dev.kintsugi.core.edit.apply.Targets;
import dev.kintsugi.core.job.Cycle;
import dev.kintsugi.core.job.End;
import dev.kintsugi.core.job.JobChange;
import dev.kintsugi.core.job.JobDraft;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.StepAnswers;
import dev.kintsugi.core.model.CodingModel;
import dev.kintsugi.core.model.ModelCatalog;
import dev.kintsugi.core.model.Role;
import dev.kintsugi.core.partial.PartialState;
import dev.kintsugi.core.partial.PartialStates;
import dev.kintsugi.core.partial.PartialTooLarge;
import dev.kintsugi.core.plan.Task;
import dev.kintsugi.core.project.Mark;
import dev.kintsugi.core.project.ProjectPlan;
import dev.kintsugi.core.push.PushLanding;
import dev.kintsugi.core.push.PushedLanding;
import dev.kintsugi.core.round.Conflicts;
import dev.kintsugi.core.round.Delivery;
import dev.kintsugi.core.round.Ends;
import dev.kintsugi.core.round.Workbench;
import dev.kintsugi.core.session.Conversation;
import dev.kintsugi.core.session.Deadline;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.PushIntent;
import dev.kintsugi.core.workspace.TreeId;
import dev.kintsugi.core.workspace.WorkspaceTree;
import java.util.List;
import java.util.Optional;

/** One visit of {@code Execute} to one job: an open promise first, then the round, then what became of it. */
final class CoderVisit {
    private final Workbench bench;
    private final JobDraft draft;
    private final Tools tools;
    private final Deadline deadline;

    CoderVisit(Workbench bench, Tools tools, Deadline deadline) {
        this.bench = bench;
        this.draft = bench.draft();
        this.tools = tools;
        this.deadline = deadline;
    }

    /** What every visit works with. */
    record Tools(
            Jobs jobs,
            Conversation.Setting setting,
            ModelCatalog models,
            CheckReports checks,
            PartialStates partials,
            CoderLimits limits) {}

    ExecuteOutcome run() {
        Optional<PushIntent> open = bench.job().intent();
        if (open.isPresent() && open.get().branch().equals(bench.plan().trunk())) {
            if (hasLanded(open.get())) {
                return ended();
            }
            open = Optional.empty();
        }
        Optional<Delivery> delivered = open.map(intent -> Delivery.of(bench, intent));
        if (delivered.isPresent() && delivered.get() instanceof Delivery.Impossible impossible) {
            return ended(impossible.end());
        }
        return switch (new Beginning(bench, tools.jobs()).begin()) {
            case Beginning.Begun.Impossible impossible -> ended(impossible.end());
            case Beginning.Begun.Round round -> worked(round, delivered);
        };
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
                        this::coder,
                        task.maxBudget().amount(),
                        round.goesOn(),
                        deadline);
        CoderSession session = new CoderSession(
                conversation,
                new CoderBriefs(bench, tree, round.open()),
                new CoderToolbox(bench.workspace(), tree, book),
                book,
                task.mode(),
                targets,
                tools.limits());
        CoderSession.Close close = session.run();
        if (close instanceof CoderSession.Close.OutOfTime) {
            return concluded(new ExecuteOutcome.Yielded());
        }
        return concluded(round, conversation, session, close, tree, book, delivered);
    }

    private CodingModel coder() {
        ProjectPlan plan = bench.plan();
        String spec = Optional.ofNullable(bench.task().model()).orElse(plan.coder());
        return tools.models().open(spec, plan.settings().contextTokens().of(spec));
    }

    private ExecuteOutcome concluded(
            Beginning.Begun.Round round,
            Conversation conversation,
            CoderSession session,
            CoderSession.Close close,
            WorkspaceTree tree,
            EditBook book,
            Optional<Delivery> earlier) {
        RoundCommit commit = new RoundCommit(bench, round, book, session);
        TreeId now = commit.tree(tree);
        Optional<End> end =
                close instanceof CoderSession.Close.Stopped stopped ? Optional.of(stopped.end()) : Optional.empty();
        String verdict = end.map(End::cause).orElse(book.isWanting() ? Cycle.PARTIAL : Cycle.APPLIED);
        Optional<PushIntent> intent = commit.intent(now);
        Delivery delivery = delivery(commit, now, verdict, intent, earlier);
        if (delivery instanceof Delivery.Impossible impossible) {
            return ended(impossible.end());
        }
        if (!(delivery instanceof Delivery.Arrived arrived)) {
            throw new IllegalStateException("expected to push a commit that was just made, found " + delivery);
        }
        boolean isNew = !arrived.head().equals(round.from());
        JobChange change = draft.change().noPromise();
        if (isNew) {
            change.head(arrived.head());
        }
        if (!arrived.conflicts().isEmpty()) {
            Conflicts.keep(change, arrived.conflicts());
        }
        session.lastTurn().ifPresent(conversation::countTurns);
        boolean isRecorded = intent.map(PushIntent::commit).equals(Optional.of(arrived.head()));
        if (session.lastTurn().isPresent() && !isRecorded) {
            commit.record(commit.cycle(intent.map(PushIntent::commit), arrived.head(), verdict, now));
        }
        if (end.isPresent()) {
            if (session.lastTurn().isPresent()) {
                change.closeCycle();
            }
            return ended(end.get());
        }
        return book.isWanting()
                ? partial(round, book, arrived.head(), isNew, session)
                : applied(round, arrived.head(), isNew);
    }

    /** Promises the commit and pushes it, unless an earlier visit's promise was kept already. */
    private Delivery delivery(
            RoundCommit commit, TreeId tree, String verdict, Optional<PushIntent> intent, Optional<Delivery> earlier) {
        if (earlier.isPresent() && earlier.get() instanceof Delivery.Arrived arrived) {
            return arrived;
        }
        if (intent.isEmpty()) {
            return new Delivery.Arrived(commit.from(), List.of());
        }
        draft.change().promise(intent.get());
        commit.record(commit.cycle(intent.map(PushIntent::commit), intent.get().commit(), verdict, tree));
        draft.write();
        return Delivery.of(bench, intent.get());
    }

    private ExecuteOutcome applied(Beginning.Begun.Round round, CommitId head, boolean isNew) {
        boolean checks = !bench.plan().settings().checks().isEmpty()
                && (isNew || tools.checks().find(bench.job().id(), head).isEmpty());
        if (checks) {
            tools.checks().provide(bench.job().id(), head, bench.workspace());
        }
        draft.change().to(checks ? JobStatus.CHECKING : JobStatus.REVIEWING);
        return concluded(new ExecuteOutcome.Applied(checks, head, round.cycle()));
    }

    /** What is missing is stored and the job is partial, in one write; its cycle stays open. */
    private ExecuteOutcome partial(
            Beginning.Begun.Round round, EditBook book, CommitId head, boolean isNew, CoderSession session) {
        PartialState state = new PartialState(
                round.cycle(),
                0,
                isNew ? Optional.of(head) : Optional.empty(),
                book.records().stream().filter(edit -> !edit.failed()).toList(),
                book.wanted(),
                session.lastMoment());
        try {
            draft.with(tools.partials().prepare(bench.job().id(), state));
        } catch (PartialTooLarge large) {
            return ended(Ends.of("partial_too_large", String.valueOf(large.getMessage())));
        }
        draft.with(Mark.put(bench.job().id(), Mark.Kind.PARTIAL, session.lastMoment()));
        draft.change().to(JobStatus.PARTIAL);
        return concluded(new ExecuteOutcome.Partial(book.wanted().size()));
    }

    private ExecuteOutcome ended(End end) {
        draft.change().end(end);
        return ended();
    }

    private ExecuteOutcome ended() {
        return concluded(new ExecuteOutcome.Ended());
    }

    private ExecuteOutcome concluded(ExecuteOutcome outcome) {
        draft.change().concluded(bench.step(), StepAnswers.write(outcome, ExecuteOutcome.class));
        draft.write();
        return outcome;
    }
}
