package dev.kintsugi.core.execute;

import dev.kintsugi.core.edit.apply.Targets;
import dev.kintsugi.core.heal.PartialWorkText;
import dev.kintsugi.core.job.Cycle;
import dev.kintsugi.core.job.EditRecord;
import dev.kintsugi.core.job.JobDraft;
import dev.kintsugi.core.model.Role;
import dev.kintsugi.core.model.Turn;
import dev.kintsugi.core.partial.ContinueRequest;
import dev.kintsugi.core.partial.FilesSince;
import dev.kintsugi.core.partial.PartialState;
import dev.kintsugi.core.partial.StoredEdits;
import dev.kintsugi.core.plan.Task;
import dev.kintsugi.core.records.Value;
import dev.kintsugi.core.round.Delivery;
import dev.kintsugi.core.round.Ends;
import dev.kintsugi.core.round.Workbench;
import dev.kintsugi.core.session.Conversation;
import dev.kintsugi.core.session.Deadline;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.PushIntent;
import dev.kintsugi.core.workspace.TreeId;
import dev.kintsugi.core.workspace.WorkspaceTree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A continue: the missing edits of an open cycle, first on the files as they are now, then by the coder. What was applied
 * is never applied again, and whatever stops it, the job is no less than partial afterwards.
 */
final class ContinueVisit {
    private final Workbench bench;
    private final JobDraft draft;
    private final CoderVisit.Tools tools;
    private final Deadline deadline;
    private final Conclusion conclusion;
    private final Optional<ContinueRequest> request;
    private final String model;
    private String obstacle = "";

    ContinueVisit(Workbench bench, CoderVisit.Tools tools, Deadline deadline) {
        this.bench = bench;
        this.draft = bench.draft();
        this.tools = tools;
        this.deadline = deadline;
        this.conclusion = new Conclusion(bench, tools);
        this.request = ContinueRequest.underWay(bench.job());
        this.model = request.flatMap(ContinueRequest::model)
                .or(() -> Optional.ofNullable(bench.task().model()))
                .orElse(bench.plan().coder());
    }

    /**
     * Continues.
     *
     * @param missing what the open cycle lacks; none when somebody took the state away, and then nothing is missing
     * @param delivered what became of a promise of this continue that an earlier visit made
     */
    ExecuteOutcome run(Optional<PartialState> missing, Optional<Delivery> delivered) {
        draft.change().remove("obstacle").remove(ContinueRequest.OUT_OF_MONEY);
        return switch (new Beginning(bench, tools.jobs(), tools.carried(bench)).beginContinue(delivered.isPresent())) {
            case Beginning.Begun.Impossible impossible ->
                staysPartial(impossible.end().reason());
            case Beginning.Begun.Round round
            when missing.isEmpty() -> conclusion.applied(round.cycle(), round.from(), false);
            case Beginning.Begun.Round round -> {
                Optional<String> unreachable = unreachable(missing.get(), round.from());
                yield unreachable.isPresent()
                        ? staysPartial(unreachable.get())
                        : worked(round, missing.get(), delivered);
            }
        };
    }

    /** The applied edits must be in what is built upon, and what the missing ones were written for must be known. */
    private Optional<String> unreachable(PartialState state, CommitId from) {
        CommitId applied = state.commit().orElse(state.seen());
        boolean holds =
                from.equals(applied) || (bench.has(applied) && bench.workspace().contains(from, applied));
        if (holds && bench.has(state.seen())) {
            return Optional.empty();
        }
        return Optional.of(
                "commit %s, which holds the applied edits of job %s, is not in branch %s any more; push it there again"
                        .formatted(applied, bench.job().id(), bench.branch().name()));
    }

