package dev.kintsugi.core.resume;

import static dev.kintsugi.core.project.TestPlans.aTask;
import static dev.kintsugi.core.project.TestPlans.plan;
import static dev.kintsugi.core.project.TestPlans.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.plan.MicroDollars;
import dev.kintsugi.core.project.Machines;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.project.ProjectStatus;
import dev.kintsugi.core.project.Stage;
import dev.kintsugi.core.submit.KilledOnce;
import dev.kintsugi.core.view.Inspection.Next;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Retry and skip of what failed, and seed 002, "Reset - clean slate functionality". */
class DecisionsTest {
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
    void a_failed_task_that_is_retried_begins_again_on_its_branch_with_its_spend() {
        Job begun = stage.begin(interim.task("a"));
        stage.jobs.write(
                begun.change().head(stage.repository.base()).openCycle(3).closeCycle());
        interim.failBegun("a");

        Acted acted = interim.retryNow("a");

        assertThat(acted).isInstanceOf(Acted.Done.class);
        Job job = stage.jobs.get(interim.task("a"));
        assertThat(job.status()).isEqualTo(JobStatus.CREATED);
        assertThat(job.cyclesUsed()).isZero();
        assertThat(job.cycle()).isEqualTo(3);
        assertThat(job.head()).contains(stage.repository.base());
        assertThat(job.end()).isEmpty();
        assertThat(stage.head(interim.id).failed()).isZero();
    }

    @Test
    void a_retry_after_the_projects_end_opens_it_again_and_it_completes() {
        new Machines(stage, "a").run();
        assertThat(stage.head(interim.id).status()).isEqualTo(ProjectStatus.FAILED);
        assertThat(interim.inspect().next()).isEqualTo(Next.FAILURES);

        interim.retryNow();
        new Machines(stage).run();

        assertThat(stage.head(interim.id).status()).isEqualTo(ProjectStatus.COMPLETED);
    }

    @Test
    void a_note_a_model_cycles_and_a_budget_go_with_the_retry() {
        interim.fail("a", JobStatus.FAILED);

        interim.retry()
                .run(
                        interim.id,
                        new RetryWish(
                                interim.token(),
                                List.of("a"),
                                Optional.of("use the other parser"),
                                Optional.of("recorded:other"),
                                Optional.of(5),
                                Optional.of(new MicroDollars(9_000_000)),
                                "alice"));

        Job job = stage.jobs.get(interim.task("a"));
        assertThat(job.facts().text("note")).isEqualTo("use the other parser");
        assertThat(job.facts().text("model")).isEqualTo("recorded:other");
        assertThat(job.cyclesGranted()).isEqualTo(5 - 3);
        assertThat(job.granted()).isEqualTo(4_000_000);
    }

    @Test
    void a_retry_beyond_its_limits_is_refused() {
        interim.fail("a", JobStatus.FAILED);

        assertThat(retryWith("x".repeat(RetryWish.MAX_NOTE_CHARS + 1), 1).text())
                .contains("at most 2000 characters");
        assertThat(retryWith("", 0).text()).contains("1 to 100 cycles");
        assertThat(retryWith("", RetryWish.MAX_CYCLES + 1).text()).contains("1 to 100 cycles");
        assertThat(retryWith("x".repeat(RetryWish.MAX_NOTE_CHARS), RetryWish.MAX_CYCLES))
                .isInstanceOf(Acted.Done.class);
    }

    private Acted retryWith(String note, int cycles) {
        return interim.retry()
                .run(
                        interim.id,
                        new RetryWish(
                                interim.token(),
                                List.of("a"),
                                Optional.of(note),
                                Optional.empty(),
                                Optional.of(cycles),
                                Optional.empty(),
                                "alice"));
    }

    @Test
    void what_cannot_be_retried_is_refused_whole_and_told_what_to_do_instead() {
        stage.finish(interim.task("a"));
        interim.fail("b", JobStatus.FAILED);
        interim.partial("c");

        assertThat(interim.retryNow("b", "a").text())
                .contains("task a is passed")
                .contains("reset");
        assertThat(interim.retryNow("c").text()).contains("kintsugi continue " + interim.task("c"));
        assertThat(interim.retryNow("nobody").text()).contains("there is no task \"nobody\"");
        assertThat(interim.status("b")).isEqualTo(JobStatus.FAILED);
    }

    @Test
    void a_cancelled_project_is_left_by_a_retry() {
        stage.cancel().project(interim.id, "bob");
        assertThat(interim.inspect().next()).isEqualTo(Next.FAILURES);
        assertThat(interim.resumeAll().text()).contains("was cancelled; retry");

        interim.retryNow();
        new Machines(stage).run();

        assertThat(stage.head(interim.id).status()).isEqualTo(ProjectStatus.COMPLETED);
    }

    @Test
    void what_waits_for_a_skipped_task_goes_on() {
        interim.fail("a", JobStatus.FAILED);

        Acted acted = interim.skipNow();
        new Machines(stage).run();

        assertThat(acted).isInstanceOf(Acted.Done.class);
        assertThat(interim.status("a")).isEqualTo(JobStatus.SKIPPED);
        assertThat(interim.status("d")).isEqualTo(JobStatus.PASSED);
        assertThat(stage.head(interim.id).status()).isEqualTo(ProjectStatus.COMPLETED);
        assertThat(stage.head(interim.id).skipped()).isEqualTo(1);
    }

