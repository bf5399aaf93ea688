package dev.kintsugi.core.settle;

import static dev.kintsugi.core.project.Stage.job;
import static dev.kintsugi.core.project.TestPlans.aTask;
import static dev.kintsugi.core.project.TestPlans.independent;
import static dev.kintsugi.core.project.TestPlans.plan;
import static dev.kintsugi.core.project.TestPlans.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.core.executions.Executions.Status;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.JobNotAdmitted;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.job.Step;
import dev.kintsugi.core.job.Superseded;
import dev.kintsugi.core.project.Event;
import dev.kintsugi.core.project.Mark;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.project.Stage;
import dev.kintsugi.core.project.TestPlans.ATask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SettleJobTest {
    private final Stage stage = new Stage();

    @Test
    void a_job_that_landed_passes_and_gives_back_what_it_held() {
        ProjectId id = stage.open(plan(
                settings(2, 10_000_000L, List.of(), null), List.of(aTask("a").budget(3_000_000, 3))));
        Job job = stage.land(job(id, "a"));
        stage.jobs.write(job.change().reserve(700_000).costed(300_000));

        assertThat(stage.settle(job.id())).isEqualTo(new Settlement.Settled());

        Job passed = stage.jobs.get(job.id());
        assertThat(passed.status()).isEqualTo(JobStatus.PASSED);
        assertThat(passed.holdsWorker()).isFalse();
        assertThat(passed.isActive()).isFalse();
        assertThat(passed.loan()).isZero();
        assertThat(passed.spent()).isEqualTo(300_000);
        ProjectHead head = stage.head(id);
        assertThat(head.free()).isEqualTo(2);
        assertThat(head.active()).isZero();
        assertThat(head.passed()).isEqualTo(1);
        assertThat(head.available()).isEqualTo(OptionalLong.of(9_700_000));
        assertThat(head.lent()).isZero();
        assertThat(head.spent()).isEqualTo(300_000);
        assertThat(stage.projects.events(id)).extracting(Event::kind).contains("job.passed");
    }

    @Test
    void a_call_whose_reply_was_lost_stays_spent_at_its_worst() {
        ProjectId id = stage.open(plan(
                settings(2, 10_000_000L, List.of(), null), List.of(aTask("a").budget(3_000_000, 3))));
        Job job = stage.land(job(id, "a"));
        stage.jobs.write(job.change().reserve(700_000));

        stage.settle(job.id());

        assertThat(stage.head(id).available()).isEqualTo(OptionalLong.of(9_300_000));
        assertThat(stage.jobs.get(job.id()).spent()).isEqualTo(700_000);
    }

    @Test
    void those_that_wait_for_it_become_ready_when_the_last_that_they_wait_for_is_done() {
        ProjectId id = stage.open(plan(
                aTask("a"), aTask("b"), aTask("c").after("a", "b"), aTask("d").after("a")));

        stage.finish(job(id, "a"));
        assertThat(stage.launch(job(id, "d"))).isPresent();
        assertThat(stage.launch(job(id, "c"))).isEmpty();
        assertThat(stage.projects.dependents(job(id, "a"))).isEmpty();

        stage.finish(job(id, "b"));
        assertThat(stage.launch(job(id, "c"))).isPresent();
        assertThat(stage.head(id).active()).isEqualTo(2);
    }

    @Test
    void settling_again_changes_nothing_and_answers_the_same() {
        ProjectId id = stage.open(plan(aTask("a"), aTask("b").after("a")));
        stage.land(job(id, "a"));
        Step step = stage.jobStep(job(id, "a"), "Settle");
        assertThat(stage.settleJob().settle(step, job(id, "a"))).isEqualTo(new Settlement.Settled());
        List<Object> before = List.copyOf(stage.store.everything());

        assertThat(stage.settleJob().settle(step, job(id, "a"))).isEqualTo(new Settlement.Settled());

        assertThat(List.<Object>copyOf(stage.store.everything())).isEqualTo(before);
    }

    @Test
    void a_failed_job_is_thrown_with_its_reason_and_its_dependents_stay_where_they_are() {
        ProjectId id = stage.open(plan(aTask("a"), aTask("b").after("a")));
        stage.fail(job(id, "a"), JobStatus.FAILED);
        Step step = stage.jobStep(job(id, "a"), "Settle");

        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(() -> stage.settleJob().settle(step, job(id, "a")))
                    .isInstanceOf(JobFailed.class)
                    .hasMessage("job %s.a failed: the reviewer objects to the last cycle", id);
        }

        assertThat(stage.head(id).failed()).isEqualTo(1);
        assertThat(stage.head(id).free()).isEqualTo(4);
        assertThat(stage.launch(job(id, "b"))).isEmpty();
        assertThat(stage.views()
                        .tasks(id, Optional.empty(), 10)
                        .tasks()
                        .getLast()
                        .blockedBy())
                .containsExactly("a");
    }

    @Test
    void an_escalated_job_counts_as_failed_and_has_a_name_of_its_own() {
        ProjectId id = stage.open(plan(aTask("a")));
        stage.fail(job(id, "a"), JobStatus.ESCALATED);

        assertThatThrownBy(() -> stage.settle(job(id, "a"))).isInstanceOf(JobEscalated.class);

        assertThat(stage.head(id).failed()).isEqualTo(1);
        assertThat(stage.status(job(id, "a"))).isEqualTo(JobStatus.ESCALATED);
    }

    @Test
    void a_partial_job_gives_back_and_is_marked() {
        ProjectId id = stage.open(plan(aTask("a").scope("x")));
        partial(job(id, "a"));

        assertThatThrownBy(() -> stage.settle(job(id, "a")))
                .isInstanceOf(JobPartial.class)
                .hasMessageContaining("kintsugi continue " + id + ".a");

        assertThat(stage.projects.marks(id)).extracting(Mark::kind).containsExactly(Mark.Kind.PARTIAL);
        assertThat(stage.head(id).free()).isEqualTo(4);
        assertThat(stage.head(id).active()).isZero();
        assertThat(stage.views().summary(id).text())
                .isEqualTo("Total: 1 | Created: 0 | Pending: 0 | Partial: 1 | Passed: 0 | Failed: 0");
    }

    @Test
    void a_redriven_partial_job_takes_its_worker_back_and_goes_on() {
        ProjectId id = stage.open(plan(
                settings(1, 9_000_000L, List.of(), null), List.of(aTask("a").budget(3_000_000, 3))));
        JobId a = job(id, "a");
        partial(a);
        assertThatThrownBy(() -> stage.settle(a)).isInstanceOf(JobPartial.class);
        stage.executions.end(stage.executionOf(a), Status.FAILED, "JobPartial");
        stage.executions.redrive(stage.executionOf(a), "console");
        Step step = stage.jobStep(a, "Settle");

        for (int time = 0; time < 2; time++) {
            assertThat(stage.settleJob().settle(step, a)).isEqualTo(new Settlement.Again("Execute"));
        }

        assertThat(stage.status(a)).isEqualTo(JobStatus.EXECUTING);
        assertThat(stage.head(id).free()).isZero();
        assertThat(stage.head(id).active()).isEqualTo(1);
        assertThat(stage.jobs.get(a).loan()).isEqualTo(1_000_000);
        assertThat(stage.projects.marks(id)).isEmpty();
        Job job = stage.jobs.get(a);
        stage.jobs.write(job.change().to(JobStatus.LANDING).landed(stage.repository.base()));
        assertThat(stage.settle(a)).isEqualTo(new Settlement.Settled());
        assertThat(stage.head(id).available()).isEqualTo(OptionalLong.of(9_000_000));
        assertThat(stage.head(id).passed()).isEqualTo(1);
        assertThat(stage.head(id).free()).isEqualTo(1);
    }

    @Test
    void a_redriven_failed_job_is_retried_with_new_limits() {
        ProjectId id = stage.open(plan(aTask("a")));
        JobId a = job(id, "a");
        stage.fail(a, JobStatus.FAILED);
        assertThatThrownBy(() -> stage.settle(a)).isInstanceOf(JobFailed.class);
        stage.executions.end(stage.executionOf(a), Status.FAILED, "JobFailed");
        stage.executions.redrive(stage.executionOf(a), "console");

        assertThat(stage.settle(a)).isEqualTo(new Settlement.Again("Execute"));

        assertThat(stage.status(a)).isEqualTo(JobStatus.EXECUTING);
        assertThat(stage.jobs.get(a).end()).isEmpty();
        assertThat(stage.jobs.get(a).cyclesUsed()).isZero();
        assertThat(stage.head(id).failed()).isZero();
    }

    @Test
    void a_redriven_job_for_which_there_is_no_worker_is_not_admitted_and_may_come_again() {
        ProjectId id = stage.open(plan(settings(1, null, List.of(), null), List.of(aTask("a"), aTask("b"))));
        JobId a = job(id, "a");
        partial(a);
        assertThatThrownBy(() -> stage.settle(a)).isInstanceOf(JobPartial.class);
        stage.executions.end(stage.executionOf(a), Status.FAILED, "JobPartial");
        stage.executions.redrive(stage.executionOf(a), "console");

        assertThatThrownBy(() -> stage.settle(a))
                .isInstanceOf(JobNotAdmitted.class)
                .hasMessageContaining("no free worker");
        assertThat(stage.status(a)).isEqualTo(JobStatus.PARTIAL);

        stage.finish(job(id, "b"));
        assertThat(stage.settle(a)).isEqualTo(new Settlement.Again("Execute"));
    }

    @Test
    void an_execution_that_the_job_does_not_belong_to_settles_nothing() {
        ProjectId id = stage.open(plan(aTask("a")));
        stage.land(job(id, "a"));

        assertThatThrownBy(() -> stage.settleJob().settle(stage.step("arn:another", "Settle"), job(id, "a")))
                .isInstanceOf(Superseded.class);
        assertThat(stage.status(job(id, "a"))).isEqualTo(JobStatus.LANDING);
    }

    @Test
    void a_landing_that_another_state_found_to_have_arrived_passes_the_job() {
        ProjectId id = stage.open(plan(aTask("a")));
        Job job = stage.begin(job(id, "a"));
        stage.jobs.write(job.change().landed(stage.repository.base()));

        assertThat(stage.settle(job.id())).isEqualTo(new Settlement.Settled());
        assertThat(stage.status(job.id())).isEqualTo(JobStatus.PASSED);
    }

    @Test
    void dependents_of_a_job_that_end_together_are_released_once_by_settlers_at_once() throws InterruptedException {
        String[] before = IntStream.range(0, 12).mapToObj(i -> "t" + i).toArray(String[]::new);
        List<ATask> tasks = new ArrayList<>(independent(12).toList());
        tasks.add(aTask("last").after(before));
        ProjectId id = stage.open(plan(settings(12, null, List.of(), null), tasks));
        List<Thread> threads = new ArrayList<>();
        for (String task : before) {
            stage.land(job(id, task));
            threads.add(Thread.ofPlatform().unstarted(() -> stage.settle(job(id, task))));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(stage.launch(job(id, "last"))).isPresent();
        assertThat(stage.head(id).passed()).isEqualTo(12);
        assertThat(stage.head(id).active()).isEqualTo(1);
        assertThat(stage.head(id).free()).isEqualTo(11);
    }

    @Test
    void a_job_without_an_end_is_a_bug_and_says_so() {
        ProjectId id = stage.open(plan(aTask("a")));
        stage.begin(job(id, "a"));

        assertThatThrownBy(() -> stage.settle(job(id, "a")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("found it executing without one");
    }

    private void partial(JobId id) {
        Job job = stage.begin(id);
        stage.jobs.write(job.change().to(JobStatus.PARTIAL));
    }
}
