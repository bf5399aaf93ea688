package dev.kintsugi.core.resume;

import static dev.kintsugi.core.project.TestPlans.aTask;
import static dev.kintsugi.core.project.TestPlans.plan;
import static dev.kintsugi.core.project.TestPlans.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.job.Step;
import dev.kintsugi.core.job.Superseded;
import dev.kintsugi.core.plan.MicroDollars;
import dev.kintsugi.core.project.Launch;
import dev.kintsugi.core.project.Machines;
import dev.kintsugi.core.project.ProjectStatus;
import dev.kintsugi.core.project.Stage;
import dev.kintsugi.core.submit.KilledOnce;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Seed 002, "Cleanup - in-progress task reset" and "Resume flow - full restart scenario", and their neighbours. */
class ResumeTest {
    private static Interim fourTasks(Stage stage) {
        ProjectId id = stage.open(plan(
                settings(2, 20_000_000L, List.of(), null),
                List.of(
                        aTask("a").priority(1).scope("src"),
                        aTask("b").priority(2),
                        aTask("c").priority(3),
                        aTask("d").after("a"))));
        return new Interim(stage, id);
    }

    private final Stage stage = new Stage();
    private final Interim interim = fourTasks(stage);

    @Test
    void an_in_progress_task_becomes_pending_and_is_claimed_for_its_next_attempt() {
        interim.interrupt("a");

        Acted acted = interim.resumeAll();

        assertThat(acted).isInstanceOf(Acted.Done.class);
        assertThat(interim.status("a")).isEqualTo(JobStatus.CREATED);
        assertThat(interim.inspect().interrupted()).isEmpty();
        // Two workers have b and c; the third waits for one of them.
        stage.finish(interim.task("b"));
        assertThat(stage.launch(interim.task("a"))).map(Launch::attempt).contains(2);
    }

    @Test
    void a_review_loop_that_was_interrupted_counts_its_cycles_anew() {
        Job begun = stage.begin(interim.task("a"));
        stage.jobs.write(begun.change().closeCycle().grantCycle());
        interim.stop("a");

        interim.resumeAll();

        Job job = stage.jobs.get(interim.task("a"));
        assertThat(job.cyclesUsed()).isZero();
        assertThat(job.cyclesGranted()).isZero();
    }

    @Test
    void with_keep_cycles_the_cycles_count_on() {
        Job begun = stage.begin(interim.task("a"));
        stage.jobs.write(begun.change().closeCycle());
        interim.stop("a");

        interim.resume()
                .run(
                        interim.id,
                        new ResumeWish(interim.token(), Optional.empty(), true, Optional.empty(), false, "alice"));

        assertThat(stage.jobs.get(interim.task("a")).cyclesUsed()).isEqualTo(1);
    }

    @Test
    void a_session_that_was_running_failed_and_the_audit_trail_says_why() {
        interim.interrupt("a");

        interim.resumeAll();

        var sessions = new dev.kintsugi.core.session.Sessions(stage.records)
                .summaries(interim.task("a"), stage.jobs.get(interim.task("a")).cycle());
        assertThat(sessions).hasSize(1);
        assertThat(sessions.getFirst().failed()).isTrue();
        assertThat(sessions.getFirst().reason()).contains("ABORTED").contains("Killed");
    }

    @Test
    void a_landing_and_an_approval_stay_and_go_on_there() {
        interim.interrupt("a", JobStatus.LANDING);

        interim.resumeAll();

        assertThat(interim.status("a")).isEqualTo(JobStatus.LANDING);
        stage.finish(interim.task("b"));
        assertThat(stage.launch(interim.task("a"))).flatMap(Launch::from).contains("Land");
    }

    @Test
    void several_interrupted_tasks_are_all_resumed_and_the_project_completes() {
        interim.interrupt("a");
        interim.interrupt("b");
        interim.interrupt("c");

        interim.resumeAll();
        new Machines(stage).run();

        assertThat(stage.head(interim.id).status()).isEqualTo(ProjectStatus.COMPLETED);
        assertThat(stage.head(interim.id).free()).isEqualTo(2);
        assertThat(stage.head(interim.id).lent()).isZero();
    }

    @Test
    void a_claim_that_died_before_its_first_step_is_claimed_under_another_name() {
        interim.stop("a");

        interim.resumeAll();
        new Machines(stage).run();

        assertThat(interim.status("a")).isEqualTo(JobStatus.PASSED);
        assertThat(stage.jobs.get(interim.task("a")).attempt()).isEqualTo(2);
    }

    @Test
    void a_zombie_of_the_old_execution_can_do_nothing_any_more() {
        interim.interrupt("a");
        Step zombie = stage.step(stage.jobs.get(interim.task("a")).execution().orElseThrow(), "Settle");

        interim.resumeAll();

        assertThatThrownBy(() -> stage.settleJob().settle(zombie, interim.task("a")))
                .isInstanceOf(Superseded.class);
    }

    @Test
    void nothing_to_clean_up_is_no_error_and_changes_no_job() {
        long before = stage.jobs.get(interim.task("a")).version();

        assertThat(interim.resumeAll()).isInstanceOf(Acted.Done.class);

        assertThat(stage.jobs.get(interim.task("a")).version()).isEqualTo(before);
        assertThat(stage.head(interim.id).action()).isEmpty();
    }

    @Test
    void a_stale_token_is_refused_with_the_difference() {
        String seen = interim.token();
        interim.interrupt("a");

        Acted acted = interim.resume().run(interim.id, ResumeWish.all(seen, "alice"));

        assertThat(acted).isInstanceOfSatisfying(Acted.Stale.class, stale -> {
            assertThat(stale.differences()).containsExactly("a is executing now, and was not when you looked");
            assertThat(stale.token()).isEqualTo(interim.token());
        });
        assertThat(interim.inspect().interrupted()).hasSize(1);
    }

