package dev.kintsugi.core.resume;

import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.view.Inspection.BranchLine;
import dev.kintsugi.core.workspace.Branch;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.Drift;
import dev.kintsugi.core.workspace.Opening;
import dev.kintsugi.core.workspace.Workspace;
import dev.kintsugi.core.workspace.Workspaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What happened to the branches of jobs that can go on, since they were recorded. Nothing is spent to find out. */
final class BranchDrifts {
    private final Workspaces workspaces;

    BranchDrifts(Workspaces workspaces) {
        this.workspaces = workspaces;
    }

    List<BranchLine> of(InterimState state) {
        List<Job> asked = state.jobs().values().stream()
                .filter(job -> job.head().isPresent())
                .filter(job -> !job.status().isComplete() && (!job.status().isInFlight() || state.isInterrupted(job)))
                .toList();
        if (asked.isEmpty()) {
            return List.of();
        }
        return switch (workspaces.open(state.plan().repository())) {
            case Opening.Refused refused ->
                List.of(new BranchLine(state.plan().trunk().name(), "unknown", null, null, refused.message(), true));
            case Opening.Opened opened -> {
                try (Workspace workspace = opened.workspace()) {
                    List<BranchLine> lines = new ArrayList<>();
                    asked.forEach(job -> lines.add(
                            line(workspace, state.plan().branchOf(job.id().task()), job)));
                    yield lines;
                }
            }
        };
    }

    /** Why nothing may be built on these branches before a person accepts what happened to them. */
    Optional<String> obstacle(InterimState state) {
        String bad = of(state).stream()
                .filter(BranchLine::needsConsent)
                .map(line -> "%s: %s".formatted(line.branch(), line.text()))
                .collect(Collectors.joining("; "));
        return bad.isEmpty()
                ? Optional.empty()
                : Optional.of("branches are not as Kintsugi left them (%s); --accept-drift builds on what is there now"
                        .formatted(bad));
    }

    private static BranchLine line(Workspace workspace, Branch branch, Job job) {
        CommitId recorded = job.head().orElseThrow();
        Optional<CommitId> actual = workspace.head(branch);
        boolean promised = job.intent()
                .filter(intent -> intent.branch().equals(branch))
                .filter(intent -> actual.equals(Optional.of(intent.commit())))
                .isPresent();
        Drift drift = promised ? new Drift.Same() : workspace.drift(recorded, actual);
        String then = recorded.hex();
        return switch (drift) {
            case Drift.Same same -> new BranchLine(branch.name(), "same", then, then, "as it was left", false);
            case Drift.MovedOn moved ->
                new BranchLine(
                        branch.name(),
                        "moved",
                        then,
                        moved.actual().hex(),
                        "somebody added %d commits, which are kept and built upon".formatted(moved.commits()),
                        false);
            case Drift.Diverged diverged ->
                new BranchLine(
                        branch.name(),
                        "diverged",
                        then,
                        diverged.actual().hex(),
                        "both sides have commits that the other lacks; they are merged",
                        false);
            case Drift.Rewritten rewritten ->
                new BranchLine(
                        branch.name(), "rewritten", then, rewritten.actual().hex(), rewritten.how(), true);
            case Drift.Gone gone -> new BranchLine(branch.name(), "gone", then, null, "it was removed", true);
        };
    }
}
