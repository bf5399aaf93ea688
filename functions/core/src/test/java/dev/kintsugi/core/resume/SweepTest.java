package dev.kintsugi.core.resume;

import static dev.kintsugi.core.project.TestPlans.aTask;
import static dev.kintsugi.core.project.TestPlans.plan;
import static dev.kintsugi.core.project.TestPlans.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.core.executions.Executions.Machine;
import dev.kintsugi.core.executions.Executions.Status;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.project.Machines;
import dev.kintsugi.core.project.ProjectStatus;
import dev.kintsugi.core.project.Stage;
import dev.kintsugi.core.queue.InMemoryQueues;
import dev.kintsugi.core.queue.QueueName;
import dev.kintsugi.core.queue.QueueSettings;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Key;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Table;
import dev.kintsugi.core.records.Value;
import dev.kintsugi.core.settle.SettleJob;
import dev.kintsugi.core.submit.KilledOnce;
import dev.kintsugi.core.submit.SubmitProject;
import dev.kintsugi.core.workspace.Branch;
import dev.kintsugi.core.workspace.Given;
import dev.kintsugi.core.workspace.PushIntent;
import dev.kintsugi.core.workspace.Workspace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One test for each kind of thing that nobody was told of. */
class SweepTest {
    private static final QueueName INTERRUPTED = new QueueName("Interrupted");

    private Stage stage = new Stage();
    private InMemoryQueues queues = new InMemoryQueues(List.of(QueueSettings.of(INTERRUPTED)), stage.clock);

    private Interim opened() {
        return new Interim(
                stage,
                stage.open(plan(
                        settings(2, 20_000_000L, List.of(), null),
                        List.of(aTask("a").priority(1).scope("src"), aTask("b").after("a")))));
    }

    private Tickets tickets() {
        return new Tickets(
                stage.records,
                stage.repository,
                stage.executions,
                new Tickets.Post(queues, INTERRUPTED, stage.ids()),
                stage.clock);
    }

    private List<String> sweep() {
        return new Sweep(
                        stage.records,
                        stage.repository,
                        stage.executions,
                        (job, caller) -> job + " is continued",
                        tickets(),
                        stage.clock)
                .run();
    }

    private List<String> sweepLater() {
        stage.pass(Sweep.SETTLED.toMillis());
        return sweep();
    }

    /** Its execution stops, and the event is lost. */
    private void stopSilently(Interim interim, String task) {
        stage.executions.end(stage.executionOf(interim.task(task)), Status.FAILED, "Lambda.Unknown");
    }

    @Test
    void sealed_but_never_started() {
        stage.executions.failStarts(1);
        assertThatThrownBy(() -> stage.submit(plan(aTask("a")))).isInstanceOf(RuntimeException.class);
        stage.pass(Sweep.SETTLED.toMillis() - 1);
        assertThat(sweep()).isEmpty();

        stage.pass(1);
        assertThat(sweep()).singleElement().asString().contains("starts");

        new Machines(stage).run();
        assertThat(stage.head(stage.projects.newest(1).getFirst()).status()).isEqualTo(ProjectStatus.COMPLETED);
    }

    @Test
    void unsealed_for_a_day() {
        KilledOnce killed = new KilledOnce(2, KilledOnce.When.BEFORE_A_WRITE);
        assertThatThrownBy(() -> new SubmitProject(
                                killed.over(stage.store), stage.repository, stage.executions, stage.ids(), stage.clock)
                        .submit(Stage.submission(plan(aTask("a"), aTask("b")))))
                .isInstanceOf(KilledOnce.Killed.class);
        stage.pass(UnsealedProjects.KEPT.toMillis());
        assertThat(sweep()).isEmpty();

        stage.pass(1);
        assertThat(sweep()).singleElement().asString().contains("never submitted whole");

        stage.submit(plan(aTask("a"), aTask("b")));
        assertThat(sweep()).isEmpty();
    }

    @Test
    void a_launch_marker_without_an_execution() {
        var id = stage.submit(plan(aTask("a")));
        stage.executions.failStarts(1);
        assertThatThrownBy(() -> stage.openProject().run(stage.projectStep(id, "Open"), id))
                .isInstanceOf(RuntimeException.class);
        assertThat(stage.executions.running(Machine.JOB)).isEmpty();

        sweepLater();

        assertThat(stage.executions.running(Machine.JOB)).hasSize(1);
        assertThat(stage.head(id).active()).isEqualTo(1);
    }

    @Test
    void an_unfinished_releasing() {
        Interim interim = opened();
        Job landed = stage.land(interim.task("a"));
        stage.jobs.write(landed.change()
                .to(JobStatus.PASSED)
                .worker(false)
                .releasing(true)
                .set("endedAt", Value.of(stage.clock.instant())));
        assertThat(sweep()).isEmpty();

        assertThat(sweepLater()).first().asString().contains("what waits for").contains("is told");

        assertThat(stage.launch(interim.task("b"))).isPresent();
        assertThat(stage.jobs.get(interim.task("a")).isActive()).isFalse();
    }

    @Test
    void an_in_flight_job_whose_execution_stopped_and_the_loan_of_a_dead_job() {
        Interim interim = opened();
        stage.begin(interim.task("a"));
        stopSilently(interim, "a");
        assertThat(sweep()).isEmpty();
        assertThat(stage.head(interim.id).lent()).isPositive();

        stage.pass(1);
        assertThat(sweepLater()).first().asString().contains("nobody told");

        assertThat(interim.inspect().interrupted()).hasSize(1);
        assertThat(stage.head(interim.id).lent()).isZero();
        assertThat(stage.head(interim.id).active()).isZero();
        assertThat(queues.depth(INTERRUPTED).total()).isEqualTo(1);
    }