    @Test
    void a_decision_that_somebody_else_made_first_is_refused() {
        interim.interrupt("a");
        String seen = interim.token();
        interim.resumeAll();

        assertThat(interim.resume().run(interim.id, ResumeWish.all(seen, "bob")))
                .isInstanceOf(Acted.Stale.class);
    }

    @Test
    void what_is_no_token_is_refused() {
        for (String bad : List.of("", "x", "1;", "1;a", "1;a=", "-1", "1;a=1;", "9".repeat(700_000))) {
            assertThat(interim.resume().run(interim.id, ResumeWish.all(bad, "alice")))
                    .as(bad.length() > 20 ? "long" : bad)
                    .isInstanceOf(Acted.Refused.class);
        }
    }

    @Test
    void from_a_task_only_that_and_what_depends_on_it_goes_on_and_the_rest_is_named() {
        interim.interrupt("a");
        interim.interrupt("b");
        interim.interrupt("c");

        Acted acted = resumeFrom("a");

        assertThat(acted)
                .isInstanceOfSatisfying(
                        Acted.Done.class, done -> assertThat(done.pending()).containsExactly("b", "c"));
        new Machines(stage).run();
        assertThat(interim.status("a")).isEqualTo(JobStatus.PASSED);
        assertThat(interim.status("d")).isEqualTo(JobStatus.PASSED);
        assertThat(interim.status("b")).isEqualTo(JobStatus.CREATED);
        assertThat(stage.head(interim.id).status()).isEqualTo(ProjectStatus.IN_PROGRESS);

        interim.resumeAll();
        new Machines(stage).run();
        assertThat(stage.head(interim.id).status()).isEqualTo(ProjectStatus.COMPLETED);
    }

    private Acted resumeFrom(String task) {
        return interim.resume()
                .run(
                        interim.id,
                        new ResumeWish(interim.token(), Optional.of(task), false, Optional.empty(), false, "alice"));
    }

    @Test
    void from_an_unknown_task_or_one_whose_dependencies_are_not_done_is_refused() {
        interim.interrupt("a");

        assertThat(resumeFrom("nothing").text()).contains("there is no task \"nothing\"");
        assertThat(resumeFrom("../etc").text()).contains("there is no task");
        assertThat(resumeFrom("d").text()).contains("task d waits for a (executing)");
    }

    @Test
    void failed_and_escalated_tasks_stay_as_they_are() {
        interim.fail("a", JobStatus.FAILED);
        interim.fail("b", JobStatus.ESCALATED);
        interim.interrupt("c");

        interim.resumeAll();

        assertThat(interim.status("a")).isEqualTo(JobStatus.FAILED);
        assertThat(interim.status("b")).isEqualTo(JobStatus.ESCALATED);
    }

    @Test
    void when_nothing_can_go_on_the_failures_are_named() {
        for (String task : List.of("a", "b", "c")) {
            interim.fail(task, JobStatus.FAILED);
        }

        assertThat(interim.resumeAll().text()).contains("a is failed").contains("retry or skip");
    }

    @Test
    void partial_tasks_are_continued() {
        interim.partial("a");

        Acted acted = interim.resumeAll();

        assertThat(acted.text()).contains(interim.task("a") + " is continued");
    }

    @Test
    void the_projects_budget_can_only_be_raised() {
        interim.interrupt("a");

        Acted less = resumeWithBudget(1_000_000);
        Acted more = resumeWithBudget(30_000_000);

        assertThat(less.text()).contains("has a budget of");
        assertThat(more).isInstanceOf(Acted.Done.class);
        assertThat(interim.inspect().budgetUsd()).isEqualByComparingTo("30");
    }

    private Acted resumeWithBudget(long microDollars) {
        return interim.resume()
                .run(
                        interim.id,
                        new ResumeWish(
                                interim.token(),
                                Optional.empty(),
                                false,
                                Optional.of(new MicroDollars(microDollars)),
                                false,
                                "alice"));
    }

    @Test
    void a_resume_that_is_killed_at_any_write_is_finished_by_the_same_one_and_everything_else_waits() {
        for (int nth = 1; ; nth++) {
            for (KilledOnce.When when : List.of(KilledOnce.When.BEFORE_A_WRITE, KilledOnce.When.AFTER_A_WRITE)) {
                Stage prepared = new Stage();
                Interim left = fourTasks(prepared);
                left.interrupt("a");
                left.interrupt("b");
                KilledOnce killed = new KilledOnce(nth, when);
                try {
                    left.resume(killed.over(prepared.store)).run(left.id, ResumeWish.all(left.token(), "alice"));
                } catch (KilledOnce.Killed expected) {
                    if (prepared.head(left.id).action().isPresent()) {
                        assertThat(left.resetAll().text()).contains("resume by alice");
                        assertThat(prepared.schedule().run(left.id).claimed()).isEmpty();
                    }
                }
                Acted again = left.resume().run(left.id, ResumeWish.all(left.token(), "bob"));
                assertThat(again).isInstanceOf(Acted.Done.class);
                new Machines(prepared).run();
                assertThat(prepared.head(left.id).status())
                        .as("killed %s %d", when, nth)
                        .isEqualTo(ProjectStatus.COMPLETED);
                assertThat(prepared.head(left.id).free()).isEqualTo(2);
                if (!killed.hasStruck()) {
                    assertThat(nth).isGreaterThan(3);
                    return;
                }
            }
        }
    }
}
