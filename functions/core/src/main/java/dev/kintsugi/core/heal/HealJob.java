package dev.kintsugi.core.heal;

import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.Step;
import dev.kintsugi.core.job.StepAnswers;
import dev.kintsugi.core.model.ModelCatalog;
import dev.kintsugi.core.project.Launches;
import dev.kintsugi.core.project.Loans;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.round.Workbench;
import dev.kintsugi.core.session.Conversation;
import dev.kintsugi.core.session.Deadline;
import dev.kintsugi.core.session.Sessions;
import dev.kintsugi.core.workspace.WorkspaceFault;
import dev.kintsugi.core.workspace.Workspaces;
import java.time.InstantSource;
import java.util.Optional;

/**
 * {@code Heal}: carries a failed job's work into a remediation. Cut off anywhere and said again, it goes on from the
 * record: the architect's reply is not paid for twice, and there is one remediation.
 */
public final class HealJob {
    private final Jobs jobs;
    private final Launches launches;
    private final Workbench.Room room;
    private final HealVisit.Tools tools;

    public HealJob(Records records, Workspaces workspaces, ModelCatalog models, InstantSource clock) {
        Projects projects = new Projects(records);
        Loans loans = new Loans(records);
        this.jobs = new Jobs(records);
        this.launches = new Launches(records);
        this.room = new Workbench.Room(jobs, projects, workspaces);
        this.tools = new HealVisit.Tools(
                jobs,
                projects,
                new HealingCases(records),
                new Diagnoses(records),
                new InsertRemediation(records),
                new Conversation.Setting(new Sessions(records), loans::more, clock, models.mostVisits()),
                models,
                clock);
    }

    /** Heals the job, if it can be; said again for the same step, it answers the same. */
    public HealOutcome run(Step step, JobId id, Deadline deadline) {
        Job job = launches.begin(step, id);
        Optional<String> answered = job.answerTo(step);
        if (answered.isPresent()) {
            return StepAnswers.read(answered.get(), HealOutcome.class);
        }
        boolean isOver =
                job.status().isComplete() || job.end().isEmpty() || job.landed().isPresent();
        if (isOver) {
            return new HealOutcome.Skipped(SkipReason.UNHEALABLE.word());
        }
        Optional<HealOutcome> decided = HealingFacts.decided(job);
        if (decided.isPresent()) {
            return decided.get();
        }
        HealDecision decision = new HealDecision(tools, step, job);
        Optional<HealOutcome> skipped = decision.skippedByPolicy();
        if (skipped.isPresent()) {
            return skipped.get();
        }
        try {
            return switch (room.setUp(step, job)) {
                case Workbench.Setup.Unusable unusable ->
                    decision.skipped(SkipReason.UNHEALABLE, unusable.end().reason());
                case Workbench.Setup.Ready ready -> {
                    try (Workbench bench = ready.bench()) {
                        yield new HealVisit(bench, tools, deadline).run();
                    }
                }
            };
        } catch (WorkspaceFault.Lasting broken) {
            return new HealDecision(tools, step, jobs.getFor(step, id))
                    .skipped(SkipReason.UNHEALABLE, String.valueOf(broken.getMessage()));
        }
    }
}
