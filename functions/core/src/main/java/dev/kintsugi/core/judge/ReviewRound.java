package dev.kintsugi.core.judge;

import dev.kintsugi.core.check.CheckReports;
import dev.kintsugi.core.job.End;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobDraft;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.Step;
import dev.kintsugi.core.job.StepAnswers;
import dev.kintsugi.core.model.ModelCatalog;
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

/** {@code Review}: judges the open cycle by the checks, then by the reviewer. */
public final class ReviewRound {
    private final Jobs jobs;
    private final Launches launches;
    private final Workbench.Room room;
    private final Judgement.Tools tools;

    public ReviewRound(
            Records records, Workspaces workspaces, ModelCatalog models, CheckReports checks, InstantSource clock) {
        this.jobs = new Jobs(records);
        this.launches = new Launches(records);
        this.room = new Workbench.Room(jobs, new Projects(records), workspaces);
        Loans loans = new Loans(records);
        this.tools = new Judgement.Tools(
                jobs,
                new Conversation.Setting(new Sessions(records), loans::more, clock, models.mostVisits()),
                models,
                checks,
                new HealedTasks(records));
    }

    /** Judges the open cycle; said again for the same step, it answers the same. */
    public ReviewOutcome run(Step step, JobId id, Deadline deadline) {
        Job job = launches.begin(step, id);
        Optional<String> answered = job.answerTo(step);
        if (answered.isPresent()) {
            return StepAnswers.read(answered.get(), ReviewOutcome.class);
        }
        if (job.status().isComplete() || job.end().isPresent()) {
            return new ReviewOutcome.Ended(job.end().isPresent() && room.heals(job));
        }
        try {
            return switch (room.setUp(step, job)) {
                case Workbench.Setup.Unusable unusable -> ended(step, job, unusable.end());
                case Workbench.Setup.Ready ready -> {
                    try (Workbench bench = ready.bench()) {
                        yield new Judgement(bench, tools, deadline).run();
                    }
                }
            };
        } catch (WorkspaceFault.Lasting broken) {
            return ended(step, jobs.getFor(step, id), Ends.repository(String.valueOf(broken.getMessage())));
        }
    }

    private ReviewOutcome ended(Step step, Job job, End end) {
        JobDraft draft = new JobDraft(jobs, job);
        ReviewOutcome outcome = new ReviewOutcome.Ended(room.heals(job));
        draft.change().end(end).concluded(step, StepAnswers.write(outcome, ReviewOutcome.class));
        draft.write();
        return outcome;
    }
}
