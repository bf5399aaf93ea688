package dev.kintsugi.core.execute;

import dev.kintsugi.core.check.CheckReports;
import dev.kintsugi.core.heal.HealingCases;
import dev.kintsugi.core.job.End;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobDraft;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.Step;
import dev.kintsugi.core.job.StepAnswers;
import dev.kintsugi.core.model.ModelCatalog;
import dev.kintsugi.core.partial.PartialJobs;
import dev.kintsugi.core.project.Launches;
import dev.kintsugi.core.project.Loans;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.round.Ends;
import dev.kintsugi.core.round.Workbench;
import dev.kintsugi.core.session.Conversation;
import dev.kintsugi.core.session.Deadline;
import dev.kintsugi.core.session.Sessions;
import dev.kintsugi.core.workspace.WorkspaceFault;
import dev.kintsugi.core.workspace.Workspaces;
import java.time.InstantSource;
import java.util.Optional;

/** {@code Execute}: one round of the coder, from its prompt to a commit on the job's branch. */
public final class ExecuteRound {
    private final Launches launches;
    private final Workbench.Room room;
    private final CoderVisit.Tools tools;

    public ExecuteRound(
            Records records, Workspaces workspaces, ModelCatalog models, CheckReports checks, InstantSource clock) {
        this(records, workspaces, models, checks, clock, CoderLimits.USUAL);
    }

    public ExecuteRound(
            Records records,
            Workspaces workspaces,
            ModelCatalog models,
            CheckReports checks,
            InstantSource clock,
            CoderLimits limits) {
        Jobs jobs = new Jobs(records);
        this.launches = new Launches(records);
        this.room = new Workbench.Room(jobs, new Projects(records), workspaces);
        Loans loans = new Loans(records);
        this.tools = new CoderVisit.Tools(
                jobs,
                new Conversation.Setting(new Sessions(records), loans::more, clock, models.mostVisits()),
                models,
                checks,
                new PartialJobs(records),
                new HealingCases(records),
                limits);
    }

    /** Goes on with the job's open cycle, or opens the next one; said again for the same step, it answers the same. */
    public ExecuteOutcome run(Step step, JobId id, Deadline deadline) {
        JobDraft draft = launches.draft(step, id);
        Job job = draft.job();
        Optional<String> answered = job.answerTo(step);
        if (answered.isPresent()) {
            return StepAnswers.read(answered.get(), ExecuteOutcome.class);
        }
        if (job.status().isComplete() || job.end().isPresent()) {
            return new ExecuteOutcome.Ended(job.end().isPresent() && room.heals(job));
        }
        if (job.status().isPartial()) {
            // Only Settle lets a partial job go on, for it must take a worker again.
            return new ExecuteOutcome.Partial(tools.partials().missing(id));
        }
        try {
            return switch (room.setUp(step, draft)) {
                case Workbench.Setup.Unusable unusable -> ended(step, draft, unusable.end());
                case Workbench.Setup.Ready ready -> {
                    try (Workbench bench = ready.bench()) {
                        yield new CoderVisit(bench, tools, deadline).run();
                    }
                }
            };
        } catch (WorkspaceFault.Lasting broken) {
            return ended(step, launches.draft(step, id), Ends.repository(String.valueOf(broken.getMessage())));
        }
    }

    private ExecuteOutcome ended(Step step, JobDraft draft, End end) {
        if (StaysPartial.isFor(draft)) {
            return StaysPartial.conclude(draft, step, tools.partials(), end.reason());
        }
        ExecuteOutcome outcome = new ExecuteOutcome.Ended(room.heals(draft.job()));
        draft.change().end(end).concluded(step, StepAnswers.write(outcome, ExecuteOutcome.class));
        draft.write();
        return outcome;
    }
}
