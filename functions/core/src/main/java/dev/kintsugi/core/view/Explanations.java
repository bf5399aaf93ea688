package dev.kintsugi.core.view;

import dev.kintsugi.core.heal.Diagnoses;
import dev.kintsugi.core.heal.FailureDiagnosis;
import dev.kintsugi.core.heal.PartialWork;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.UnknownJob;
import dev.kintsugi.core.partial.NewerPartialState;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.records.Records;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Explains jobs from what stands on record: nobody is asked and no repository is opened. */
public final class Explanations {
    private final Jobs jobs;
    private final Projects projects;
    private final ProjectViews views;
    private final Diagnoses diagnoses;

    public Explanations(Records records) {
        this.jobs = new Jobs(records);
        this.projects = new Projects(records);
        this.views = new ProjectViews(records);
        this.diagnoses = new Diagnoses(records);
    }

    /**
     * Explains a job, whatever its status.
     *
     * @throws UnknownJob when there is none
     */
    public Explanation explain(JobId id) {
        JobView shown = views.job(id);
        TaskLine task = shown.task();
        Job job = jobs.get(id);
        FailureDiagnosis diagnosis = diagnoses.diagnose(job);
        Optional<Job> remediation = job.remediation().flatMap(jobs::find);
        Optional<PartialWork> work = diagnosis.partialWork();
        Partial partial = task.status().isComplete() ? Partial.NONE : partial(id);
        boolean pooled = projects.get(id.project()).settings().projectBudget() != null;
        return new Explanation(
                task,
                shown.project(),
                shown.branch(),
                shown.base(),
                text(task, partial),
                diagnosis
                        .check()
                        .map(check -> new Explanation.Check(check.name(), check.output()))
                        .orElse(null),
                diagnosis.unresolved().stream().map(CycleView.FindingView::of).toList(),
                partial.state(),
                said(diagnosis.lastCoderOutput()),
                said(diagnosis.lastReviewerOutput()),
                work.map(PartialWork::commitIds).orElse(List.of()),
                work.flatMap(PartialWork::filesTouched).orElse(List.of()),
                new NextSteps(task, shown.project(), pooled, remediation).list(partial.state()));
    }

    /** @param obstacle why it cannot be read */
    private record Partial(
            @Nullable PartialView state, @Nullable String obstacle) {
        static final Partial NONE = new Partial(null, null);
    }

    private Partial partial(JobId id) {
        try {
            return new Partial(views.partial(id).orElse(null), null);
        } catch (NewerPartialState newer) {
            return new Partial(null, newer.getMessage());
        }
    }

    private static @Nullable String said(String words) {
        return words.isBlank() ? null : words;
    }

    private static String text(TaskLine task, Partial partial) {
        if (partial.obstacle() != null) {
            return partial.obstacle();
        }
        if (task.marks().contains(TaskLine.HEALED)) {
            return "%s, and what was left of it was healed".formatted(reason(task, "it failed"));
        }
        if (task.marks().contains(TaskLine.INTERRUPTED)) {
            return "it was interrupted while %s, and what it had done is kept: %s"
                    .formatted(task.status().word().replace('_', ' '), reason(task, "nobody knows why"));
        }
        return task.status() == JobStatus.CREATED ? created(task) : reason(task, plainly(task));
    }

    private static String created(TaskLine task) {
        if (!task.blockedBy().isEmpty()) {
            return "it cannot begin: %s ended badly before it".formatted(String.join(", ", task.blockedBy()));
        }
        if (!task.waitsFor().isEmpty()) {
            return "it begins when %s, which heals what it waits for, has passed"
                    .formatted(String.join(", ", task.waitsFor()));
        }
        return Objects.requireNonNullElse(task.note(), "it has not begun, and begins by itself when it is its turn");
    }

    private static String plainly(TaskLine task) {
        return switch (task.status()) {
            case PASSED -> "it passed: nothing of it is missing";
            case SKIPPED -> "a person passed it over";
            case CANCELLED -> "a person cancelled it";
            case AWAITING_APPROVAL -> "it waits for a person to approve its work";
            case CREATED, EXECUTING, CHECKING, REVIEWING, LANDING, HEALING ->
                Objects.requireNonNullElse(task.note(), "it is at work");
            case FAILED, ESCALATED, PARTIAL -> "no reason was recorded";
        };
    }

    private static String reason(TaskLine task, String otherwise) {
        return Objects.requireNonNullElse(task.reason(), otherwise);
    }
}
