package dev.kintsugi.core.submit;

import static dev.kintsugi.core.project.Stage.submission;
import static dev.kintsugi.core.project.TestPlans.aTask;
import static dev.kintsugi.core.project.TestPlans.independent;
import static dev.kintsugi.core.project.TestPlans.plan;
import static dev.kintsugi.core.project.TestPlans.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.kintsugi.core.executions.Executions;
import dev.kintsugi.core.executions.ExecutionsBusyException;
import dev.kintsugi.core.executions.InMemoryExecutions.Execution;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.plan.PlanLimits;
import dev.kintsugi.core.plan.Problem;
import dev.kintsugi.core.plan.Project;
import dev.kintsugi.core.project.Line;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.project.ProjectState;
import dev.kintsugi.core.project.ProjectStatus;
import dev.kintsugi.core.project.Ready;
import dev.kintsugi.core.project.Stage;
import dev.kintsugi.core.project.TestPlans.ATask;
import dev.kintsugi.core.workspace.Opening;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SubmitProjectTest {
    private final Stage stage = new Stage();
    private final Project plan =
            plan(aTask("a").priority(2), aTask("b").priority(1), aTask("c").after("a", "b"));

    @Test
    void a_submitted_plan_is_on_record_and_its_execution_runs() {
        Submitted submitted = stage.submitProject().submit(submission(plan));

        assertThat(submitted).isInstanceOf(Submitted.Accepted.class);
        Submitted.Accepted accepted = (Submitted.Accepted) submitted;
        ProjectId id = accepted.id();
        assertThat(id.value()).isEqualTo("shop-abc000");
        assertThat(accepted.tasks()).isEqualTo(3);
        ProjectHead head = stage.head(id);
        assertThat(head.status()).isEqualTo(ProjectStatus.PENDING);
        assertThat(head.isSealed()).isTrue();
        assertThat(head.free()).isEqualTo(4);
        assertThat(head.available()).isEmpty();
        assertThat(head.execution()).contains(accepted.execution());
        assertThat(stage.executions.all())
                .extracting(Execution::name, Execution::input)
                .containsExactly(tuple(id + "_1", "{\"contract\":1,\"project\":\"" + id + "\"}"));
        assertThat(stage.projects.get(id).base()).isEqualTo(stage.repository.base());
        assertThat(stage.projects.lines(id)).extracting(Line::waits).containsExactly(0, 0, 2);
        assertThat(stage.projects.tasks(id)).hasSize(3);
        assertThat(stage.status(Stage.job(id, "c"))).isEqualTo(JobStatus.CREATED);
    }

    @Test
    void what_waits_for_nothing_is_ready_the_most_urgent_first() {
        ProjectId id = stage.submit(plan);

        ProjectState state = stage.projects.state(id, 10);
        assertThat(state.ready())
                .extracting(Ready::task)
                .extracting(Object::toString)
                .containsExactly("b", "a");
        assertThat(state.complete()).isTrue();
    }

    @Test
    void the_same_plan_again_is_the_same_project() {
        ProjectId id = stage.submit(plan);
        Project reordered = plan(
                aTask("c").after("b", "a"), aTask("b").priority(1), aTask("a").priority(2));

        Submitted again = stage.submitProject().submit(submission(reordered));

        assertThat(again)
                .isEqualTo(new Submitted.Same(id, stage.head(id).execution().orElseThrow(), 3));
        assertThat(stage.projects.tasks(id)).hasSize(3);
        assertThat(stage.projects.state(id, 10).ready()).hasSize(2);
        assertThat(stage.executions.all()).hasSize(1);
    }

    @Test
    void the_same_plan_again_changes_nothing_of_a_project_that_runs() {
        ProjectId id = stage.open(plan);
        stage.finish(Stage.job(id, "a"));
        List<Object> before = List.copyOf(stage.store.everything());

        assertThat(stage.submitProject().submit(submission(plan))).isInstanceOf(Submitted.Same.class);

        assertThat(List.<Object>copyOf(stage.store.everything())).isEqualTo(before);
    }

    @Test
    void a_changed_plan_under_the_same_name_is_refused_unless_it_is_to_be_new() {
        ProjectId id = stage.submit(plan);
        Project changed = plan(aTask("a").body("Do it otherwise."));

        Submitted refused = stage.submitProject().submit(submission(changed));
        assertThat(refused).isInstanceOf(Submitted.NameTaken.class);
        assertThat(((Submitted.NameTaken) refused).by()).isEqualTo(id);
        assertThat(((Submitted.NameTaken) refused).problem().toString())
                .contains("another plan named \"Shop\"", id.value(), "--new");

        Submission asNew = new Submission(changed, "/repo", "recorded:replies", "recorded:replies", "local", true);
        Submitted accepted = stage.submitProject().submit(asNew);
        assertThat(accepted).isInstanceOf(Submitted.Accepted.class);
        assertThat(((Submitted.Accepted) accepted).id()).isNotEqualTo(id);
        assertThat(stage.submitProject().submit(submission(changed))).isInstanceOf(Submitted.Same.class);
    }

    @Test
    void another_repository_or_model_is_not_the_same() {
        stage.submit(plan);

        Submission elsewhere = new Submission(plan, "/other", "recorded:replies", "recorded:replies", "local", false);
        Submission other = new Submission(plan, "/repo", "openai:x", "recorded:replies", "local", false);

        assertThat(stage.submitProject().submit(elsewhere)).isInstanceOf(Submitted.NameTaken.class);
        assertThat(stage.submitProject().submit(other)).isInstanceOf(Submitted.NameTaken.class);
    }

    @Test
    void a_base_that_is_not_there_is_one_clear_refusal() {
        Project based = plan(settings(4, null, List.of(), "develop"), List.of(aTask("a")));

        Submitted refused = stage.submitProject().submit(submission(based));

        assertThat(refused).isInstanceOf(Submitted.Refused.class);
        assertThat(((Submitted.Refused) refused).problems())
                .singleElement()
                .extracting(Problem::message)
                .asString()
                .contains("the base \"develop\" is not there", "main");
        assertThat(stage.store.everything()).isEmpty();
        assertThat(stage.executions.all()).isEmpty();
    }

    @Test
    void a_repository_without_a_commit_is_one_clear_refusal() {
        SubmitProject submit = new SubmitProject(
                stage.records,
                address -> new Opening.Refused(Opening.Reason.EMPTY, address + " has no commit"),
                stage.executions,
                stage.ids(),
                stage.clock);

        Submitted refused = submit.submit(submission(plan));

        assertThat(((Submitted.Refused) refused).problems())
                .singleElement()
                .hasToString("project.yaml: error: the repository \"/repo\" cannot be worked in: /repo has no commit"
                        + " (make a first commit in it)");
        assertThat(stage.store.everything()).isEmpty();
    }

    @Test
    void a_plan_may_have_so_many_tasks_and_a_task_so_many_bytes_and_no_more() {
        Project most = plan(
                settings(4, null, List.of(), null),
                independent(PlanLimits.SUBMITTED_TASKS).toList());
        Project tooMany = plan(
                settings(4, null, List.of(), null),
                independent(PlanLimits.SUBMITTED_TASKS + 1).toList());
        assertThat(Limits.exceededBy(most)).isEmpty();
        assertThat(Limits.exceededBy(tooMany))
                .hasSize(1)
                .first()
                .hasToString("project.yaml: error: the plan has 10001"
                        + " tasks; at most 10000 can be submitted (split it into several projects)");

        String largest = "x".repeat(PlanLimits.SUBMITTED_TASK_BYTES);
        assertThat(Limits.exceededBy(plan(aTask("a").body(largest)))).isEmpty();
        assertThat(Limits.exceededBy(plan(aTask("a").body(largest + "x")))).hasSize(1);
        assertThat(Limits.exceededBy(plan())).extracting(Problem::message).containsExactly("the plan has no task");
    }

    @Test
    void the_largest_tasks_that_are_legal_can_be_stored() {
        String largest = "\"\\\n".repeat(PlanLimits.SUBMITTED_TASK_BYTES / 3);

        ProjectId id = stage.submit(plan(aTask("a").body(largest), aTask("b").body(largest)));

        assertThat(stage.projects.task(Stage.job(id, "a")).body()).isEqualTo(largest);
    }

    @Test
    void a_task_may_wait_for_more_tasks_than_fit_one_write() {
        String[] before = IntStream.range(0, 250).mapToObj(i -> "t" + i).toArray(String[]::new);
        List<ATask> tasks = new ArrayList<>(independent(250).toList());
        tasks.add(aTask("last").after(before));

        ProjectId id = stage.submit(plan(settings(4, null, List.of(), null), tasks));

        assertThat(stage.projects.line(id, 250).waits()).isEqualTo(250);
        assertThat(stage.projects.dependents(Stage.job(id, "t249"))).hasSize(1);
    }

    @Test
    void a_submission_that_is_killed_at_any_write_is_finished_by_the_same_one() {
        List<ATask> tasks = new ArrayList<>(independent(120).toList());
        tasks.add(aTask("last").after("t0", "t119"));
        Project large = plan(settings(4, null, List.of(), null), tasks);
        int kills = 0;
        for (int nth = 1; ; nth++) {
            for (KilledOnce.When when : List.of(KilledOnce.When.BEFORE_A_WRITE, KilledOnce.When.AFTER_A_WRITE)) {
                KilledOnce killed = new KilledOnce(nth, when);
                Stage life = new Stage(killed::over);
                try {
                    life.submitProject().submit(submission(large));
                } catch (KilledOnce.Killed expected) {
                    kills++;
                }
                Submitted again = life.submitProject().submit(submission(large));
                ProjectId id = idOf(again);
                assertThat(life.projects.tasks(id)).hasSize(121);
                assertThat(life.projects.state(id, 1_000).ready()).hasSize(120);
                assertThat(life.head(id).isSealed()).isTrue();
                assertThat(life.executions.running(Executions.Machine.PROJECT)).hasSize(1);
                assertThat(life.views().projects(Optional.empty(), 10).projects())
                        .hasSize(1);
                if (!killed.hasStruck()) {
                    assertThat(kills).isGreaterThan(8);
                    return;
                }
            }
        }
    }

    @Test
    void a_start_that_was_lost_is_made_by_the_same_submission() {
        stage.executions.failStarts(1);
        assertThatThrownBy(() -> stage.submitProject().submit(submission(plan)))
                .isInstanceOf(ExecutionsBusyException.class);
        assertThat(stage.executions.all()).isEmpty();

        assertThat(stage.submitProject().submit(submission(plan))).isInstanceOf(Submitted.Same.class);

        assertThat(stage.executions.running(Executions.Machine.PROJECT)).hasSize(1);
    }

    @Test
    void many_who_submit_the_same_at_once_have_one_project() throws InterruptedException {
        List<ProjectId> ids = Collections.synchronizedList(new ArrayList<>());
        Ids shared = stage.ids();
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(i -> Thread.ofPlatform()
                        .unstarted(() -> ids.add(idOf(new SubmitProject(
                                        stage.records, stage.repository, stage.executions, shared, stage.clock)
                                .submit(submission(plan))))))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(ids).hasSize(8).containsOnly(ids.getFirst());
        assertThat(stage.projects.state(ids.getFirst(), 10).ready()).hasSize(2);
    }

    private static ProjectId idOf(Submitted submitted) {
        return switch (submitted) {
            case Submitted.Accepted accepted -> accepted.id();
            case Submitted.Same same -> same.id();
            case Submitted.NameTaken taken -> throw new AssertionError(taken);
            case Submitted.Refused refused -> throw new AssertionError(refused);
        };
    }
}
