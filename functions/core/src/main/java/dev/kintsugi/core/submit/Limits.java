package dev.kintsugi.core.submit;

import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.plan.PlanLimits;
import dev.kintsugi.core.plan.Problem;
import dev.kintsugi.core.plan.Project;
import dev.kintsugi.core.plan.Task;
import dev.kintsugi.core.project.StoredPlan;
import dev.kintsugi.core.workspace.Opening;
import dev.kintsugi.core.workspace.Resolution;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a plan that is valid cannot be submitted, each reason as a problem that says what to do. */
final class Limits {
    private static final String PLAN = "project.yaml";

    private Limits() {}

    static List<Problem> exceededBy(Project plan) {
        List<Problem> problems = new ArrayList<>();
        if (plan.tasks().isEmpty()) {
            problems.add(problem(
                    Problem.Code.EMPTY, PLAN, null, "the plan has no task", "write one markdown file per task"));
        }
        if (plan.tasks().size() > PlanLimits.SUBMITTED_TASKS) {
            problems.add(problem(
                    Problem.Code.TOO_LARGE,
                    PLAN,
                    null,
                    "the plan has %d tasks; at most %d can be submitted"
                            .formatted(plan.tasks().size(), PlanLimits.SUBMITTED_TASKS),
                    "split it into several projects"));
        }
        for (Task task : plan.tasks()) {
            int bytes = task.body().getBytes(StandardCharsets.UTF_8).length;
            if (bytes > PlanLimits.SUBMITTED_TASK_BYTES || !StoredPlan.fits(task)) {
                problems.add(problem(
                        Problem.Code.TOO_LARGE,
                        task.source(),
                        null,
                        "task %s has %d bytes; at most %d can be submitted"
                                .formatted(task.id(), bytes, PlanLimits.SUBMITTED_TASK_BYTES),
                        "move material into files of the repository and name them in context_files"));
            }
        }
        return problems;
    }

    static Problem settingsTooLarge() {
        return problem(
                Problem.Code.TOO_LARGE,
                PLAN,
                null,
                "the project's settings are too large for one record",
                "shorten goals, constraints and context");
    }

    static Problem nameTaken(String name, ProjectId by) {
        return problem(
                Problem.Code.NOT_SUBMITTABLE,
                PLAN,
                "name",
                "another plan named \"%s\" was submitted before, as project %s".formatted(name, by),
                "submit it as a new project (--new), or give it another name");
    }

    static Problem badRepository(String repository, Opening.Refused refused) {
        return problem(
                Problem.Code.NOT_SUBMITTABLE,
                PLAN,
                "repository",
                "the repository \"%s\" cannot be worked in: %s".formatted(repository, refused.message()),
                refused.reason() == Opening.Reason.EMPTY ? "make a first commit in it" : null);
    }

    static Problem badBase(String base, Resolution.Unknown unknown) {
        return problem(
                Problem.Code.NOT_SUBMITTABLE,
                PLAN,
                "base",
                base.isEmpty()
                        ? "the repository has no base to begin at: " + unknown.reason()
                        : "the base \"%s\" is not there: %s".formatted(base, unknown.reason()),
                "name a branch or a commit of the repository as base");
    }

    private static Problem problem(
            Problem.Code code, String file, @Nullable String key, String message, @Nullable String hint) {
        return new Problem(Problem.Severity.ERROR, code, file, 0, 0, key, message, null, null, hint);
    }
}
