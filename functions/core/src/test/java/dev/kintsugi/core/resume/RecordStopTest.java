package dev.kintsugi.core.resume;

import static dev.kintsugi.core.project.Stage.job;
import static dev.kintsugi.core.project.TestPlans.aTask;
import static dev.kintsugi.core.project.TestPlans.plan;
import static dev.kintsugi.core.project.TestPlans.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.core.executions.Executions.Description;
import dev.kintsugi.core.executions.Executions.Machine;
import dev.kintsugi.core.executions.Executions.Status;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.project.Mark;
import dev.kintsugi.core.project.Stage;
import dev.kintsugi.core.resume.RecordStop.Recorded;
import dev.kintsugi.core.settle.JobFailed;
import dev.kintsugi.core.view.Inspection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordStopTest {
    private final Stage stage = new Stage();
    private final ProjectId id = stage.open(plan(
            settings(1, 20_000_000L, List.of(), null),
            List.of(aTask("a_1").priority(1).scope("x"), aTask("b"))));
    private final JobId a = job(id, "a_1");

    private Recorded stop(String execution, Status status) {
        stage.executions.end(execution, status, "Lambda.Unknown");
        return stage.recordStop().record(stage.executions.find(execution).orElseThrow());
    }

    @Test
    void a_stopped_job_is_interrupted_not_failed_and_what_it_held_goes_to_others() {
        stage.begin(a);

        assertThat(stop(stage.executionOf(a), Status.ABORTED)).isEqualTo(Recorded.INTERRUPTED);

        assertThat(stage.status(a)).isEqualTo(JobStatus.EXECUTING);
        assertThat(stage.jobs.get(a).isActive()).isFalse();
        assertThat(stage.projects.marks(id)).extracting(Mark::kind).containsExactly(Mark.Kind.INTERRUPTED);
        assertThat(stage.views()
                        .tasks(id, Optional.empty(), 10)
                        .tasks()
                        .getFirst()
                        .marks())
                .containsExactly("interrupted");
        assertThat(stage.launch(job(id, "b"))).isPresent();
        assertThat(stage.head(id).failed()).isZero();
    }

    @Test
    void a_stop_told_twice_is_recorded_once() {
        stage.begin(a);
        String execution = stage.executionOf(a);
        stop(execution, Status.TIMED_OUT);
        long free = stage.head(id).free();

        assertThat(stop(execution, Status.TIMED_OUT)).isEqualTo(Recorded.NOTHING);

        assertThat(stage.head(id).free()).isEqualTo(free);
        assertThat(stage.head(id).active()).isEqualTo(1);
    }

    @Test
    void a_stop_before_the_first_step_is_found_by_the_launch_marker() {
        assertThat(stop(stage.executionOf(a), Status.FAILED)).isEqualTo(Recorded.INTERRUPTED);

        assertThat(stage.launch(a)).isEmpty();
        assertThat(stage.status(a)).isEqualTo(JobStatus.CREATED);
        assertThat(stage.launch(job(id, "b"))).isPresent();
    }

    @Test
    void a_bad_end_that_was_settled_is_no_interruption() {
        stage.fail(a, JobStatus.FAILED);
        assertThatThrownBy(() -> stage.settle(a)).isInstanceOf(JobFailed.class);

        assertThat(stop(stage.executionOf(a), Status.FAILED)).isEqualTo(Recorded.NOTHING);

        assertThat(stage.projects.marks(id)).isEmpty();
    }

    @Test
    void a_success_and_an_execution_of_somebody_else_are_nothing() {
        stage.begin(a);

        assertThat(stop(stage.executionOf(a), Status.SUCCEEDED)).isEqualTo(Recorded.NOTHING);
        String other = stage.executionOf(a).replace("_1_1", "_1_7");
        stage.executions.start(Machine.JOB, other.substring(other.lastIndexOf(':') + 1), "{}");
        assertThat(stop(other, Status.FAILED)).isEqualTo(Recorded.NOTHING);
        assertThat(stage.projects.marks(id)).isEmpty();
    }

    @Test
    void an_interrupted_job_that_was_redriven_and_then_passed_is_no_longer_marked_and_counts_once() {
        stage.begin(a);
        String execution = stage.executionOf(a);
        stop(execution, Status.ABORTED);
        stage.executions.redrive(execution, "console");

        var job = stage.jobs.get(a);
        stage.jobs.write(job.change().to(JobStatus.LANDING).landed(stage.repository.base()));
        stage.settle(a);
        stage.finish(job(id, "b"));

        assertThat(stage.projects.marks(id)).isEmpty();
        assertThat(stage.head(id).passed()).isEqualTo(2);
        assertThat(stage.head(id).free()).isEqualTo(1);
        assertThat(stage.head(id).active()).isZero();
        assertThat(stage.head(id).available()).isEqualTo(OptionalLong.of(20_000_000));
    }

    @Test
    void a_stopped_project_execution_is_recorded_and_opened_again_by_the_next_job_that_ends() {
        String execution = stage.head(id).execution().orElseThrow();

        assertThat(stop(execution, Status.ABORTED)).isEqualTo(Recorded.INTERRUPTED);
        assertThat(stage.head(id).isOpen()).isFalse();

        stage.finish(a);
        assertThat(stage.executions.get(execution).redrives()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"errorMessage": "no room\\n on the disk", "errorType": "X"} | its execution stopped: no room on the disk
                    told in plain words                                        | its execution stopped: told in plain words
                    ''                                                         | its execution stopped (FAILED Lambda.Unknown)
                    """)
    void why_a_project_stopped_before_it_was_open_is_shown_until_a_person_lets_it_go_on(String cause, String sentence) {
        Stage fresh = new Stage();
        ProjectId never = fresh.submit(plan(aTask("c")));
        String execution = fresh.head(never).execution().orElseThrow();
        fresh.executions.end(execution, Status.FAILED, "Lambda.Unknown");
        Description stop = fresh.executions.find(execution).orElseThrow();

        Description told =
                new Description(execution, stop.status(), stop.startedAt(), stop.stoppedAt(), stop.error(), cause);

        assertThat(fresh.recordStop().record(told)).isEqualTo(Recorded.INTERRUPTED);
        assertThat(fresh.recordStop().record(told)).isEqualTo(Recorded.NOTHING);

        assertThat(fresh.views().project(never).interrupted()).isEqualTo(sentence);
        Interim interim = new Interim(fresh, never);
        assertThat(interim.inspect().next()).isEqualTo(Inspection.Next.RESUME);
        interim.resumeAll();
        assertThat(fresh.views().project(never).interrupted()).isNull();
        assertThat(fresh.executions.get(execution).redrives()).isEqualTo(1);
    }

    @Test
    void a_stop_of_the_project_that_is_told_after_it_was_opened_again_changes_nothing() {
        String execution = stage.head(id).execution().orElseThrow();
        stop(execution, Status.FAILED);
        var late = stage.executions.find(execution).orElseThrow();
        stage.pass(1_000);
        stage.executions.redrive(execution, "again");
        stage.openProject().run(stage.projectStep(id, "Open"), id);

        assertThat(stage.recordStop().record(late)).isEqualTo(Recorded.NOTHING);

        assertThat(stage.head(id).isOpen()).isTrue();
        assertThat(stage.head(id).facts().has("stopped")).isFalse();
    }

    @Test
    void a_project_of_which_everything_is_done_is_closed_by_itself() {
        stage.finish(a);
        stage.finish(job(id, "b"));
        String execution = stage.head(id).execution().orElseThrow();

        stop(execution, Status.ABORTED);

        assertThat(stage.executions.get(execution).redrives()).isEqualTo(1);
    }
}