    @Test
    void a_stop_without_a_ticket() {
        Interim interim = opened();
        interim.interrupt("a");
        assertThat(sweep()).isEmpty();

        assertThat(sweepLater()).singleElement().asString().contains("a ticket is sent for");

        assertThat(queues.depth(INTERRUPTED).total()).isEqualTo(1);
        assertThat(sweepLater()).isEmpty();
    }

    @Test
    void a_half_done_operators_action() {
        for (int nth = 2; nth <= 3; nth++) {
            Stage other = new Stage();
            stage = other;
            queues = new InMemoryQueues(List.of(QueueSettings.of(INTERRUPTED)), stage.clock);
            Interim interim = new Interim(
                    other,
                    other.open(plan(settings(2, 20_000_000L, List.of(), null), List.of(aTask("a"), aTask("b")))));
            interim.interrupt("a");
            interim.interrupt("b");
            KilledOnce killed = new KilledOnce(nth, KilledOnce.When.BEFORE_A_WRITE);
            assertThatThrownBy(() -> interim.resume(killed.over(other.store))
                            .run(interim.id, ResumeWish.all(interim.token(), "alice")))
                    .isInstanceOf(KilledOnce.Killed.class);
            other.pass(Sweep.SETTLED.toMillis());

            List<String> found = sweep();

            assertThat(found).first().asString().contains("resume by alice");
            assertThat(other.head(interim.id).action()).isEmpty();
            new Machines(other).run();
            assertThat(other.head(interim.id).status()).isEqualTo(ProjectStatus.COMPLETED);
        }
    }

    @Test
    void ready_tasks_with_nobody_scheduling() {
        Interim interim = opened();
        Job landed = stage.land(interim.task("a"));
        // Settled by somebody who died before handing out what became ready.
        KilledOnce killed = new KilledOnce(3, KilledOnce.When.AFTER_A_WRITE);
        assertThatThrownBy(() -> new SettleJob(killed.over(stage.store), stage.executions, stage.clock)
                        .settle(stage.step(landed.execution().orElseThrow(), "Settle"), landed.id()))
                .isInstanceOf(KilledOnce.Killed.class);
        assertThat(stage.launch(interim.task("b"))).isEmpty();

        sweepLater();

        assertThat(stage.launch(interim.task("b"))).isPresent();
    }

    @Test
    void an_open_intent() {
        Interim interim = opened();
        Job begun = stage.begin(interim.task("a"));
        Branch branch =
                stage.projects.get(interim.id).branchOf(interim.task("a").task());
        PushIntent promised;
        try (Workspace workspace = stage.repository.open()) {
            var work = Given.commit(workspace, stage.repository.base(), "a/cycle-1: x", Given.put("x", "1"));
            var facts = Given.facts(workspace.treeOf(work), "a/cycle-1: x", stage.repository.base());
            promised = workspace.intent(branch, Optional.empty(), facts);
        }
        stage.jobs.write(begun.change().openCycle(1).promise(promised));
        interim.stop("a");
        assertThat(sweep()).isEmpty();

        assertThat(sweepLater()).first().asString().contains("the open push of");

        try (Workspace workspace = stage.repository.open()) {
            assertThat(workspace.head(branch)).contains(promised.commit());
        }
        assertThat(sweepLater()).isEmpty();
    }

    @Test
    void a_lost_task_token() {
        Interim interim = opened();
        stage.finish(interim.task("a"));
        stage.finish(interim.task("b"));
        stage.awaitWork().run(stage.projectStep(interim.id, "Work"), interim.id, "token-1");
        // As if the wake had been lost with whoever settled the last job.
        stage.awaitWork().run(stage.projectStep(interim.id, "Work"), interim.id, "token-2");

        sweepLater();

        assertThat(stage.executions.answerTo("token-2")).isPresent();
    }

    @Test
    void a_lease_that_has_run_out() {
        Interim interim = opened();
        stage.begin(interim.task("a"));
        stage.store.settle(Operation.put(Item.at(new Key(Table.PROJECTS, interim.id.value(), "turn/landing"))
                .with("job", interim.task("a").toString())
                .with("until", stage.clock.instant().plus(Duration.ofHours(1)))
                .build()));
        assertThat(sweep()).isEmpty();

        stage.pass(Duration.ofHours(1).toMillis());

        assertThat(sweep()).contains("the landing turn of %s had run out".formatted(interim.id));
    }

    @Test
    void a_project_that_is_over_and_one_that_a_person_reset_are_left_alone() {
        Interim interim = opened();
        new Machines(stage).run();
        assertThat(sweepLater()).isEmpty();

        interim.resetAll();
        assertThat(sweepLater()).isEmpty();
        assertThat(stage.head(interim.id).status()).isEqualTo(ProjectStatus.PENDING);
    }

    @Test
    void the_execution_of_a_project_that_stopped_untold() {
        Interim interim = opened();
        stage.executions.end(stage.head(interim.id).execution().orElseThrow(), Status.ABORTED, "");

        stage.pass(1);
        assertThat(sweepLater()).anySatisfy(text -> assertThat(text).contains("the execution of " + interim.id));

        assertThat(stage.head(interim.id).isOpen()).isFalse();
        assertThat(queues.depth(INTERRUPTED).total()).isEqualTo(1);
    }
}
