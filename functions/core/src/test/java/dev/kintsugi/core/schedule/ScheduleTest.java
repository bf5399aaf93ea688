package dev.kintsugi.core.schedule;

import static dev.kintsugi.core.project.Stage.job;
import static dev.kintsugi.core.project.TestPlans.aTask;
import static dev.kintsugi.core.project.TestPlans.independent;
import static dev.kintsugi.core.project.TestPlans.plan;
import static dev.kintsugi.core.project.TestPlans.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.kintsugi.core.executions.Executions;
import dev.kintsugi.core.executions.Executions.Machine;
import dev.kintsugi.core.executions.ExecutionsBusyException;
import dev.kintsugi.core.executions.InMemoryExecutions.Execution;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.project.Mark;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.project.Ready;
import dev.kintsugi.core.project.Stage;
import dev.kintsugi.core.project.TestPlans.ATask;
import dev.kintsugi.core.settle.JobFailed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private final Stage stage = new Stage();

    private ProjectId open(int workers, Long budget, ATask... tasks) {
        return stage.open(plan(settings(workers, budget, List.of(), null), Arrays.asList(tasks)));
    }

    private List<String> running() {
        return stage.executions.running(Machine.JOB).stream()
                .map(Execution::name)
                .map(name -> name.split("_", -1)[1])
                .toList();
    }

    @Test
    void free_workers_take_the_most_urgent_tasks() {
        ProjectId id = open(
                2,
                null,
                aTask("late").priority(9),
                aTask("soon").priority(2),
                aTask("now").priority(1));

        assertThat(running()).containsExactly("now", "soon");
        ProjectHead head = stage.head(id);
        assertThat(head.free()).isZero();
        assertThat(head.active()).isEqualTo(2);
        assertThat(head.created()).isEqualTo(1);
        assertThat(stage.launch(job(id, "now"))).isPresent();
        assertThat(stage.status(job(id, "now"))).isEqualTo(JobStatus.CREATED);
    }

    @Test
    void an_execution_is_named_after_project_task_and_attempt_and_its_input_carries_ids_only() {
        ProjectId id = open(1, null, aTask("a"));

        assertThat(stage.executions.running(Machine.JOB))
                .extracting(Execution::name, Execution::input)
                .containsExactly(tuple(id + "_a_1", "{\"contract\":1,\"job\":\"" + id + ".a\"}"));
    }

    @Test
    void the_first_step_of_an_execution_takes_the_marker_s_place() {
        ProjectId id = open(1, null, aTask("a"));

        var job = stage.begin(job(id, "a"));

        assertThat(job.status()).isEqualTo(JobStatus.EXECUTING);
        assertThat(job.attempt()).isEqualTo(1);
        assertThat(job.holdsWorker()).isTrue();
        assertThat(job.isActive()).isTrue();
        assertThat(stage.launch(job.id())).isEmpty();
        assertThat(stage.begin(job.id()).version()).isEqualTo(job.version());
        assertThat(stage.jobs.get(job.id()).facts()).isEqualTo(job.facts());
    }

    @Test
    void a_job_that_is_retried_from_the_beginning_settles_in_its_new_attempt() {
        ProjectId id = open(1, null, aTask("a"));
        stage.fail(job(id, "a"), JobStatus.FAILED);
        assertThatThrownBy(() -> stage.settle(job(id, "a"))).isInstanceOf(JobFailed.class);
        Job failed = stage.jobs.get(job(id, "a"));
        Ready again = stage.projects.line(id, 0).ready(failed.attempt(), failed.spent());
        stage.jobs.write(failed.change().to(JobStatus.CREATED).remove("end"), again.put(id));
        stage.store.settle(ProjectHead.change(id).add("failed", -1).add("created", 1));

        assertThat(stage.schedule().run(id).claimed()).containsExactly(job(id, "a"));
        stage.finish(job(id, "a"));

        assertThat(stage.status(job(id, "a"))).isEqualTo(JobStatus.PASSED);
        assertThat(stage.jobs.get(job(id, "a")).attempt()).isEqualTo(2);
        assertThat(stage.head(id).passed()).isEqualTo(1);
    }

    @Test
    void a_start_that_failed_is_made_by_the_next_schedule() {
        ProjectId id = stage.submit(plan(aTask("a"), aTask("b")));
        stage.executions.failStarts(1);
        assertThatThrownBy(() -> stage.openProject().run(stage.projectStep(id, "Open"), id))
                .isInstanceOf(ExecutionsBusyException.class);
        assertThat(running()).isEmpty();

        Scheduled scheduled = stage.schedule().run(id);

        assertThat(scheduled.restarted()).containsExactly(job(id, "a"));
        assertThat(scheduled.claimed()).containsExactly(job(id, "b"));
        assertThat(running()).containsExactly("a", "b");
    }

    @Test
    void an_execution_that_ended_before_its_first_step_leaves_an_interrupted_job_and_a_free_worker() {
        ProjectId id = open(1, 9_000_000L, aTask("a"));
        stage.executions.end(stage.executionOf(job(id, "a")), Executions.Status.ABORTED, "Console");

        stage.schedule().run(id);

        assertThat(stage.launch(job(id, "a"))).isEmpty();
        assertThat(stage.projects.marks(id)).extracting(Mark::kind).containsExactly(Mark.Kind.INTERRUPTED);
        ProjectHead head = stage.head(id);
        assertThat(head.free()).isEqualTo(1);
        assertThat(head.active()).isZero();
        assertThat(head.created()).isEqualTo(1);
        assertThat(head.available()).isEqualTo(OptionalLong.of(9_000_000));
        assertThat(head.lent()).isZero();
        assertThat(running()).isEmpty();
    }

    @Test
    void a_claim_lends_one_cycle_s_share_of_the_task_s_budget() {
        ProjectId id =
                open(4, 10_000_000L, aTask("a").budget(6_000_000, 3), aTask("b").budget(1_000_000, 1));

        assertThat(stage.head(id).available()).isEqualTo(OptionalLong.of(7_000_000));
        assertThat(stage.head(id).lent()).isEqualTo(3_000_000);
        assertThat(stage.begin(job(id, "a")).loan()).isEqualTo(2_000_000);
    }

    @Test
    void a_task_waits_unclaimed_while_others_hold_the_money_and_starts_when_it_comes_back() {
        ProjectId id =
                open(4, 3_000_000L, aTask("a").budget(2_000_000, 1), aTask("b").budget(2_000_000, 1));
        assertThat(running()).containsExactly("a");

        stage.finish(job(id, "a"));

        assertThat(running()).containsExactly("b");
        assertThat(stage.head(id).available()).isEqualTo(OptionalLong.of(1_000_000));
    }

    @Test
    void a_task_for_which_too_little_is_left_starts_with_what_there_is_and_ends_by_itself() {
        ProjectId id =
                open(4, 2_500_000L, aTask("a").budget(2_000_000, 1), aTask("b").budget(2_000_000, 1));
        stage.land(job(id, "a"));
        var spent = stage.jobs.get(job(id, "a"));
        stage.jobs.write(spent.change().reserve(2_000_000).costed(2_000_000));

        stage.settle(job(id, "a"));

        assertThat(running()).contains("b");
        assertThat(stage.begin(job(id, "b")).loan()).isEqualTo(500_000);
        assertThat(stage.head(id).available()).isEqualTo(OptionalLong.of(0));
    }

    @Test
    void tasks_of_an_overlapping_scope_never_run_at_once() {
        ProjectId id = open(
                4,
                null,
                aTask("a").scope("src/**"),
                aTask("b").scope("src/x"),
                aTask("c").scope("docs"));

        assertThat(running()).containsExactly("a", "c");
        stage.schedule().run(id);
        assertThat(running()).containsExactly("a", "c");

        stage.finish(job(id, "a"));
        assertThat(running()).containsExactly("c", "b");
    }

    @Test
    void nothing_is_claimed_before_the_project_is_open_or_while_an_operator_acts() {
        ProjectId id = stage.submit(plan(aTask("a")));
        assertThat(stage.schedule().run(id).claimed()).isEmpty();

        stage.store.settle(ProjectHead.change(id)
                .set("status", "in_progress")
                .set("open", true)
                .set("action", "reset by alice"));
        assertThat(stage.schedule().run(id).claimed()).isEmpty();
    }

    @Test
    void a_look_reads_a_bounded_part_of_what_is_ready() {
        ProjectId id = stage.open(
                plan(settings(2, null, List.of(), null), independent(300).toList()));

        assertThat(running()).containsExactly("t0", "t1");
        assertThat(stage.projects.state(id, Schedule.FIRST_LOOK).ready()).hasSize(Schedule.FIRST_LOOK - 3);
    }

    @Test
    void as_many_workers_as_there_are_get_a_task_each() {
        stage.open(plan(settings(100, null, List.of(), null), independent(99).toList()));

        assertThat(running()).hasSize(99);
    }

    @Test
    void schedulers_at_once_never_claim_a_job_twice_nor_overrun_workers_or_money() throws InterruptedException {
        int workers = 7;
        ProjectId id = stage.submit(plan(
                settings(workers, 4_000_000L, List.of(), null),
                independent(60).map(t -> t.budget(1_000_000, 1)).toList()));
        stage.store.settle(ProjectHead.change(id).set("status", "in_progress").set("open", true));
        List<JobId> claimed = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = IntStream.range(0, 12)
                .mapToObj(i -> Thread.ofPlatform()
                        .unstarted(() -> claimed.addAll(stage.schedule().run(id).claimed())))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(claimed).doesNotHaveDuplicates().hasSize(4);
        ProjectHead head = stage.head(id);
        assertThat(head.free()).isEqualTo(3);
        assertThat(head.active()).isEqualTo(4);
        assertThat(head.available()).isEqualTo(OptionalLong.of(0));
        assertThat(head.lent()).isEqualTo(4_000_000);
    }
}