    private ExecuteOutcome worked(Beginning.Begun.Round round, PartialState state, Optional<Delivery> delivered) {
        Task task = bench.task();
        Targets targets = Targets.of(task.targets());
        WorkspaceTree tree = WorkspaceTree.at(bench.workspace(), round.from());
        FilesSince files = new FilesSince(
                bench.workspace(),
                bench.workspace().treeOf(state.seen()),
                bench.workspace().treeOf(round.from()));
        EditBook book = EditBook.ofMissing(round.cycle(), tree, targets, state.failed());
        book.drop(request.map(ContinueRequest::drops).orElse(List.of()));
        book.tryStored(new StoredEdits(files, targets));
        Conversation conversation = tools.setting()
                .conversation(
                        draft,
                        Role.CODER,
                        round.cycle(),
                        () -> tools.coder(bench, model),
                        task.maxBudget().amount() + bench.job().granted(),
                        true,
                        deadline);
        CoderSession session = new CoderSession(
                conversation,
                CoderBriefs.ofContinue(
                        bench,
                        tree,
                        tools.carried(bench).map(PartialWorkText::healingContext),
                        request.flatMap(ContinueRequest::note),
                        files),
                new CoderToolbox(bench.workspace(), tree, book),
                book,
                task.mode(),
                targets,
                tools.limits());
        if (book.isWanting()) {
            switch (asked(session, state)) {
                case CoderSession.Close.Finished finished -> obstacle = "";
                case CoderSession.Close.OutOfTime late -> {
                    return conclusion.concluded(new ExecuteOutcome.Yielded());
                }
                case CoderSession.Close.MoneyHeld held -> {
                    return conclusion.unclaimed(held.microDollars());
                }
                case CoderSession.Close.Stopped stopped -> {
                    obstacle = stopped.end().reason();
                    if (stopped.end().cause().equals(Ends.BUDGET)) {
                        draft.change().set(ContinueRequest.OUT_OF_MONEY, Value.of(model));
                    }
                }
            }
            book.explain(files);
        }
        session.lastTurn().ifPresent(conversation::countTurns);
        return concluded(round, state, session, tree, book, delivered);
    }

    private CoderSession.Close asked(CoderSession session, PartialState state) {
        return state.mayAsk(model)
                ? session.askForMissing(state.turns())
                : new CoderSession.Close.Stopped(Ends.continues(
                        bench.job().id().toString(),
                        PartialState.MAX_CONTINUES,
                        model,
                        bench.branch().name()));
    }

    private ExecuteOutcome concluded(
            Beginning.Begun.Round round,
            PartialState state,
            CoderSession session,
            WorkspaceTree tree,
            EditBook book,
            Optional<Delivery> delivered) {
        Instant at = session.lastTurn().isPresent()
                ? session.lastMoment()
                : request.map(ContinueRequest::at).orElse(state.at());
        RoundCommit commit =
                new RoundCommit(bench, round, book, new RoundCommit.Words(state.continues() + 2, session.words(), at));
        TreeId now = commit.tree(tree);
        book.wantOnlyStored();
        Optional<PushIntent> intent = commit.intent(now);
        Optional<Cycle> earlier = tools.jobs().cycle(bench.job().id(), round.cycle());
        Delivery delivery = conclusion.deliver(
                intent, round.from(), delivered, head -> cycle(earlier, commit, intent, head, now, book), true);
        return switch (delivery) {
            case Delivery.Impossible impossible -> staysPartial(impossible.end().reason());
            case Delivery.NotMade notMade ->
                throw new IllegalStateException("expected to push a commit that was just made, found " + notMade);
            case Delivery.Arrived arrived
            when book.isWanting() -> {
                told();
                yield conclusion.partial(state(state, session, arrived.head(), round.from(), book, at));
            }
            case Delivery.Arrived arrived -> {
                tools.partials().clear(draft);
                ExecuteOutcome outcome = conclusion.applied(
                        round.cycle(), arrived.head(), !arrived.head().equals(round.from()));
                tools.partials().cleared(bench.job().id());
                yield outcome;
            }
        };
    }

    private Cycle cycle(
            Optional<Cycle> earlier,
            RoundCommit commit,
            Optional<PushIntent> intent,
            CommitId head,
            TreeId tree,
            EditBook book) {
        Cycle more = commit.cycle(
                intent.map(PushIntent::commit), head, book.isWanting() ? Cycle.PARTIAL : Cycle.APPLIED, tree);
        return earlier.map(round -> round.continued(more)).orElse(more);
    }

    private PartialState state(
            PartialState before, CoderSession session, CommitId head, CommitId from, EditBook book, Instant at) {
        List<EditRecord> applied = new ArrayList<>(before.applied());
        book.records().stream().filter(EditRecord::isApplied).forEach(applied::add);
        return new PartialState(
                before.cycle(),
                before.continues() + 1,
                session.lastTurn().map(Turn::turn).orElse(before.turns()),
                head.equals(from) ? before.commit() : Optional.of(head),
                before.seen(),
                session.lastTurn().isPresent() ? model : before.model(),
                applied,
                book.wanted(),
                at);
    }

    private ExecuteOutcome staysPartial(String why) {
        return StaysPartial.conclude(draft, bench.step(), tools.partials(), why);
    }

    private void told() {
        if (!obstacle.isEmpty()) {
            draft.change().set("obstacle", Value.of(obstacle));
        }
    }
}
