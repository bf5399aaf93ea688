package dev.kintsugi.core.resume;

import static dev.kintsugi.core.project.TestPlans.aTask;
import static dev.kintsugi.core.project.TestPlans.plan;
import static dev.kintsugi.core.project.TestPlans.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.core.executions.Executions.Status;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.project.Mark;
import dev.kintsugi.core.project.Stage;
import dev.kintsugi.core.project.UnknownProject;
import dev.kintsugi.core.view.Inspection;
import dev.kintsugi.core.view.Inspection.InterruptedTask;
import dev.kintsugi.core.view.Inspection.Next;
import dev.kintsugi.core.view.Inspection.TaskState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Seed 002, "State detection - various project states", and its neighbours. */
class InspectTest {
    private final Stage stage = new Stage();

    private Interim fourTasks() {
        ProjectId id = stage.open(plan(
                settings(2, 20_000_000L, List.of(), null),
                List.of(
                        aTask("a").priority(1),
                        aTask("b").priority(2),
                        aTask("c").priority(3),
                        aTask("d").after("a"))));
        return new Interim(stage, id);
    }

    @Test
    void a_project_that_never_began_has_everything_pending_and_is_to_be_started() {
        Interim interim = new Interim(stage, stage.submit(plan(aTask("a"), aTask("b"))));

        Inspection found = interim.inspect();

        assertThat(found.pending()).isEqualTo(2);
        assertThat(found.completed()).isZero();
        assertThat(found.needsCleanup()).isFalse();
        assertThat(found.next()).isEqualTo(Next.START);
        assertThat(found.interrupted()).isEmpty();
        assertThat(found.lastSession()).isNull();
    }

    @Test
    void an_interrupted_task_is_shown_with_what_was_completed_and_what_remains() {
        Interim interim = fourTasks();
        stage.finish(interim.task("a"));
        interim.interrupt("b");
        interim.interrupt("d");

        Inspection found = interim.inspect();

        assertThat(found.completed()).isEqualTo(1);
        assertThat(found.interrupted()).extracting(InterruptedTask::task).containsExactly("b", "d");
        assertThat(found.interrupted()).allMatch(InterruptedTask::restarts);
        assertThat(found.needsCleanup()).isTrue();
        assertThat(found.next()).isEqualTo(Next.RESUME);
        assertThat(found.done()).extracting(TaskState::task).containsExactly("a");
        assertThat(found.remaining()).extracting(TaskState::task).containsExactly("b", "c", "d");
        assertThat(found.interrupted().getFirst().error()).isEqualTo("Killed");
    }

    @Test
    void escalated_counts_as_failed() {
        Interim interim = fourTasks();
        interim.fail("a", JobStatus.ESCALATED);
        interim.fail("b", JobStatus.FAILED);

        assertThat(interim.inspect().failed()).isEqualTo(2);
    }

    @Test
    void a_project_with_only_failures_shows_the_failures_and_is_never_completed() {
        Interim interim = fourTasks();
        for (String task : List.of("a", "b", "c")) {
            interim.fail(task, JobStatus.FAILED);
        }

        Inspection found = interim.inspect();

        assertThat(found.next()).isEqualTo(Next.FAILURES);
        assertThat(found.failures()).extracting(TaskState::task).containsExactly("a", "b", "c");
        assertThat(found.pending()).as("d waits behind a").isEqualTo(1);
    }

    @Test
    void a_project_of_which_everything_passed_is_reported() {
        Interim interim = new Interim(stage, stage.open(plan(aTask("a"))));
        stage.finish(interim.task("a"));

        assertThat(interim.inspect().next()).isEqualTo(Next.REPORT);
    }

    @Test
    void a_project_at_work_needs_no_clean_up() {
        Interim interim = fourTasks();
        stage.begin(interim.task("a"));

        Inspection found = interim.inspect();

        assertThat(found.needsCleanup()).isFalse();
        assertThat(found.running()).isEqualTo(2);
        assertThat(found.next()).isEqualTo(Next.RUNNING);
    }

    @Test
    void a_task_that_waits_for_approval_or_lands_goes_on_where_it_was() {
        Interim interim = fourTasks();
        interim.interrupt("a", JobStatus.LANDING);

        assertThat(interim.inspect().interrupted().getFirst().restarts()).isFalse();
    }

    @Test
    void the_last_session_of_an_interrupted_task_runs_until_it_is_cleaned_up() {
        Interim interim = fourTasks();
        interim.interrupt("a");
        interim.resumeAll();

        assertThat(interim.inspect().needsCleanup()).isFalse();
    }

    @Test
    void an_unknown_project_is_an_error() {
        Interim nobody = new Interim(stage, new ProjectId("none-abc123"));

        assertThatThrownBy(nobody::inspect).isInstanceOf(UnknownProject.class);
    }

    @Test
    void nothing_is_changed_by_looking() {
        Interim interim = fourTasks();
        interim.interrupt("a");

        assertThat(interim.token()).isEqualTo(interim.token());
    }

    @Test
    void tasks_that_were_handed_out_when_everything_stopped_are_not_at_work() {
        Interim interim = fourTasks();
        String project = stage.head(interim.id).execution().orElseThrow();
        assertThat(interim.inspect().next()).isEqualTo(Next.RUNNING);

        stage.executions.end(project, Status.ABORTED, "Killed");
        stage.recordStop().record(stage.executions.find(project).orElseThrow());

        assertThat(interim.inspect().running()).isZero();
        assertThat(interim.inspect().next()).isEqualTo(Next.RESUME);
    }

    @Test
    void a_project_that_changes_while_it_is_looked_at_is_shown_all_the_same() {
        Interim interim = fourTasks();
        List.of("a", "b", "c", "d").forEach(task -> stage.finish(interim.task(task)));
        stage.records.settle(Mark.put(interim.task("a"), Mark.Kind.INTERRUPTED, stage.clock.instant()));

        assertThat(interim.inspect().pending()).isZero();
        assertThat(interim.inspect().running()).isZero();
    }
}
