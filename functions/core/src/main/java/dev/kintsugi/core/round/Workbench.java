package dev.kintsugi.core.round;

import dev.kintsugi.core.job.End;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobDraft;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.Step;
import dev.kintsugi.core.plan.Author;
import dev.kintsugi.core.plan.Task;
import dev.kintsugi.core.project.ProjectPlan;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.push.Promises;
import dev.kintsugi.core.workspace.Branch;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.Opening;
import dev.kintsugi.core.workspace.Signature;
import dev.kintsugi.core.workspace.Workspace;
import dev.kintsugi.core.workspace.WorkspaceFault;
import dev.kintsugi.core.workspace.Workspaces;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** A job with all that a step needs to work on it: its task, its project, its repository, and what is to be written. */
public record Workbench(Step step, JobDraft draft, ProjectPlan plan, Task task, Workspace workspace)
        implements AutoCloseable {
    /** In whose name work is committed when the project names nobody. */
    public static final Author NOBODY = new Author("Kintsugi", "kintsugi@localhost");

    /** What became of setting it up. */
    public sealed interface Setup {
        record Ready(Workbench bench) implements Setup {}

        /** The repository cannot be worked in. */
        record Unusable(End end) implements Setup {}
    }

    /** Where everything for it is found. */
    public record Room(Jobs jobs, Projects projects, Workspaces workspaces) {
        /** Whether healing is to be tried for a job that has come to a bad end and is not settled. */
        public boolean heals(Job job) {
            return !job.status().isComplete()
                    && job.landed().isEmpty()
                    && projects.get(job.id().project()).settings().healing().enabled();
        }

        public Setup setUp(Step step, Job job) {
            return setUp(step, new JobDraft(jobs, job));
        }

        /** With what is to be written of the job already. */
        public Setup setUp(Step step, JobDraft draft) {
            JobId id = draft.job().id();
            ProjectPlan plan = projects.get(id.project());
            return switch (workspaces.open(plan.repository())) {
                case Opening.Opened opened ->
                    new Setup.Ready(new Workbench(step, draft, plan, projects.task(id), opened.workspace()));
                case Opening.Refused refused
                when refused.reason() == Opening.Reason.UNREACHABLE ->
                    throw new WorkspaceFault.Passing(refused.message(), new IOException(refused.message()));
                case Opening.Refused refused -> new Setup.Unusable(Ends.repository(refused.message()));
            };
        }
    }

    /** Whether healing is to be tried when the job ends badly. */
    public boolean heals() {
        return plan.settings().healing().enabled();
    }

    public Job job() {
        return draft.job();
    }

    /** The job's own branch. */
    public Branch branch() {
        return plan.branchOf(task.id());
    }

    /** Gets a commit's files here. */
    public boolean has(CommitId commit) {
        return workspace.fetch(List.of(commit)).isEmpty();
    }

    /** Whose name stands in a commit of what was recorded at that moment. */
    public Signature author(Instant recorded) {
        Author author = plan.settings().author();
        Author name = author == null ? NOBODY : author;
        return new Signature(name.name(), name.email(), recorded);
    }

    /** An intent that was overtaken is replaced on the job's record. */
    public Promises promises() {
        return (refused, next) -> {
            if (!job().intent()
                    .map(open -> open.commit().equals(refused.commit()))
                    .orElse(false)) {
                throw new IllegalStateException("expected the intent for %s on the record of job %s, found %s"
                        .formatted(refused.commit(), job().id(), job().intent()));
            }
            draft.change().promise(next);
            draft.write();
        };
    }

    @Override
    public void close() {
        workspace.close();
    }
}
