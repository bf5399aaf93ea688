package dev.kintsugi.core.land;

import dev.kintsugi.core.check.CheckReports;
import dev.kintsugi.core.job.End;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobDraft;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.Step;
import dev.kintsugi.core.job.StepAnswers;
import dev.kintsugi.core.project.Launches;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.round.Ends;
import dev.kintsugi.core.round.Workbench;
import dev.kintsugi.core.workspace.WorkspaceFault;
import dev.kintsugi.core.workspace.Workspaces;
import java.time.InstantSource;
import java.util.Optional;

/** {@code Land}: brings the approved commit onto the project's branch. */
public final class LandJob {
    private final Jobs jobs;
    private final Launches launches;
    private final Workbench.Room room;
    private final Landing.Tools tools;

    public LandJob(Records records, Workspaces workspaces, CheckReports checks, InstantSource clock) {
        this.jobs = new Jobs(records);
        this.launches = new Launches(records);
        this.room = new Workbench.Room(jobs, new Projects(records), workspaces);
        this.tools = new Landing.Tools(jobs, checks, new LandingTurn(records, clock));
    }

    /** Lands the approved commit; said again for the same step, it answers the same. */
    public LandOutcome run(Step step, JobId id) {
        Job job = launches.begin(step, id);
        Optional<String> answered = job.answerTo(step);
        if (answered.isPresent()) {
            return StepAnswers.read(answered.get(), LandOutcome.class);
        }
        if (job.status().isComplete() || job.end().isPresent()) {
            return new LandOutcome.Ended(job.end().isPresent() && room.heals(job));
        }
        try {
            return switch (room.setUp(step, job)) {
                case Workbench.Setup.Unusable unusable -> ended(step, job, unusable.end());
                case Workbench.Setup.Ready ready -> {
                    try (Workbench bench = ready.bench()) {
                        yield new Landing(bench, tools).run();
                    }
                }
            };
        } catch (WorkspaceFault.Lasting broken) {
            return ended(step, jobs.getFor(step, id), Ends.repository(String.valueOf(broken.getMessage())));
        }
    }

    private LandOutcome ended(Step step, Job job, End end) {
        JobDraft draft = new JobDraft(jobs, job);
        LandOutcome outcome = new LandOutcome.Ended(room.heals(job));
        draft.change().end(end).concluded(step, StepAnswers.write(outcome, LandOutcome.class));
        draft.write();
        return outcome;
    }
}
