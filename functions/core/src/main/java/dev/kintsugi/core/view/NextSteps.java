package dev.kintsugi.core.view;

import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.view.Explanation.NextStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a person can do about a job, the most useful first, each with the command for it. */
final class NextSteps {
    /** Ends that come from the model and not from the work: another one may well do it. */
    private static final Set<String> OF_THE_MODEL = Set.of(
            "model_refused",
            "model_lost",
            "unknown_model",
            "reply_cut",
            "reply_withheld",
            "reply_unusable",
            "prompt_cut",
            "prompt_too_large",
            "tool_loop",
            "too_many_edits",
            "too_many_calls",
            "partial_too_large");

    private final TaskLine task;
    private final String project;
    private final boolean pooled;
    private final Optional<Job> remediation;
    private final List<NextStep> steps = new ArrayList<>();

    /**
     * Steps for one job.
     *
     * @param pooled whether the project has a budget of its own
     * @param remediation the newest that was inserted for it
     */
    NextSteps(TaskLine task, String project, boolean pooled, Optional<Job> remediation) {
        this.remediation = remediation;
        this.task = task;
        this.project = project;
        this.pooled = pooled;
    }

    /** @param missing what a partial job lacks, if it can be read */
    List<NextStep> list(@Nullable PartialView missing) {
        if (task.marks().contains(TaskLine.INTERRUPTED)) {
            add("go on with it", "resume " + project);
            return steps;
        }
        switch (task.status()) {
            case CREATED -> created();
            case EXECUTING, CHECKING, REVIEWING, LANDING, HEALING -> add("see how it goes on", "watch " + project);
            case AWAITING_APPROVAL -> {
                add("see what it did", "show " + task.job());
                add("approve it", "approve " + task.job());
                add("send it back with what is wrong", "approve " + task.job() + " --reject --comment TEXT");
            }
            case PARTIAL -> partial(missing);
            case FAILED, ESCALATED -> failed();
            case SKIPPED, CANCELLED -> add("let it begin again", retry(""));
            case PASSED -> {
                // There is nothing to do.
            }
        }
        return steps;
    }

    private void created() {
        task.blockedBy().forEach(blocker -> add("see why " + blocker + " ended", "explain " + other(blocker)));
        task.waitsFor().forEach(healing -> add("see how " + healing + " is doing", "explain " + other(healing)));
        if (steps.isEmpty()) {
            add("see what goes before it", "status " + project);
        }
    }

    private void partial(@Nullable PartialView missing) {
        String go = "continue " + task.job();
        add("see what would become of each missing edit; it costs nothing", go + " --dry-run");
        add("let the coder try the rest again", go);
        add("ask another model for the rest", go + " --model SPEC");
        if (missing != null && !missing.failed().isEmpty()) {
            add(
                    "give a missing edit up",
                    go + " --drop " + missing.failed().getFirst().id());
        }
        add("pass the task over", skip());
    }

    private void failed() {
        if (task.marks().contains(TaskLine.HEALED)) {
            return;
        }
        if (remediation.isPresent()) {
            boolean isAlive = !remediation.get().status().isComplete();
            add(
                    isAlive ? "see how its remediation is doing" : "see why its remediation failed as well",
                    "explain " + remediation.get().id());
            if (isAlive) {
                return;
            }
        }
        String cause = Objects.requireNonNullElse(task.cause(), "");
        switch (cause) {
            case "max_cycles", "check_failure" -> {
                add("tell the coder what to do about it", retry(" --note TEXT"));
                add("give it more cycles", retry(" --cycles " + 2 * Math.max(1, task.maxCycles())));
            }
            case "budget_exceeded" -> {
                add(
                        "let it cost more",
                        retry(" --budget "
                                + task.budgetUsd()
                                        .add(task.budgetUsd())
                                        .stripTrailingZeros()
                                        .toPlainString()));
                if (pooled) {
                    add("let the whole project cost more", "resume " + project + " --budget USD");
                }
            }
            default -> add("try it again, once what is said above is mended", retry(""));
        }
        String other = "ask another model";
        if (OF_THE_MODEL.contains(cause)) {
            steps.addFirst(new NextStep(other, "kintsugi " + retry(" --model SPEC")));
        } else {
            add(other, retry(" --model SPEC"));
        }
        add("pass it over, and let go on what waits for it", skip());
    }

    private String retry(String options) {
        return "retry " + project + " --task " + task.id() + options;
    }

    private String skip() {
        return "skip " + project + " --task " + task.id();
    }

    private String other(String id) {
        return project + "." + id;
    }

    private void add(String what, String command) {
        steps.add(new NextStep(what, "kintsugi " + command));
    }
}
