package dev.kintsugi.core.project;

import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.plan.Settings;
import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.workspace.Branch;
import dev.kintsugi.core.workspace.CommitId;

/**
 * What was submitted, without its tasks; it never changes but for the number of the run.
 *
 * @param repository where the work is done
 * @param base the commit that the branches begin at
 * @param run from 1; a reset begins the next one, on branches of its own
 * @param coder the model of tasks that name none
 * @param reviewer the model that judges
 */
public record ProjectPlan(
        ProjectId id,
        String name,
        String repository,
        CommitId base,
        int run,
        String coder,
        String reviewer,
        Settings settings) {
    /** The trunk, on which finished tasks land. */
    public Branch trunk() {
        return Branch.ofProject(runName());
    }

    public Branch branchOf(TaskId task) {
        return Branch.ofTask(runName(), task.value());
    }

    private String runName() {
        return run == 1 ? id.value() : id.value() + "-" + run;
    }
}
