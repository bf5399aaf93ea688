package dev.kintsugi.core.heal;

import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobChange;
import dev.kintsugi.core.job.JobDraft;
import dev.kintsugi.core.job.Step;
import dev.kintsugi.core.job.StepAnswers;
import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.project.Event;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.records.Value;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a job's task is healed, decided once and from records alone, and the words when it is not. */
final class HealDecision {
    private final HealVisit.Tools tools;
    private final Step step;
    private final Job job;
    private final Job root;

    HealDecision(HealVisit.Tools tools, Step step, Job job) {
        this.tools = tools;
        this.step = step;
        this.job = job;
        this.root = job.standsFor().map(tools.jobs()::get).orElse(job);
    }

    /** The job of the task that is to be healed: this one, or the one that this remediation stands for. */
    Job root() {
        return root;
    }

    /** The attempt under way. */
    Optional<HealingCase> underWay() {
        return job.facts()
                .findFields(HealingFacts.UNDER_WAY)
                .map(fact -> (int) fact.number("number"))
                .flatMap(number -> tools.cases().find(root.id(), number));
    }

    /** Nothing when it is to be healed. */
    Optional<HealOutcome> skippedByPolicy() {
        if (underWay().isPresent()) {
            return Optional.empty();
        }
        if (!root.equals(job) && !root.status().countsAsFailed()) {
            String reason =
                    "%s is %s by now".formatted(root.id().task(), root.status().word());
            return Optional.of(skipped(SkipReason.UNHEALABLE, reason));
        }
        HealingPolicy policy = new HealingPolicy(
                tools.projects().get(job.id().project()).settings().healing());
        return switch (policy.canHeal(tools.diagnoses().causeOf(job), attempts(), available())) {
            case HealingPolicy.Decision.Heal heal -> Optional.empty();
            case HealingPolicy.Decision.Skip skip -> Optional.of(skipped(skip.reason(), sentence(skip.reason())));
        };
    }

    int attempts() {
        return (int) root.facts().count(HealingFacts.ATTEMPTS);
    }

    private OptionalLong available() {
        ProjectHead head = tools.projects().head(job.id().project());
        return head.available().isEmpty()
                ? head.available()
                : OptionalLong.of(head.available().getAsLong() + job.loan());
    }

    private String sentence(SkipReason reason) {
        return switch (reason) {
            case UNHEALABLE -> job.end().map(end -> end.cause()).orElse("");
            case MAX_ATTEMPTS -> "healing was tried " + (attempts() == 1 ? "once" : attempts() + " times");
            case NO_BUDGET -> "less than the reserve for healing is left of the project's budget";
            case POLICY_DISABLED, UNUSABLE_PLAN -> "";
        };
    }

    /** The task that is added has the first name that is free, whatever its case, from the number of the attempt on. */
    TaskId freeId(int number) {
        Set<String> taken = tools.projects()
                .idsBeginning(job.id().project(), RemediationId.PREFIX)
                .map(TaskId::folded)
                .collect(Collectors.toSet());
        int suffix = number;
        TaskId id = RemediationId.of(root.id().task(), suffix);
        while (taken.contains(id.folded())) {
            suffix++;
            id = RemediationId.of(root.id().task(), suffix);
        }
        return id;
    }

    /** Says that there is no remediation, and why. */
    HealOutcome skipped(SkipReason reason, String sentence) {
        return skipped(new JobDraft(tools.jobs(), job), reason, sentence);
    }

    HealOutcome skipped(JobDraft draft, SkipReason reason, String sentence) {
        Instant now = tools.clock().instant();
        int number = underWay().map(HealingCase::number).orElse(attempts() + 1);
        HealingCase skipped = underWay()
                .orElseGet(() -> HealingCase.begun(
                        root.id(),
                        number,
                        job.id().task(),
                        tools.diagnoses().causeOf(job),
                        RemediationId.of(root.id().task(), number),
                        Optional.empty(),
                        now))
                .skipped(reason, sentence);
        HealOutcome outcome = new HealOutcome.Skipped(reason.word());
        JobChange change = draft.change();
        change.remove(HealingFacts.UNDER_WAY)
                .set(HealingFacts.OUTCOME, Value.of(reason.word()))
                .concluded(step, StepAnswers.write(outcome, HealOutcome.class));
        draft.with(skipped.put());
        draft.with(ProjectHead.change(job.id().project()).set("healings", true));
        draft.with(Event.of(root.id(), now, "healing.skipped", skipped.line(""))
                .put(job.id().project(), unique("4-skipped")));
        draft.write();
        return outcome;
    }

    /** Tells events of the same millisecond apart, and keeps them in the order in which they happen. */
    String unique(String what) {
        return "heal-" + what + "-" + job.id().task();
    }
}
