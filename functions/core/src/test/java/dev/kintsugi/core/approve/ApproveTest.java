package dev.kintsugi.core.approve;

import static dev.kintsugi.core.project.Stage.job;
import static dev.kintsugi.core.project.TestPlans.aTask;
import static dev.kintsugi.core.project.TestPlans.plan;
import static dev.kintsugi.core.project.TestPlans.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.kintsugi.core.executions.Executions.Machine;
import dev.kintsugi.core.executions.Executions.Status;
import dev.kintsugi.core.executions.InMemoryExecutions.Execution;
import dev.kintsugi.core.job.Cycle;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.job.Step;
import dev.kintsugi.core.job.UnknownJob;
import dev.kintsugi.core.plan.Project;
import dev.kintsugi.core.project.Mark;
import dev.kintsugi.core.project.Stage;
import dev.kintsugi.core.review.Finding;
import dev.kintsugi.core.settle.ApprovalPending;
import dev.kintsugi.core.settle.Settlement;
import dev.kintsugi.core.submit.KilledOnce;
import dev.kintsugi.core.workspace.CommitId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApproveTest {
    private static final CommitId COMMIT = new CommitId("1234567890123456789012345678901234567890");

    private final Stage stage = new Stage();
    private ProjectId project;
    private JobId a;

    @BeforeEach
    void a_reviewed_job() {
        project = stage.open(
                plan(settings(1, null, List.of(), null), List.of(aTask("a").scope("src"), aTask("b"))));
        a = job(project, "a");
        reviewed();
    }

    private void reviewed() {
        Job job = stage.begin(a);
        Cycle cycle = new Cycle(
                1,
                List.of(COMMIT),
                "did a",
                List.of("x"),
                List.of(),
                1,
                0,
                "approved",
                List.of(),
                List.of(),
                0,
                Stage.NOON);
        stage.jobs.write(
                job.change()
                        .openCycle(1)
                        .closeCycle()
                        .head(COMMIT)
                        .approved(COMMIT)
                        .to(JobStatus.REVIEWING),
                Jobs.put(a, cycle));
    }

    private Step await(String token) {
        Step step = stage.jobStep(a, "AwaitApproval");
        stage.awaitApproval().run(step, a, token);
        return step;
    }

    @Test
    void who_waits_gives_its_worker_to_another_and_is_shown_with_the_command() {
        await("token");

        assertThat(stage.status(a)).isEqualTo(JobStatus.AWAITING_APPROVAL);
        assertThat(stage.launch(job(project, "b"))).isPresent();
        assertThat(stage.head(project).active()).isEqualTo(2);
        assertThat(stage.views().project(project).waits()).singleElement().satisfies(waiting -> {
            assertThat(waiting.commit()).isEqualTo(COMMIT.hex());
            assertThat(waiting.command()).isEqualTo("kintsugi approve " + a);
        });
        assertThat(stage.executions.answerTo("token")).isEmpty();
    }

    @Test
    void an_approval_wakes_the_job_which_lands() {
        await("token");

        Answered answered = stage.approve().answer(a, Decision.APPROVED, Optional.of(COMMIT.hex()), "", "alice");

        assertThat(answered).isInstanceOf(Answered.Taken.class);
        assertThat(stage.executions.answerTo("token")).contains("{\"outcome\":\"Approved\"}");
        Job job = stage.jobs.get(a);
        assertThat(job.status()).isEqualTo(JobStatus.LANDING);
        assertThat(job.approved()).contains(COMMIT);
        assertThat(stage.projects.marks(project)).isEmpty();
        stage.jobs.write(job.change().landed(COMMIT));
        assertThat(stage.settle(a)).isEqualTo(new Settlement.Settled());
        assertThat(stage.head(project).free()).isEqualTo(0);
    }

    @Test
    void a_rejection_is_a_critical_finding_and_grants_a_cycle() {
        await("token");

        stage.approve().answer(a, Decision.REJECTED, Optional.of("1234567"), "It lacks a test.", "alice");

        assertThat(stage.executions.answerTo("token")).contains("{\"outcome\":\"Rejected\"}");
        Job job = stage.jobs.get(a);
        assertThat(job.status()).isEqualTo(JobStatus.EXECUTING);
        assertThat(job.approved()).isEmpty();
        assertThat(job.cyclesGranted()).isEqualTo(1);
        assertThat(stage.jobs.cycle(a, 1).orElseThrow().findings())
                .extracting(Finding::shown)
                .containsExactly("[critical] It lacks a test.");
    }

    @Test
    void an_answer_about_another_commit_is_refused() {
        await("token");

        Answered answered = stage.approve().answer(a, Decision.APPROVED, Optional.of("abc"), "", "alice");

        assertThat(answered).isInstanceOf(Answered.NotWaiting.class);
        assertThat(answered.text()).contains("waits for approval of commit " + COMMIT, "not of abc");
        assertThat(stage.status(a)).isEqualTo(JobStatus.AWAITING_APPROVAL);
        assertThat(stage.executions.answerTo("token")).isEmpty();
    }

    @Test
    void only_an_approver_may_answer_where_the_project_names_some() {
        ProjectId id = new Narrowed().open();

        Answered answered = stage.approve().answer(job(id, "n"), Decision.APPROVED, Optional.empty(), "", "mallory");

        assertThat(answered).isInstanceOf(Answered.NotAllowed.class);
        assertThat(answered.text()).contains("mallory may not approve", "alice, bob");
        assertThat(stage.approve().answer(job(id, "n"), Decision.APPROVED, Optional.empty(), "", "bob"))
                .isInstanceOf(Answered.Taken.class);
    }

    private final class Narrowed {
        ProjectId open() {
            var narrowed = plan(settings(1, null, List.of("alice", "bob"), null), List.of(aTask("n")));
            var named = new Project("Other", "other", narrowed.settings(), narrowed.tasks(), narrowed.external());
            ProjectId id = stage.open(named);
            Job job = stage.begin(job(id, "n"));
            stage.jobs.write(job.change().head(COMMIT).to(JobStatus.REVIEWING));
            stage.awaitApproval().run(stage.jobStep(job.id(), "AwaitApproval"), job.id(), "n-token");
            return id;
        }
    }

    @Test
    void an_answer_that_came_before_the_token_is_found_when_the_token_comes() {
        Job job = stage.jobs.get(a);
        stage.jobs.write(job.change().to(JobStatus.AWAITING_APPROVAL));
        stage.approve().answer(a, Decision.APPROVED, Optional.empty(), "", "alice");

        await("late");

        assertThat(stage.executions.answerTo("late")).contains("{\"outcome\":\"Approved\"}");
        assertThat(stage.status(a)).isEqualTo(JobStatus.LANDING);
    }

    @Test
    void a_late_delivery_of_the_wait_does_not_take_the_answer_back() {
        Step step = await("token");
        stage.approve().answer(a, Decision.REJECTED, Optional.empty(), "no", "alice");

        stage.awaitApproval().run(step, a, "token-of-a-retry");

        assertThat(stage.status(a)).isEqualTo(JobStatus.EXECUTING);
        assertThat(stage.executions.answerTo("token-of-a-retry")).contains("{\"outcome\":\"Rejected\"}");
    }

    @Test
    void no_answer_in_time_is_not_a_yes_and_a_later_one_starts_the_job_again() {
        await("token");
        assertThatThrownBy(() -> stage.settle(a))
                .isInstanceOf(ApprovalPending.class)
                .hasMessageContaining("kintsugi approve " + a);
        stage.executions.end(stage.executionOf(a), Status.FAILED, "ApprovalPending");
        assertThat(stage.status(a)).isEqualTo(JobStatus.AWAITING_APPROVAL);
        assertThat(stage.head(project).active()).isEqualTo(1);
        assertThat(stage.projects.marks(project)).extracting(Mark::kind).containsExactly(Mark.Kind.APPROVAL);

        stage.approve().answer(a, Decision.APPROVED, Optional.empty(), "", "alice");

        assertThat(stage.executions.get(stage.executionOf(a)).redrives()).isEqualTo(1);
        assertThat(stage.settle(a)).isEqualTo(new Settlement.Again("Land"));
        assertThat(stage.head(project).active()).isEqualTo(2);
    }

    @Test
    void an_approval_after_the_end_of_redriving_starts_a_new_attempt_where_it_stopped() {
        await("token");
        assertThatThrownBy(() -> stage.settle(a)).isInstanceOf(ApprovalPending.class);
        stage.executions.end(stage.executionOf(a), Status.FAILED, "ApprovalPending");
        stage.executions.refuseRedrives();
        stage.executions.failStarts(1);

        assertThatThrownBy(() -> stage.approve().answer(a, Decision.APPROVED, Optional.empty(), "", "alice"))
                .hasMessage("injected");
        stage.approve().answer(a, Decision.APPROVED, Optional.empty(), "", "alice");

        assertThat(stage.executions.running(Machine.JOB))
                .extracting(Execution::name, Execution::input)
                .contains(tuple(project + "_a_2", "{\"contract\":1,\"job\":\"" + a + "\",\"resumeFrom\":\"Land\"}"));
        Job job = stage.jobs.getFor(stage.jobStep(a, "Land"), a);
        stage.jobs.write(job.change().landed(COMMIT));
        assertThat(stage.settle(a)).isEqualTo(new Settlement.Settled());
    }

    @Test
    void a_redriven_wait_without_an_answer_waits_on() {
        await("token");
        assertThatThrownBy(() -> stage.settle(a)).isInstanceOf(ApprovalPending.class);
        stage.executions.end(stage.executionOf(a), Status.FAILED, "ApprovalPending");
        stage.executions.redrive(stage.executionOf(a), "console");

        assertThat(stage.settle(a)).isEqualTo(new Settlement.Again("AwaitApproval"));
        await("token-2");
        stage.approve().answer(a, Decision.APPROVED, Optional.empty(), "", "alice");

        assertThat(stage.executions.answerTo("token-2")).isPresent();
    }

    @Test
    void an_answer_that_is_killed_at_any_write_is_given_by_the_same_words_again() {
        for (KilledOnce.When when : List.of(KilledOnce.When.BEFORE_A_WRITE, KilledOnce.When.AFTER_A_WRITE)) {
            for (int nth = 1; nth <= 3; nth++) {
                ApproveTest life = new ApproveTest();
                life.a_reviewed_job();
                life.await("token");
                assertThatThrownBy(() -> life.stage.settle(life.a)).isInstanceOf(ApprovalPending.class);
                life.stage.executions.end(life.stage.executionOf(life.a), Status.FAILED, "ApprovalPending");
                life.stage.executions.refuseRedrives();
                KilledOnce killed = new KilledOnce(nth, when);
                Approve dying = new Approve(killed.over(life.stage.store), life.stage.executions, life.stage.clock);
                boolean died = false;
                try {
                    dying.answer(life.a, Decision.REJECTED, Optional.empty(), "no", "alice");
                } catch (KilledOnce.Killed expected) {
                    died = true;
                }
                assertThat(died).isEqualTo(killed.hasStruck());
                if (died) {
                    life.stage.approve().answer(life.a, Decision.REJECTED, Optional.empty(), "no", "alice");
                }

                assertThat(life.stage.executions.running(Machine.JOB))
                        .extracting(Execution::input)
                        .contains("{\"contract\":1,\"job\":\"" + life.a + "\",\"resumeFrom\":\"Execute\"}");
                assertThat(life.stage.jobs.get(life.a).cyclesGranted()).isEqualTo(1);
            }
        }
    }

    @Test
    void a_job_that_does_not_wait_says_what_it_is_and_an_unknown_one_is_an_error() {
        assertThat(stage.approve()
                        .answer(job(project, "b"), Decision.APPROVED, Optional.empty(), "", "alice")
                        .text())
                .isEqualTo("job " + project + ".b is created and does not wait for approval");
        assertThatThrownBy(() ->
                        stage.approve().answer(job(project, "none"), Decision.APPROVED, Optional.empty(), "", "alice"))
                .isInstanceOf(UnknownJob.class);
    }
}
