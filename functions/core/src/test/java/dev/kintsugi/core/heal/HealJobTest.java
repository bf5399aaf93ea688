package dev.kintsugi.core.heal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.kintsugi.core.job.Cycle;
import dev.kintsugi.core.job.JobNotAdmitted;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.Step;
import dev.kintsugi.core.model.Role;
import dev.kintsugi.core.plan.Task;
import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.project.ProjectStatus;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.review.Finding;
import dev.kintsugi.core.review.Severity;
import dev.kintsugi.core.settle.SettleJob;
import dev.kintsugi.core.view.HealingLine;
import dev.kintsugi.core.view.ProjectViews;
import dev.kintsugi.core.view.Report;
import dev.kintsugi.core.view.Reports;
import dev.kintsugi.core.view.TaskLine;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealJobTest {
    private static final int MOST_CALLS = 100;
    private static final int FIVE_MEGABYTES = 5 * 1_024 * 1_024;

    @Test
    void after_three_cycles_the_remediation_keeps_all_three_commits_resolves_the_two_findings_and_the_dependents_run() {
        HealedProject world = Healings.afterThreeCycles().run();

        assertThat(world.job("t2").status()).isEqualTo(JobStatus.ESCALATED);
        assertThat(world.job("heal-t2").status()).isEqualTo(JobStatus.PASSED);
        assertThat(world.job("t3").status()).isEqualTo(JobStatus.PASSED);
        assertThat(world.head().status()).isEqualTo(ProjectStatus.COMPLETED);
        assertThat(world.head().healed()).isEqualTo(1);
        List<CommitId> commits = new Jobs(world.memory)
                .cycles(world.id("t2")).stream()
                        .flatMap(cycle -> cycle.commits().stream())
                        .toList();
        assertThat(commits).hasSize(3);
        try (Workspace workspace = world.repository.open()) {
            assertThat(commits).allMatch(commit -> workspace.contains(world.branch("heal-t2"), commit));
        }
        Cycle healed = new Jobs(world.memory).cycle(world.id("heal-t2"), 1).orElseThrow();
        assertThat(healed.findings()).isEmpty();
        assertThat(world.onTrunk())
                .containsEntry("hello.txt", "ONE\nTWO\nTHREE\n")
                .containsEntry("last.txt", "LAST\n");
        assertThat(world.healingEvents())
                .containsExactly(
                        "healing.start | healing t2 (max_cycles) -> heal-t2: planning",
                        "healing.plan | healing t2 (max_cycles) -> heal-t2: planned \"Greet loudly\"",
                        "healing.insert | healing t2 (max_cycles) -> heal-t2: Greet loudly",
                        "healing.done | healing t2 (max_cycles) -> heal-t2: passed");
    }

    @Test
    void the_remediation_is_told_of_the_work_before_anything_else_and_reviewed_against_both_criteria() {
        HealedProject world = Healings.afterThreeCycles().run();

        PartialWork work = world.cases().getFirst().partialWork().orElseThrow();
        assertThat(work.cyclesUsed()).isEqualTo(3);
        assertThat(work.filesTouched()).contains(List.of("hello.txt"));
        assertThat(work.lastFindings())
                .extracting(Finding::description)
                .containsExactly("two is quiet", "three is quiet");
        String architect = Healings.shown(world.model.request("t2", Role.ARCHITECT, 3, 1));
        assertThat(architect).contains(PartialWorkText.section(work)).contains("MUST NOT revert");
        String coder = Healings.shown(world.model.request("heal-t2", Role.CODER, 1, 1));
        assertThat(coder)
                .startsWith(PartialWorkText.healingContext(work))
                .contains("Do NOT revert existing changes")
                .contains("## Partial Work");
        String reviewer = Healings.shown(world.model.request("heal-t2", Role.REVIEWER, 1, 1));
        assertThat(reviewer)
                .contains("every line is greeted")
                .contains("both lines are loud")
                .contains("-one")
                .contains("two is quiet");
        Task remediation = new Projects(world.memory).task(world.id("heal-t2"));
        assertThat(remediation.labels()).containsExactly("greeting", "auto-healing");
        assertThat(remediation.scope()).containsExactly("hello.txt");
        assertThat(remediation.contextFiles()).containsExactly("hello.txt");
        assertThat(remediation.dependsOn()).isEmpty();
    }

    @Test
    void a_failed_check_is_diagnosed_before_all_others() {
        HealedProject world = Healings.failingCheck().run();

        assertThat(world.cases().getFirst().cause()).isEqualTo(FailureCause.CHECK_FAILURE);
        assertThat(Healings.shown(world.model.request("t2", Role.ARCHITECT, 1, 1)))
                .contains("check_failure")
                .contains("it is BROKEN, says the test");
        assertThat(world.job("heal-t2").status()).isEqualTo(JobStatus.PASSED);
        assertThat(world.head().status()).isEqualTo(ProjectStatus.COMPLETED);
    }

    @Test
    void the_last_cycles_commit_is_in_the_partial_work_also_when_the_budget_ended_the_job() {
        HealedProject world = Healings.budgetSpent().run();

        assertThat(world.cases().getFirst().cause()).isEqualTo(FailureCause.BUDGET_EXCEEDED);
        PartialWork work = world.cases().getFirst().partialWork().orElseThrow();
        assertThat(work.lastCommitId()).isEqualTo(world.job("t2").head().map(CommitId::hex));
        assertThat(world.job("heal-t2").status()).isEqualTo(JobStatus.PASSED);
    }

    @Test
    void what_no_narrower_task_would_mend_is_skipped_as_unhealable() {
        HealedProject world = Healings.refused().run();

        assertThat(world.job("t2").status()).isEqualTo(JobStatus.FAILED);
        assertThat(world.healingEvents())
                .containsExactly("healing.skipped | healing t2 (unhealable) skipped: unhealable, model_refused");
        assertThat(world.head().status()).isEqualTo(ProjectStatus.FAILED);
        assertThat(world.model.asked).noneMatch(name -> name.contains("architect"));
    }

    @Test
    void a_project_that_does_not_heal_says_so_and_asks_nobody() {
        HealedProject world = Healings.disabled().run();

        assertThat(world.healingEvents())
                .containsExactly("healing.skipped | healing t2 (max_cycles) skipped: policy_disabled");
        assertThat(world.trail).noneMatch(step -> step.contains("Skipped"));
    }

    @Test
    void a_remediation_that_fails_is_never_itself_healed() {
        HealedProject world = Healings.failingRemediation("").run();

        assertThat(world.job("heal-t2").status()).isEqualTo(JobStatus.ESCALATED);
        assertThat(world.job("t3").status()).isEqualTo(JobStatus.CREATED);
        assertThat(world.head().status()).isEqualTo(ProjectStatus.FAILED);
        assertThat(world.healingEvents())
                .contains(
                        "healing.done | healing t2 (max_cycles) -> heal-t2: escalated",
                        "healing.skipped | healing t2 (max_cycles) skipped: max_attempts, healing was tried once");
        assertThat(new Jobs(world.memory).find(world.id("heal-heal-t2"))).isEmpty();
    }

    @Test
    void a_second_attempt_begins_from_the_first_ones_last_commit_and_heals_the_same_task() {
        HealedProject world =
                Healings.failingRemediation("healing_max_attempts: 2\n").run();

        assertThat(world.job("heal-t2").status()).isEqualTo(JobStatus.ESCALATED);
        assertThat(world.job("heal-t2-2").status()).isEqualTo(JobStatus.PASSED);
        assertThat(world.job("heal-t2-2").standsFor()).contains(world.id("t2"));
        assertThat(world.job("t3").status()).isEqualTo(JobStatus.PASSED);
        assertThat(world.head().status()).isEqualTo(ProjectStatus.COMPLETED);
        assertThat(world.head().healed()).isEqualTo(2);
        assertThat(new ProjectViews(world.memory)
                        .tasks(world.project, Optional.empty(), 10)
                        .tasks())
                .filteredOn(task -> task.marks().contains(TaskLine.HEALED))
                .extracting(TaskLine::id)
                .containsExactly("t2", "heal-t2");
        PartialWork work = world.cases().getLast().partialWork().orElseThrow();
        assertThat(work.phaseId()).isEqualTo("t2");
        assertThat(work.commitIds()).hasSize(2);
        assertThat(work.commitIds().getLast()).isEqualTo(world.branch("heal-t2").hex());
        assertThat(work.cyclesUsed()).isEqualTo(2);
    }

    @Test
    void a_name_that_is_taken_in_another_case_is_not_taken_again() {
        HealedProject world = Healings.oneCycleBeside("Heal-T2");

        world.run();

        assertThat(world.cases().getFirst().remediation()).hasToString("heal-t2-2");
        assertThat(world.job("heal-t2-2").status()).isEqualTo(JobStatus.PASSED);
    }

    @Test
    void whoever_must_not_run_beside_the_failed_task_must_not_run_beside_its_remediation() {
        HealedProject world = Healings.oneCycleBeside("other").apart("t2", "other");

        world.open().runOne();

        Projects projects = new Projects(world.memory);
        assertThat(projects.excludedBy(world.id("heal-t2"))).containsExactly(new TaskId("other"));
        assertThat(projects.excludedBy(world.id("other")))
                .containsExactlyInAnyOrder(new TaskId("t2"), new TaskId("heal-t2"));
        assertThat(projects.state(world.project, 100).ready())
                .filteredOn(ready -> ready.task().equals(new TaskId("heal-t2")))
                .allMatch(ready -> ready.excluding());
    }

    @Test
    void the_report_has_a_healing_section_with_every_attempt_and_what_came_of_it() {
        HealedProject world = Healings.failingRemediation("").run();
        Report report = new Reports(world.memory).report(world.project, Optional.empty(), Report.MOST_TASKS);

        assertThat(HealingLine.healingSummary(report.healing()))
                .containsExactly(
                        "Healed: 0 | Under way: 0 | Failed: 1 | Skipped: 1",
                        "healing t2 (max_cycles) -> heal-t2: escalated",
                        "healing t2 (max_cycles) skipped: max_attempts, healing was tried once");
        assertThat(report.tasks())
                .extracting(told -> told.task().id(), told -> told.task().standsFor())
                .containsExactly(tuple("t2", null), tuple("t3", null), tuple("heal-t2", "t2"));
        assertThat(HealingLine.healingSummary(List.of())).isEmpty();
    }

    @Test
    void a_diff_that_cannot_be_had_leaves_the_rest_and_the_diagnosis_says_so() {
        HealedProject world = Healings.withoutDiff().run();

        PartialWork work = world.cases().getFirst().partialWork().orElseThrow();
        assertThat(work.filesTouched()).isEmpty();
        assertThat(work.commitIds()).hasSize(3);
        assertThat(Healings.shown(world.model.request("t2", Role.ARCHITECT, 3, 1)))
                .contains("- Files touched: unknown\n")
                .contains("Which files it touched is unknown");
        assertThat(world.job("heal-t2").status()).isEqualTo(JobStatus.PASSED);
    }

    @Test
    void a_remediation_that_reverts_the_work_is_told_so_and_does_not_land_before_it_is_back() {
        HealedProject world = Healings.reverting().run();

        Cycle first = new Jobs(world.memory).cycle(world.id("heal-t2"), 1).orElseThrow();
        assertThat(first.verdict()).isEqualTo("reverted");
        assertThat(first.findings())
                .extracting(Finding::severity, Finding::description)
                .contains(tuple(
                        Severity.CRITICAL,
                        "[healing] the failed task's work must not be reverted: hello.txt is back at its content"
                                + " before the work; bring it back"));
        assertThat(world.job("heal-t2").status()).isEqualTo(JobStatus.PASSED);
        assertThat(world.onTrunk()).containsEntry("hello.txt", "ONE\nTWO\nTHREE\n");
    }

    @Test
    void an_architect_whose_answer_cannot_be_used_is_told_why_and_asked_once_more() {
        HealedProject world = Healings.proseFirst().run();

        assertThat(Healings.shown(world.model.request("t2", Role.ARCHITECT, 1, 2)))
                .contains("Your last answer could not be used: it is no task file");
        assertThat(world.job("heal-t2").status()).isEqualTo(JobStatus.PASSED);
    }

    @Test
    void an_architect_that_cannot_be_used_twice_leaves_the_project_going_on_as_failed() {
        HealedProject world = Healings.proseOnly().run();

        assertThat(world.job("t2").status()).isEqualTo(JobStatus.ESCALATED);
        assertThat(world.head().status()).isEqualTo(ProjectStatus.FAILED);
        assertThat(world.head().total()).isEqualTo(2);
        assertThat(world.healingEvents().getLast())
                .isEqualTo("healing.skipped | healing t2 (max_cycles) skipped: unusable_plan, it holds several tasks;"
                        + " write exactly one");
    }

    @Test
    void an_architect_that_says_far_too_much_is_told_so_and_may_answer_again() {
        HealedProject world = Healings.oneCycle(Healings.PROJECT);
        world.model
                .architect("t2", 1, 1, Healings.REMEDY + "x".repeat(FIVE_MEGABYTES))
                .architect("t2", 1, 2, Healings.REMEDY);

        world.run();

        assertThat(Healings.shown(world.model.request("t2", Role.ARCHITECT, 1, 2)))
                .contains("Your last answer could not be used:")
                .hasSizeLessThan(20_000);
        assertThat(world.job("heal-t2").status()).isEqualTo(JobStatus.PASSED);
    }

    @Test
    void what_a_coder_said_at_length_is_shortened_for_the_architect_and_never_within_a_character() {
        HealedProject world = Healings.oneCycle(Healings.PROJECT);
        world.model.coder("t2", 1, "\uD83D\uDE00".repeat(FIVE_MEGABYTES / 4) + "\n\n" + Healings.edit("one", "ONE"));

        world.run();

        String architect = Healings.shown(world.model.request("t2", Role.ARCHITECT, 1, 1));
        assertThat(architect).hasSizeLessThan(20_000).contains("\uD83D\uDE00");
        assertThat(architect.codePoints()).noneMatch(point -> point >= 0xD800 && point <= 0xDFFF);
        assertThat(world.job("heal-t2").status()).isEqualTo(JobStatus.PASSED);
    }

    @Test
    void a_healing_whose_execution_cannot_be_redriven_goes_on_with_heal_in_a_new_one() {
        HealedProject world = killedWhileHealing();

        assertThat(world.job("t2").attempt()).isEqualTo(2);
        assertThat(world.executions
                        .get(world.job("t2").execution().orElseThrow())
                        .input())
                .contains("\"resumeFrom\":\"Heal\"");
        assertThat(world.job("heal-t2").status()).isEqualTo(JobStatus.PASSED);
        assertThat(world.head().status()).isEqualTo(ProjectStatus.COMPLETED);
    }

    /** The first kill after which a new execution begins with healing. */
    private static HealedProject killedWhileHealing() {
        for (int call = 1; call < MOST_CALLS; call++) {
            HealedProject world = Healings.oneCycle(Healings.PROJECT).killed();
            world.executions.refuseRedrives();
            world.crashes.strike(call, false);
            world.run();
            if (world.wasResumedIn("Heal")) {
                return world;
            }
        }
        throw new AssertionError("nothing was killed while it was healed");
    }

    @Test
    void all_150_direct_dependents_are_released_when_the_remediation_passes() {
        HealedProject world = Healings.manyDependents(150).open().runOne();
        assertThat(world.head().created()).isEqualTo(150);
        assertThat(new Projects(world.memory).dependents(world.id("t2"))).hasSize(150);

        world.runOne();

        assertThat(world.job("heal-t2").status()).isEqualTo(JobStatus.PASSED);
        assertThat(new Projects(world.memory).dependents(world.id("t2"))).isEmpty();
        assertThat(new Projects(world.memory).lines(world.project))
                .filteredOn(line -> line.job().task().value().startsWith("d"))
                .hasSize(150)
                .allMatch(line -> line.waits() == 0);
    }

    @Test
    void a_retry_of_the_failed_task_is_refused_as_long_as_its_remediation_lives_and_when_it_passed() {
        HealedProject world = Healings.oneCycle(Healings.PROJECT).open().runOne();
        StandIns standIns = new StandIns(world.memory);
        String execution = world.job("t2").execution().orElseThrow();
        Step redriven = new Step(execution, "Settle", world.clock.instant().plusSeconds(60), 1);

        assertThat(standIns.obstacleToRetry(world.job("t2")))
                .hasValueSatisfying(reason -> assertThat(reason).contains("heal-t2 is alive (created)"));
        assertThatThrownBy(() ->
                        new SettleJob(world.records, world.executions, world.clock).settle(redriven, world.id("t2")))
                .isInstanceOf(JobNotAdmitted.class)
                .hasMessageContaining("heal-t2 is alive");

        world.runOne();
        assertThat(standIns.obstacleToRetry(world.job("t2")))
                .hasValueSatisfying(reason -> assertThat(reason).contains("is healed"));
    }

    @Test
    void a_failed_task_whose_remediation_failed_may_be_retried() {
        HealedProject world = Healings.failingRemediation("").run();

        assertThat(new StandIns(world.memory).obstacleToRetry(world.job("t2"))).isEmpty();
    }

    @Test
    void without_the_reserve_nobody_is_asked() {
        HealedProject world = Healings.failingRemediation(
                "healing_max_attempts: 2\nproject_budget_usd: 1.60\nhealing_budget_reserve: 1.00\n");
        world.model.using("heal-t2", Role.CODER, 1, 45_000);

        world.run();

        assertThat(world.healingEvents())
                .contains(
                        "healing.skipped | healing t2 (max_cycles) skipped: no_budget, less than the reserve for healing"
                                + " is left of the project's budget");
        assertThat(world.model.asked).noneMatch(name -> name.startsWith("heal-t2 architect"));
        assertThat(new Jobs(world.memory).find(world.id("heal-t2-2"))).isEmpty();
    }

    @Test
    void coders_leave_the_reserve_alone_and_the_remediation_may_use_it() {
        HealedProject world = Healings.oneCycle(
                        Healings.PROJECT + "project_budget_usd: 1.00\nhealing_budget_reserve: 0.50\n")
                .run();

        assertThat(world.job("heal-t2").status()).isEqualTo(JobStatus.PASSED);
        assertThat(world.head().lent()).isZero();
        assertThat(world.head().available().orElseThrow() + world.head().spent())
                .isEqualTo(1_000_000);
    }
}
