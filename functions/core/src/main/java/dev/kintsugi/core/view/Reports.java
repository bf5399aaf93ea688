package dev.kintsugi.core.view;

import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.project.UnknownProject;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.session.LostCalls;
import java.util.List;
import java.util.Optional;

/** Reads what is reported: a page costs by the tasks on it and their rounds, never by the size of the project. */
public final class Reports {
    private final Projects projects;
    private final Jobs jobs;
    private final ProjectViews views;
    private final HealingLines healings;

    public Reports(Records records) {
        this.projects = new Projects(records);
        this.jobs = new Jobs(records);
        this.views = new ProjectViews(records);
        this.healings = new HealingLines(records);
    }

    /**
     * A page of a project's report.
     *
     * @param after the {@code next} of the page before
     * @throws UnknownProject when there is none, or it was never submitted whole
     */
    public Report report(ProjectId id, Optional<String> after, int most) {
        Overview project = views.project(id);
        TaskPage page = views.tasks(id, after, Math.min(most, Report.MOST_TASKS));
        boolean wasHealed = !project.healing().isEmpty();
        List<HealingLine> healing = wasHealed
                ? page.tasks().stream()
                        .flatMap(task -> healings.of(JobId.of(task.job())))
                        .toList()
                : List.of();
        return new Report(
                project,
                projects.get(id).settings().approvers(),
                page.tasks().stream().map(this::told).toList(),
                healing,
                page.next());
    }

    private ReportedTask told(TaskLine task) {
        JobId job = JobId.of(task.job());
        return ReportedTask.of(task, jobs.cycles(job), LostCalls.of(jobs.get(job)));
    }
}
