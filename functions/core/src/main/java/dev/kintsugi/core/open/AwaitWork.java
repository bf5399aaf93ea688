package dev.kintsugi.core.open;

import dev.kintsugi.core.executions.Executions;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.job.Step;
import dev.kintsugi.core.job.Superseded;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.project.ProjectKeys;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.schedule.WakeProject;

/**
 * Lets a project's execution wait for the end of its work. It stores the token and <em>then</em> looks: whoever ends
 * the work writes that and then reads the token, so that one of the two sees the other.
 */
public final class AwaitWork {
    private final Records records;
    private final Projects projects;
    private final Executions executions;

    public AwaitWork(Records records, Executions executions) {
        this.records = records;
        this.projects = new Projects(records);
        this.executions = executions;
    }

    /**
     * Waits under this token; it is answered at once when nothing is under way.
     *
     * @throws Superseded when another execution has the project
     */
    public void run(Step step, ProjectId id, String token) {
        OpenProject.requireOwner(step, projects.head(id));
        records.settle(Operation.put(
                Item.at(ProjectKeys.token(id)).with("token", token).build()));
        ProjectHead now = projects.head(id);
        if (now.active() == 0 || now.status().isOver()) {
            executions.succeed(token, WakeProject.NOTHING);
        }
    }
}
