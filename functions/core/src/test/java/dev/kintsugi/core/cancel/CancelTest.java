package dev.kintsugi.core.cancel;

import static dev.kintsugi.core.project.Stage.job;
import static dev.kintsugi.core.project.TestPlans.aTask;
import static dev.kintsugi.core.project.TestPlans.plan;
import static dev.kintsugi.core.project.TestPlans.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.core.executions.Executions.Status;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.job.UnknownJob;
import dev.kintsugi.core.open.Closing;
import dev.kintsugi.core.project.Event;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.project.ProjectStatus;
import dev.kintsugi.core.project.Stage;
import dev.kintsugi.core.settle.JobFailed;
import dev.kintsugi.core.submit.KilledOnce;
import dev.kintsugi.core.workspace.Branch;
import dev.kintsugi.core.workspace.Given;
import dev.kintsugi.core.workspace.PushIntent;
import dev.kintsugi.core.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CancelTest {
    private final Stage stage = new Stage();

    private ProjectId open(Stage on) {
        return on.open(plan(
                settings(2, 20_000_000L, List.of(), null),
                List.of(
                        aTask("a").scope("src"),
                        aTask("b"),
                        aTask("c"),
                        aTask("d").after("a"))));
    }

    @Test
    void a_cancelled_project_is_aborted_with_every_job_that_was_not_over_and_its_executions_are_stopped() {
        ProjectId id = open(stage);
        stage.finish(job(id, "a"));
        stage.begin(job(id, "b"));
        String running = stage.executionOf(job(id, "b"));

        Cancelled cancelled = stage.cancel().project(id, "alice");

        assertThat(cancelled).isInstanceOf(Cancelled.Done.class);
        assertThat(stage.status(job(id, "a"))).isEqualTo(JobStatus.PASSED);
        for (String task : List.of("b", "c", "d")) {
            assertThat(stage.status(job(id, task))).isEqualTo(JobStatus.CANCELLED);
        }
        assertAllGivenBack(stage, id, 3);
        assertThat(stage.executions.get(running).status()).isEqualTo(Status.ABORTED);
        assertThat(stage.executions.all()).noneMatch(execution -> execution.status() == Status.RUNNING);
        assertThat(stage.head(id).epoch()).isEqualTo(1);
        assertThat(stage.projects.events(id)).extracting(Event::text).contains("alice cancelled the project");
        assertThat(stage.cancel().project(id, "alice")).isInstanceOf(Cancelled.Done.class);
    }

    private static void assertAllGivenBack(Stage stage, ProjectId id, int cancelled) {
        ProjectHead head = stage.head(id);
        assertThat(head.status()).isEqualTo(ProjectStatus.ABORTED);
        assertThat(head.action()).isEmpty();
        assertThat(head.cancelled()).isEqualTo(cancelled);
        assertThat(head.created()).isZero();
        assertThat(head.active()).isZero();
        assertThat(head.free()).isEqualTo(2);
        assertThat(head.lent()).isZero();
        assertThat(head.available()).isEqualTo(OptionalLong.of(20_000_000));
        assertThat(stage.projects.state(id, 100).ready()).isEmpty();
        assertThat(stage.projects.state(id, 100).launches()).isEmpty();
    }

    @Test
    void a_cancel_that_is_killed_at_any_write_is_finished_by_the_same_one() {
        for (int nth = 1; ; nth++) {
            for (KilledOnce.When when : List.of(KilledOnce.When.BEFORE_A_WRITE, KilledOnce.When.AFTER_A_WRITE)) {
                Stage prepared = new Stage();
                ProjectId id = open(prepared);
                prepared.begin(job(id, "b"));
                KilledOnce killed = new KilledOnce(nth, when);
                Cancel dying = new Cancel(
                        killed.over(prepared.store), prepared.repository, prepared.executions, prepared.clock);
                try {
                    dying.project(id, "alice");
                } catch (KilledOnce.Killed expected) {
                    assertThat(prepared.schedule().run(id).claimed()).isEmpty();
                }
                prepared.cancel().project(id, "alice");
                assertAllGivenBack(prepared, id, 4);
                if (!killed.hasStruck()) {
                    assertThat(nth).isGreaterThan(5);
                    return;
                }
            }
        }
    }

    @Test
    void a_claimed_job_whose_execution_has_not_begun_is_cancelled_and_gives_back() {
        ProjectId id = open(stage);
        String launched = stage.executionOf(job(id, "a"));

        assertThat(stage.cancel().job(job(id, "a"), "alice")).isInstanceOf(Cancelled.Done.class);

        assertThat(stage.launch(job(id, "a"))).isEmpty();
        assertThat(stage.executions.get(launched).status()).isEqualTo(Status.ABORTED);
        assertThat(stage.launch(job(id, "c"))).isPresent();
        assertThat(stage.head(id).free()).isZero();
        assertThat(stage.head(id).active()).isEqualTo(2);
        assertThat(stage.views()
                        .tasks(id, Optional.empty(), 10)
                        .tasks()
                        .getLast()
                        .blockedBy())
                .containsExactly("a");
    }

    @Test
    void a_job_that_waits_can_be_cancelled_and_is_not_started_when_its_turn_comes() {
        ProjectId id = open(stage);

        stage.cancel().job(job(id, "d"), "alice");
        stage.finish(job(id, "a"));

        assertThat(stage.status(job(id, "d"))).isEqualTo(JobStatus.CANCELLED);
        assertThat(stage.launch(job(id, "d"))).isEmpty();
        assertThat(stage.head(id).created()).isZero();
    }

    @Test
    void a_landing_that_was_promised_is_kept_and_the_job_passes() {
        ProjectId id = open(stage);
        JobId a = job(id, "a");
        Branch trunk = stage.projects.get(id).trunk();
        PushIntent promised;
        try (Workspace workspace = stage.repository.open()) {
            var work = Given.commit(workspace, stage.repository.base(), "a/cycle-1: x", Given.put("x", "1"));
            var facts = Given.facts(workspace.treeOf(work), "merge a", stage.repository.base());
            promised = workspace.intent(trunk, Optional.of(stage.repository.base()), facts);
            workspace.push(promised);
        }
        Job job = stage.begin(a);
        stage.jobs.write(job.change().to(JobStatus.LANDING).promise(promised));

        Cancelled cancelled = stage.cancel().job(a, "alice");

        assertThat(cancelled).isInstanceOf(Cancelled.TooLate.class);
        assertThat(cancelled.text()).contains("had landed already, so it passed");
        assertThat(stage.status(a)).isEqualTo(JobStatus.PASSED);
        assertThat(stage.projects.line(id, 3).waits()).isZero();
        assertThat(stage.head(id).passed()).isEqualTo(1);
    }

    @Test
    void what_is_over_cannot_be_cancelled_and_says_so() {
        ProjectId id = open(stage);
        stage.fail(job(id, "b"), JobStatus.FAILED);
        assertThatThrownBy(() -> stage.settle(job(id, "b"))).isInstanceOf(JobFailed.class);

        assertThat(stage.cancel().job(job(id, "b"), "alice"))
                .isEqualTo(
                        new Cancelled.TooLate("job %s.b is failed already; there is nothing to cancel".formatted(id)));
        assertThatThrownBy(() -> stage.cancel().job(job(id, "none"), "alice")).isInstanceOf(UnknownJob.class);
    }

    @Test
    void a_completed_project_cannot_be_cancelled() {
        ProjectId id = stage.open(plan(aTask("a")));
        stage.finish(job(id, "a"));
        assertThat(stage.closeProject().run(stage.projectStep(id, "Close"), id)).isEqualTo(new Closing.Closed());

        assertThat(stage.cancel().project(id, "alice")).isInstanceOf(Cancelled.TooLate.class);
        assertThat(stage.head(id).status()).isEqualTo(ProjectStatus.COMPLETED);
    }

    @Test
    void a_large_project_is_cancelled_in_as_many_calls_as_it_takes_and_nothing_new_begins_meanwhile() {
        int tasks = Cancel.MOST_AT_ONCE + 1;
        ProjectId id = stage.open(plan(
                settings(2, 20_000_000L, List.of(), null),
                IntStream.range(0, tasks)
                        .mapToObj(number -> aTask("t" + number))
                        .toList()));

        Cancelled first = stage.cancel().project(id, "alice");

        assertThat(first).isInstanceOf(Cancelled.GoesOn.class);
        assertThat(first.text()).contains("500 of 501 tasks are given up");
        assertThat(stage.head(id).status()).isEqualTo(ProjectStatus.ABORTED);
        assertThat(stage.status(job(id, "t500"))).isEqualTo(JobStatus.CREATED);
        assertThat(stage.cancel().project(id, "alice")).isInstanceOf(Cancelled.Done.class);
        assertThat(stage.status(job(id, "t500"))).isEqualTo(JobStatus.CANCELLED);
        assertAllGivenBack(stage, id, tasks);
        assertThat(stage.cancel().project(id, "alice")).isInstanceOf(Cancelled.Done.class);
    }
}
