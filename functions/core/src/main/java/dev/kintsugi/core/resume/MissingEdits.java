package dev.kintsugi.core.resume;

import dev.kintsugi.core.edit.Outcome;
import dev.kintsugi.core.edit.Tier;
import dev.kintsugi.core.edit.apply.Targets;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.partial.FailedEdit;
import dev.kintsugi.core.partial.FilesSince;
import dev.kintsugi.core.partial.PartialState;
import dev.kintsugi.core.partial.StoredEdits;
import dev.kintsugi.core.plan.Task;
import dev.kintsugi.core.project.ProjectPlan;
import dev.kintsugi.core.round.PlainText;
import dev.kintsugi.core.view.ContinuePreview;
import dev.kintsugi.core.workspace.Branch;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.Drift;
import dev.kintsugi.core.workspace.Opening;
import dev.kintsugi.core.workspace.Workspace;
import dev.kintsugi.core.workspace.WorkspaceFault;
import dev.kintsugi.core.workspace.WorkspaceTree;
import dev.kintsugi.core.workspace.Workspaces;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The missing edits of one job against its branch as it is now: what a continue would do, without doing it. */
final class MissingEdits {
    private final Job job;
    private final PartialState state;
    private final ProjectPlan plan;
    private final Task task;
    private final Workspaces workspaces;

    MissingEdits(Job job, PartialState state, ProjectPlan plan, Task task, Workspaces workspaces) {
        this.job = job;
        this.state = state;
        this.plan = plan;
        this.task = task;
        this.workspaces = workspaces;
    }

    /**
     * Tries them.
     *
     * @throws NotContinuable when the applied edits are not on the branch any more, or an edit to drop is not missing
     */
    ContinuePreview preview(ContinueWish wish) {
        List<String> known = state.failed().stream().map(FailedEdit::id).toList();
        Optional<String> stranger =
                wish.drops().stream().filter(id -> !known.contains(id)).findFirst();
        if (stranger.isPresent()) {
            throw new NotContinuable("job %s misses no edit \"%s\"; these are missing: %s"
                    .formatted(job.id(), stranger.get(), String.join(", ", known)));
        }
        try (Workspace workspace = open()) {
            CommitId from = from(workspace);
            return preview(wish, workspace, from);
        }
    }

    private Workspace open() {
        return switch (workspaces.open(plan.repository())) {
            case Opening.Opened opened -> opened.workspace();
            case Opening.Refused refused
            when refused.reason() == Opening.Reason.UNREACHABLE ->
                throw new WorkspaceFault.Passing(refused.message(), new IOException(refused.message()));
            case Opening.Refused refused -> throw new NotContinuable(refused.message());
        };
    }

    private CommitId from(Workspace workspace) {
        Branch branch = plan.branchOf(task.id());
        Optional<CommitId> actual = workspace.head(branch);
        CommitId recorded = job.head().or(job::base).orElseThrow();
        if (job.head().isEmpty() && actual.isEmpty()) {
            return reachable(workspace, branch, recorded);
        }
        return switch (workspace.drift(recorded, actual)) {
            case Drift.Same same -> reachable(workspace, branch, recorded);
            case Drift.MovedOn moved -> reachable(workspace, branch, moved.actual());
            case Drift.Diverged diverged -> reachable(workspace, branch, recorded);
            case Drift.Rewritten rewritten -> throw unreachable(branch, recorded, rewritten.how());
            case Drift.Gone gone -> throw unreachable(branch, recorded, "the branch was removed");
        };
    }

    private CommitId reachable(Workspace workspace, Branch branch, CommitId from) {
        CommitId applied = state.commit().orElse(state.seen());
        List<CommitId> gone = workspace.fetch(List.of(from, applied, state.seen()));
        if (!gone.isEmpty()) {
            throw unreachable(branch, gone.getFirst(), "the repository does not have it");
        }
        if (!from.equals(applied) && !workspace.contains(from, applied)) {
            throw unreachable(branch, applied, "the branch does not contain it");
        }
        return from;
    }

    private NotContinuable unreachable(Branch branch, CommitId commit, String how) {
        return new NotContinuable(
                "commit %s, which holds the applied edits of job %s, is no longer reachable from %s: %s; push it there again"
                        .formatted(commit, job.id(), branch.name(), how));
    }

    private ContinuePreview preview(ContinueWish wish, Workspace workspace, CommitId from) {
        List<FailedEdit> wanted = state.failed().stream()
                .filter(failed -> !wish.drops().contains(failed.id()))
                .toList();
        FilesSince files = new FilesSince(workspace, workspace.treeOf(state.seen()), workspace.treeOf(from));
        List<StoredEdits.Tried> tried =
                new StoredEdits(files, Targets.of(task.targets())).dryRun(WorkspaceTree.at(workspace, from), wanted);
        List<ContinuePreview.Edit> edits = new ArrayList<>();
        state.failed().stream()
                .filter(failed -> wish.drops().contains(failed.id()))
                .map(failed -> line(failed, ContinuePreview.Edit.DROPPED, 0, null))
                .forEach(edits::add);
        tried.stream().map(MissingEdits::line).forEach(edits::add);
        long failing = tried.stream()
                .filter(one -> one.outcome() instanceof Outcome.Failed)
                .count();
        String model = wish.model().or(() -> Optional.ofNullable(task.model())).orElse(plan.coder());
        boolean asks = failing > 0 && state.mayAsk(model);
        return new ContinuePreview(
                job.id().toString(),
                from.hex(),
                state.continues(),
                edits,
                asks,
                model,
                text(state.failed().size(), tried.size() - failing, failing, asks, model));
    }

    private static String text(int all, long fitting, long failing, boolean asks, String model) {
        String missing = "%s missing: %d can be applied now".formatted(PlainText.count(all, "edit"), fitting);
        if (failing == 0) {
            return missing + ", then the job goes on to its checks and its review";
        }
        return asks
                ? missing + ", the coder (%s) is asked for %d".formatted(model, failing)
                : missing + ", %d cannot, and %s was asked often enough".formatted(failing, model);
    }

    private static ContinuePreview.Edit line(StoredEdits.Tried tried) {
        return switch (tried.outcome()) {
            case Outcome.Applied applied ->
                line(
                        tried.edit(),
                        applied.tier() == Tier.FUZZY
                                ? ContinuePreview.Edit.WILL_APPLY_FUZZY
                                : ContinuePreview.Edit.WILL_APPLY,
                        applied.line(),
                        null);
            case Outcome.AlreadyApplied already ->
                line(tried.edit(), ContinuePreview.Edit.ALREADY_APPLIED, already.line(), null);
            case Outcome.Failed failed ->
                line(
                        tried.edit(),
                        ContinuePreview.Edit.WILL_FAIL,
                        failed.suggestedLine(),
                        failed.reason().text());
        };
    }

    private static ContinuePreview.Edit line(FailedEdit failed, String outcome, int line, @Nullable String reason) {
        return new ContinuePreview.Edit(
                failed.id(),
                failed.outcome().file(),
                line,
                failed.outcome().edit().preview(),
                outcome,
                reason);
    }
}
