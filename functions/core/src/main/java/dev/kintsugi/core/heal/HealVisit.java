package dev.kintsugi.core.heal;

import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobDraft;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.StepAnswers;
import dev.kintsugi.core.model.CodingModel;
import dev.kintsugi.core.model.ModelCatalog;
import dev.kintsugi.core.model.Role;
import dev.kintsugi.core.model.Turn;
import dev.kintsugi.core.plan.Task;
import dev.kintsugi.core.project.Event;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.prompt.ArchitectBrief;
import dev.kintsugi.core.prompt.ArchitectPrompt;
import dev.kintsugi.core.prompt.Assignment;
import dev.kintsugi.core.records.Value;
import dev.kintsugi.core.round.Unclaimed;
import dev.kintsugi.core.round.Workbench;
import dev.kintsugi.core.session.Asked;
import dev.kintsugi.core.session.Conversation;
import dev.kintsugi.core.session.Deadline;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.PushOutcome;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One visit of {@code Heal} to a job that is healed: the diagnosis, the architect, the remediation. */
final class HealVisit {
    /** How often the architect is asked before its answers are given up. */
    static final int MAX_REPLIES = 2;

    private final Workbench bench;
    private final JobDraft draft;
    private final Tools tools;
    private final Deadline deadline;

    HealVisit(Workbench bench, Tools tools, Deadline deadline) {
        this.bench = bench;
        this.draft = bench.draft();
        this.tools = tools;
        this.deadline = deadline;
    }

    /** What every visit works with. */
    record Tools(
            Jobs jobs,
            Projects projects,
            HealingCases cases,
            Diagnoses diagnoses,
            InsertRemediation insertion,
            Conversation.Setting setting,
            ModelCatalog models,
            InstantSource clock) {}

    HealOutcome run() {
        HealDecision decision = decision();
        FailureDiagnosis diagnosis =
                tools.diagnoses().diagnose(bench.job(), decision.root(), new WorkspaceDiff(bench.workspace()));
        HealingCase healing = decision.underWay().orElseGet(() -> begin(decision, diagnosis));
        return plan(healing, diagnosis);
    }

    private HealDecision decision() {
        return new HealDecision(tools, bench.step(), bench.job());
    }

    /** The attempt is counted before anything is paid for it. */
    private HealingCase begin(HealDecision decision, FailureDiagnosis diagnosis) {
        Job job = bench.job();
        Job root = decision.root();
        Instant now = tools.clock().instant();
        int number = decision.attempts() + 1;
        HealingCase healing = HealingCase.begun(
                root.id(),
                number,
                job.id().task(),
                diagnosis.cause(),
                decision.freeId(number),
                diagnosis.partialWork(),
                now);
        Value attempts = Value.of(number);
        draft.change()
                .to(JobStatus.HEALING)
                .set(
                        HealingFacts.UNDER_WAY,
                        Value.of(Map.of("number", attempts, "spentBefore", Value.of(job.spent()))));
        if (root.id().equals(job.id())) {
            draft.change().set(HealingFacts.ATTEMPTS, attempts);
        } else {
            draft.with(root.change().set(HealingFacts.ATTEMPTS, attempts).operation());
        }
        draft.with(healing.put());
        draft.with(ProjectHead.change(job.id().project()).set("healings", true));
        draft.with(Event.of(root.id(), now, "healing.start", healing.line("planning"))
                .put(job.id().project(), decision.unique("1-start")));
        draft.write();
        return healing;
    }

    private HealOutcome plan(HealingCase healing, FailureDiagnosis diagnosis) {
        long spentBefore = bench.job()
                .facts()
                .findFields(HealingFacts.UNDER_WAY)
                .orElseThrow()
                .number("spentBefore");
        Conversation conversation = tools.setting()
                .conversation(
                        draft,
                        Role.ARCHITECT,
                        Math.max(1, bench.job().cycle()),
                        this::architect,
                        spentBefore + bench.task().maxBudget().amount(),
                        true,
                        deadline);
        Task failed = tools.projects().task(healing.task());
        ArchitectBrief brief = Remediation.remediationRequest(
                diagnosis, Assignment.of(bench.plan().name(), bench.plan().settings(), failed), healing.partialWork());
        List<String> problems = new ArrayList<>();
        Turn turn = conversation.firstTurn();
        while (problems.size() < MAX_REPLIES) {
            switch (conversation.ask(ArchitectPrompt.of(turn, brief.after(problems)))) {
                case Asked.OutOfTime late -> {
                    return concluded(new HealOutcome.Yielded());
                }
                case Asked.MoneyHeld held -> {
                    new Unclaimed("Heal", held.microDollars()).on(draft.change());
                    return concluded(new HealOutcome.Skipped("unclaimed"));
                }
                case Asked.OutOfMoney broke -> {
                    return skipped(SkipReason.NO_BUDGET, broke.reason());
                }
                case Asked.NoReply none -> problems.add(none.end().reason());
                case Asked.Said said -> {
                    String words = said.exchange().reply().text();
                    switch (ArchitectReply.read(words, healing.remediation(), failed)) {
                        case ArchitectReply.Usable usable -> {
                            conversation.countTurns(turn);
                            return planned(healing, failed, usable.task());
                        }
                        case ArchitectReply.Unusable unusable -> problems.add(unusable.problem());
                    }
                }
            }
            turn = turn.next();
        }
        return skipped(SkipReason.UNUSABLE_PLAN, problems.getLast());
    }

