package dev.kintsugi.core.open;

import static dev.kintsugi.core.project.Stage.job;
import static dev.kintsugi.core.project.TestPlans.aTask;
import static dev.kintsugi.core.project.TestPlans.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.core.executions.Executions.Machine;
import dev.kintsugi.core.executions.Executions.Status;
import dev.kintsugi.core.executions.InMemoryExecutions.Execution;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.job.Step;
import dev.kintsugi.core.job.Superseded;
import dev.kintsugi.core.project.Event;
import dev.kintsugi.core.project.ProjectStatus;
import dev.kintsugi.core.project.Stage;
import dev.kintsugi.core.settle.JobFailed;
import dev.kintsugi.core.settle.JobPartial;
import dev.kintsugi.core.settle.ProjectIncomplete;
import dev.kintsugi.core.settle.Settlement;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.Opening;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProjectLifeTest {
    private final Stage stage = new Stage();

    @Test
    void opening_makes_the_trunk_at_the_base_and_hands_out_what_is_ready() {
        ProjectId id = stage.open(plan(aTask("a"), aTask("b").after("a")));

        assertThat(stage.repository.head("kintsugi/" + id + "/main")).contains(stage.repository.base());
        assertThat(stage.head(id).status()).isEqualTo(ProjectStatus.IN_PROGRESS);
        assertThat(stage.launch(job(id, "a"))).isPresent();
        assertThat(stage.projects.events(id))
                .extracting(Event::kind)
                .containsExactlyInAnyOrder("project.submitted", "project.opened");
    }

    @Test
    void opening_again_changes_nothing() {
        ProjectId id = stage.open(plan(aTask("a")));
        var before = stage.store.everything();

        stage.openProject().run(stage.projectStep(id, "Open"), id);

        assertThat(stage.store.everything()).isEqualTo(before);
    }

    @Test
    void a_repository_that_is_gone_fails_the_project_with_the_reason() {
        ProjectId id = stage.submit(plan(aTask("a")));
        OpenProject open = new OpenProject(
                stage.records,
                address -> new Opening.Refused(Opening.Reason.UNREACHABLE, "nothing answers at " + address),
                stage.executions,
                stage.clock);

        assertThatThrownBy(() -> open.run(stage.projectStep(id, "Open"), id))
                .isInstanceOf(ProjectIncomplete.class)
                .hasMessage("project %s cannot be opened: nothing answers at /repo", id);

        assertThat(stage.head(id).status()).isEqualTo(ProjectStatus.FAILED);
        assertThat(stage.views().project(id).reason()).isEqualTo("nothing answers at /repo");
        stage.openProject().run(stage.projectStep(id, "Open"), id);
        assertThat(stage.head(id).status()).isEqualTo(ProjectStatus.IN_PROGRESS);
        assertThat(stage.head(id).reason()).isEmpty();
    }

    @Test
    void a_trunk_that_people_added_to_stays_as_it_is() {
        ProjectId id = stage.submit(plan(aTask("a")));
        String trunk = "kintsugi/" + id + "/main";
        stage.repository.set(trunk, Optional.of(stage.repository.base()));
        CommitId theirs = stage.repository.commitByHand(trunk, Map.of("theirs", "x"));

        stage.openProject().run(stage.projectStep(id, "Open"), id);

        assertThat(stage.repository.head(trunk)).contains(theirs);
    }

    @Test
    void a_branch_of_the_trunk_s_name_that_does_not_contain_the_base_is_not_taken_over() {
        CommitId before = stage.repository.base();
        stage.repository.commitByHand("main", Map.of("more", "x"));
        ProjectId id = stage.submit(plan(aTask("a")));
        stage.repository.set("kintsugi/" + id + "/main", Optional.of(before));

        assertThatThrownBy(() -> stage.openProject().run(stage.projectStep(id, "Open"), id))
                .isInstanceOf(ProjectIncomplete.class)
                .hasMessageContaining("is there already and does not contain the base");
        assertThat(stage.repository.head("kintsugi/" + id + "/main")).contains(before);
    }

    @Test
    void who_waits_for_the_work_is_woken_by_the_last_job() {
        ProjectId id = stage.open(plan(aTask("a"), aTask("b").after("a")));
        stage.awaitWork().run(stage.projectStep(id, "Work"), id, "token-1");
        stage.finish(job(id, "a"));
        assertThat(stage.executions.answerTo("token-1")).isEmpty();

        stage.finish(job(id, "b"));

        assertThat(stage.executions.answerTo("token-1")).contains("{}");
    }

    @Test
    void who_comes_to_wait_after_the_work_is_done_is_woken_at_once_and_only_the_newest_token_is_used() {
        ProjectId id = stage.open(plan(aTask("a")));
        stage.awaitWork().run(stage.projectStep(id, "Work"), id, "token-1");
        stage.awaitWork().run(stage.projectStep(id, "Work"), id, "token-2");
        stage.finish(job(id, "a"));
        stage.awaitWork().run(stage.projectStep(id, "Work"), id, "token-3");

        assertThat(stage.executions.answerTo("token-1")).isEmpty();
        assertThat(stage.executions.answerTo("token-2")).isPresent();
        assertThat(stage.executions.answerTo("token-3")).isPresent();
    }

    @Test
    void a_project_of_which_everything_passed_is_completed() {
        ProjectId id = stage.open(plan(aTask("a")));
        stage.finish(job(id, "a"));
        Step step = stage.projectStep(id, "Close");

        assertThat(stage.closeProject().run(step, id)).isEqualTo(new Closing.Closed());
        assertThat(stage.closeProject().run(step, id)).isEqualTo(new Closing.Closed());

        assertThat(stage.head(id).status()).isEqualTo(ProjectStatus.COMPLETED);
        assertThat(stage.head(id).isOpen()).isFalse();
        assertThat(stage.views().project(id).endedAt()).isEqualTo(stage.clock.instant());
    }

    @Test
    void a_project_of_which_something_runs_goes_on() {
        ProjectId id = stage.open(plan(aTask("a")));

        assertThat(stage.closeProject().run(stage.projectStep(id, "Close"), id)).isEqualTo(new Closing.GoOn());

        assertThat(stage.head(id).isOpen()).isTrue();
    }

    @Test
    void a_project_with_a_failure_is_failed_and_says_so_again_when_it_is_asked_again() {
        ProjectId id = stage.open(plan(aTask("a"), aTask("b").after("a")));
        stage.fail(job(id, "a"), JobStatus.FAILED);
        assertThatThrownBy(() -> stage.settle(job(id, "a"))).isInstanceOf(JobFailed.class);
        Step step = stage.projectStep(id, "Close");

        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(() -> stage.closeProject().run(step, id))
                    .isInstanceOf(ProjectIncomplete.class)
                    .hasMessage("project %s is failed: 0 of 2 tasks passed, 1 failed, 0 skipped, 0 cancelled", id);
        }
        assertThat(stage.head(id).status()).isEqualTo(ProjectStatus.FAILED);
    }

    @Test
    void a_project_that_waits_for_a_person_is_in_progress_and_incomplete() {
        ProjectId id = stage.open(plan(aTask("a")));
        partial(job(id, "a"));

        assertThatThrownBy(() -> stage.closeProject().run(stage.projectStep(id, "Close"), id))
                .isInstanceOf(ProjectIncomplete.class)
                .hasMessageContaining("waiting for a person: a (partial)");

        assertThat(stage.head(id).status()).isEqualTo(ProjectStatus.IN_PROGRESS);
        assertThat(stage.views().project(id).waits())
                .singleElement()
                .hasFieldOrPropertyWithValue("command", "kintsugi continue " + id + ".a");
    }

    @Test
    void a_redrive_of_a_partial_job_after_the_project_s_end_opens_the_project_again() {
        ProjectId id = stage.open(plan(aTask("a"), aTask("b").after("a")));
        JobId a = job(id, "a");
        partial(a);
        String project = stage.head(id).execution().orElseThrow();
        Step close = stage.projectStep(id, "Close");
        assertThatThrownBy(() -> stage.closeProject().run(close, id)).isInstanceOf(ProjectIncomplete.class);
        stage.executions.end(project, Status.FAILED, "ProjectIncomplete");

        stage.executions.redrive(stage.executionOf(a), "console");
        assertThat(stage.settle(a)).isEqualTo(new Settlement.Again("Execute"));

        Execution again = stage.executions.get(project);
        assertThat(again.status()).isEqualTo(Status.RUNNING);
        assertThat(again.redrives()).isEqualTo(1);
        assertThat(stage.closeProject().run(stage.projectStep(id, "Close"), id)).isEqualTo(new Closing.GoOn());
        stage.openProject().run(stage.projectStep(id, "Open"), id);
        var job = stage.jobs.get(a);
        stage.jobs.write(job.change().to(JobStatus.LANDING).landed(stage.repository.base()));
        stage.settle(a);
        stage.finish(job(id, "b"));
        assertThat(stage.closeProject().run(stage.projectStep(id, "Close"), id)).isEqualTo(new Closing.Closed());
    }

    @Test
    void a_stop_that_is_told_after_the_closing_does_not_open_the_project_again() {
        ProjectId id = stage.open(plan(aTask("a"), aTask("b").after("a")));
        JobId a = job(id, "a");
        stage.fail(a, JobStatus.FAILED);
        assertThatThrownBy(() -> stage.settle(a)).isInstanceOf(JobFailed.class);
        stage.executions.end(stage.executionOf(a), Status.FAILED, "JobFailed");
        String project = stage.head(id).execution().orElseThrow();
        Step close = stage.projectStep(id, "Close");
        assertThatThrownBy(() -> stage.closeProject().run(close, id)).isInstanceOf(ProjectIncomplete.class);
        stage.executions.end(project, Status.FAILED, "ProjectIncomplete");

        stage.recordStop().record(stage.executions.find(stage.executionOf(a)).orElseThrow());

        assertThat(stage.executions.get(project).status()).isEqualTo(Status.FAILED);
        assertThat(stage.head(id).status()).isEqualTo(ProjectStatus.FAILED);
    }

    @Test
    void where_the_project_s_execution_cannot_be_redriven_the_next_one_is_started() {
        ProjectId id = stage.open(plan(aTask("a")));
        JobId a = job(id, "a");
        partial(a);
        assertThatThrownBy(() -> stage.closeProject().run(stage.projectStep(id, "Close"), id))
                .isInstanceOf(ProjectIncomplete.class);
        stage.executions.end(stage.head(id).execution().orElseThrow(), Status.FAILED, "ProjectIncomplete");
        stage.executions.redrive(stage.executionOf(a), "console");
        stage.executions.refuseRedrives();

        stage.settle(a);

        assertThat(stage.head(id).executions()).isEqualTo(2);
        assertThat(stage.executions.running(Machine.PROJECT))
                .extracting(Execution::name)
                .containsExactly(id + "_2");
        stage.openProject().run(stage.projectStep(id, "Open"), id);
        assertThat(stage.head(id).isOpen()).isTrue();
    }

    @Test
    void an_execution_that_is_not_the_project_s_does_nothing() {
        ProjectId id = stage.open(plan(aTask("a")));
        Step other = stage.step("arn:other", "Open");

        assertThatThrownBy(() -> stage.openProject().run(other, id)).isInstanceOf(Superseded.class);
        assertThatThrownBy(() -> stage.awaitWork().run(other, id, "t")).isInstanceOf(Superseded.class);
        assertThatThrownBy(() -> stage.closeProject().run(other, id)).isInstanceOf(Superseded.class);
    }

    private void partial(JobId id) {
        var job = stage.begin(id);
        stage.jobs.write(job.change().to(JobStatus.PARTIAL));
        assertThatThrownBy(() -> stage.settle(id)).isInstanceOf(JobPartial.class);
        stage.executions.end(stage.executionOf(id), Status.FAILED, "JobPartial");
        assertThat(Optional.of(stage.status(id))).contains(JobStatus.PARTIAL);
    }
}