    @Test
    void a_passed_task_or_one_at_work_cannot_be_skipped() {
        stage.finish(interim.task("a"));
        stage.begin(interim.task("b"));

        assertThat(interim.skipNow("a").text()).contains("task a is passed and cannot be skipped");
        assertThat(interim.skipNow("b").text()).contains("task b is executing and cannot be skipped");
        assertThat(interim.skipNow("c").text()).contains("task c is being started");
    }

    @Test
    void a_partial_task_can_be_skipped() {
        interim.partial("a");

        assertThat(interim.skipNow("a")).isInstanceOf(Acted.Done.class);
        assertThat(interim.inspect().partial()).isZero();
        assertThat(stage.projects.line(interim.id, 3).waits()).isZero();
    }

    @Test
    void a_reset_project_is_as_it_was_submitted_on_branches_of_its_own() {
        new Machines(stage, "b").run();
        var before = stage.projects.get(interim.id);

        Acted acted = interim.resetAll();

        assertThat(acted).as(acted.text()).isInstanceOf(Acted.Done.class);
        var after = stage.projects.get(interim.id);
        assertThat(after.run()).isEqualTo(2);
        assertThat(after.trunk()).isNotEqualTo(before.trunk());
        assertThat(after.base()).isEqualTo(before.base());
        ProjectHead head = stage.head(interim.id);
        assertThat(head.status()).isEqualTo(ProjectStatus.PENDING);
        assertThat(head.created()).isEqualTo(4);
        assertThat(head.passed() + head.failed() + head.active()).isZero();
        assertThat(head.free()).isEqualTo(2);
        for (String task : List.of("a", "b", "c", "d")) {
            assertThat(interim.status(task)).isEqualTo(JobStatus.CREATED);
        }
        assertThat(interim.inspect().next()).isEqualTo(Next.START);

        interim.resumeAll();
        new Machines(stage).run();
        assertThat(stage.head(interim.id).status()).isEqualTo(ProjectStatus.COMPLETED);
        assertThat(stage.jobs.get(interim.task("a")).attempt()).isEqualTo(2);
    }

    @Test
    void a_reset_asks_twice_and_is_refused_while_anything_runs() {
        assertThat(interim.resetAll().text()).contains("is at work on 2 tasks");
        new Machines(stage).run();
        assertThat(interim.reset()
                        .run(interim.id, new ResetWish(interim.token(), "", false, "alice"))
                        .text())
                .contains("confirm it with the project's id");
        assertThat(stage.projects.get(interim.id).run()).isEqualTo(1);
    }

    @Test
    void every_decision_that_is_killed_at_any_write_is_finished_by_the_same_one() {
        for (String decision : List.of("retry", "skip", "reset")) {
            for (int nth = 1, struck = 1; struck > 0; nth++) {
                struck = 0;
                for (KilledOnce.When when : List.of(KilledOnce.When.BEFORE_A_WRITE, KilledOnce.When.AFTER_A_WRITE)) {
                    struck += survives(decision, nth, when) ? 1 : 0;
                }
            }
        }
    }

    private static boolean survives(String decision, int nth, KilledOnce.When when) {
        Stage prepared = new Stage();
        Interim left = fourTasks(prepared);
        new Machines(prepared, "a").run();
        KilledOnce killed = new KilledOnce(nth, when);
        try {
            decide(left, killed, decision);
        } catch (KilledOnce.Killed expected) {
            if (prepared.head(left.id).action().isPresent()) {
                assertThat(left.resumeAll().text()).contains(decision + " by alice");
            }
        }
        if (!killed.hasStruck()) {
            return false;
        }
        boolean begun = prepared.head(left.id).epoch() > 0
                && prepared.head(left.id).action().isEmpty();
        if (!begun) {
            decide(left, new KilledOnce(1_000, when), decision);
        }
        if (decision.equals("reset") || left.inspect().next() == Next.RESUME) {
            left.resumeAll();
        } else {
            prepared.schedule().run(left.id);
            new dev.kintsugi.core.schedule.WakeProject(prepared.records, prepared.executions).run(left.id);
        }
        new Machines(prepared).run();
        assertThat(prepared.head(left.id).status())
                .as("%s killed %s %d", decision, when, nth)
                .isEqualTo(ProjectStatus.COMPLETED);
        assertThat(prepared.head(left.id).free()).isEqualTo(2);
        assertThat(prepared.head(left.id).active()).isZero();
        return true;
    }

    private static Acted decide(Interim left, KilledOnce killed, String decision) {
        var records = killed.over(left.stage.store);
        return switch (decision) {
            case "retry" -> left.retry(records).run(left.id, RetryWish.of(left.token(), List.of(), "alice"));
            case "skip" -> left.skip(records).run(left.id, List.of(), left.token(), "alice");
            default -> left.reset(records).run(left.id, new ResetWish(left.token(), left.id.value(), false, "alice"));
        };
    }
}