    /** Whoever judges work is asked what it lacks. */
    private CodingModel architect() {
        String spec = bench.plan().reviewer();
        return tools.models().open(spec, bench.plan().settings().contextTokens().of(spec));
    }

    private HealOutcome planned(HealingCase healing, Task failed, Task planned) {
        Task remediation =
                Remediation.finalizeRemediation(planned, healing.remediation(), failed, healing.partialWork());
        sayPlanned(healing, remediation);
        Optional<CommitId> from =
                bench.job().head().filter(head -> healing.partialWork().isPresent());
        Optional<String> obstacle = from.flatMap(head -> begun(remediation, head));
        if (obstacle.isPresent()) {
            return skipped(SkipReason.UNHEALABLE, obstacle.get());
        }
        HealOutcome outcome = new HealOutcome.Inserted(remediation.id().value());
        Instant now = tools.clock().instant();
        draft.change()
                .remove(HealingFacts.UNDER_WAY)
                .set(HealingFacts.OUTCOME, Value.of(remediation.id().value()))
                .concluded(bench.step(), StepAnswers.write(outcome, HealOutcome.class));
        draft.with(healing.inserted().put());
        draft.with(Event.of(healing.task(), now, "healing.insert", healing.line(remediation.title()))
                .put(bench.plan().id(), decision().unique("3-insert")));
        tools.insertion().insertRemediation(draft, decision().root(), remediation, healing.number(), from);
        return outcome;
    }

    /** Said once: the same write remembers that it was said. */
    private void sayPlanned(HealingCase healing, Task remediation) {
        Value.Fields fact =
                bench.job().facts().findFields(HealingFacts.UNDER_WAY).orElseThrow();
        if (fact.has("planned")) {
            draft.writeIfChanged();
            return;
        }
        draft.change()
                .set(
                        HealingFacts.UNDER_WAY,
                        Value.of(Map.of(
                                "number", Value.of(fact.number("number")),
                                "spentBefore", Value.of(fact.number("spentBefore")),
                                "planned", Value.of(true))));
        draft.with(Event.of(
                        healing.task(),
                        tools.clock().instant(),
                        "healing.plan",
                        healing.line("planned \"" + remediation.title() + "\""))
                .put(bench.plan().id(), decision().unique("2-plan")));
        draft.write();
    }

    /** Lets the remediation's branch begin at the failed job's last commit; answers what is in the way. */
    private Optional<String> begun(Task remediation, CommitId head) {
        String branch = bench.plan().branchOf(remediation.id()).name();
        return switch (bench.workspace().begin(bench.plan().branchOf(remediation.id()), head)) {
            case PushOutcome.Accepted accepted -> Optional.empty();
            case PushOutcome.AlreadyThere there -> Optional.empty();
            case PushOutcome.Reachable reachable -> Optional.empty();
            case PushOutcome.Moved moved ->
                Optional.of("the branch %s is there already, without the failed task's commits".formatted(branch));
            case PushOutcome.NotMade missing ->
                Optional.of("commit %s is not in the repository any more".formatted(head));
            case PushOutcome.Declined declined ->
                Optional.of("the branch %s was declined: %s".formatted(branch, declined.reason()));
        };
    }

    private HealOutcome skipped(SkipReason reason, String sentence) {
        Job written = draft.writeIfChanged();
        return new HealDecision(tools, bench.step(), written).skipped(draft, reason, sentence);
    }

    private HealOutcome concluded(HealOutcome outcome) {
        draft.change().concluded(bench.step(), StepAnswers.write(outcome, HealOutcome.class));
        draft.write();
        return outcome;
    }
}
