package dev.kintsugi.core.push;

import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.project.ProjectPlan;
import dev.kintsugi.core.workspace.Opening;
import dev.kintsugi.core.workspace.PushIntent;
import dev.kintsugi.core.workspace.Workspace;
import dev.kintsugi.core.workspace.Workspaces;

/**
 * Keeps the promise of a push that stands on a job's record, before anybody decides about the job: the same commit, so no
 * harm when it was kept before. It stays on the record for whoever goes on with the job.
 */
public final class OpenPromise {
    private final Workspaces workspaces;

    public OpenPromise(Workspaces workspaces) {
        this.workspaces = workspaces;
    }

    /** Whether the job's work is on the trunk, by this promise or by what the record says already. */
    public boolean keep(ProjectPlan plan, Job job) {
        if (job.landed().isPresent()) {
            return true;
        }
        return job.intent().isPresent() && keep(plan, job.intent().get());
    }

    private boolean keep(ProjectPlan plan, PushIntent intent) {
        return switch (workspaces.open(plan.repository())) {
            case Opening.Refused refused -> false;
            case Opening.Opened opened -> {
                try (Workspace workspace = opened.workspace()) {
                    yield workspace.push(intent).hasArrived() && intent.branch().equals(plan.trunk());
                }
            }
        };
    }
}
