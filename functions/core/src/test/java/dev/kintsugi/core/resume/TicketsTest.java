package dev.kintsugi.core.resume;

import static dev.kintsugi.core.project.TestPlans.aTask;
import static dev.kintsugi.core.project.TestPlans.plan;
import static dev.kintsugi.core.project.TestPlans.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.core.executions.Executions.Status;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobNotAdmitted;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.project.Event;
import dev.kintsugi.core.project.Mark;
import dev.kintsugi.core.project.ProjectStatus;
import dev.kintsugi.core.project.Stage;
import dev.kintsugi.core.queue.Delivery;
import dev.kintsugi.core.queue.InMemoryQueues;
import dev.kintsugi.core.queue.QueueName;
import dev.kintsugi.core.queue.QueueSettings;
import dev.kintsugi.core.resume.Tickets.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What goes on by itself after a stop, what waits for a person, and what moving it back from the dead letters does. */
class TicketsTest {
    private static final QueueName INTERRUPTED = new QueueName("Interrupted");
    private static final QueueName DEAD_LETTERS = new QueueName("InterruptedDeadLetters");
    private static final int MOST_RECEIVES = 5;

    private final Stage stage = new Stage();
    private final Interim interim = new Interim(
            stage,
            stage.open(plan(
                    settings(2, 20_000_000L, List.of(), null),
                    List.of(aTask("a").scope("src"), aTask("b")))));
    private final InMemoryQueues queues = new InMemoryQueues(
            List.of(
                    QueueSettings.of(INTERRUPTED).withDeadLetters(DEAD_LETTERS, MOST_RECEIVES),
                    QueueSettings.of(DEAD_LETTERS)),
            stage.clock);
    private final Tickets tickets = new Tickets(
            stage.records,
            stage.repository,
            stage.executions,
            new Tickets.Post(queues, INTERRUPTED, stage.ids()),
            stage.clock);

    private void stop(String task, Status status, String error) {
        stage.begin(interim.task(task));
        stage.pass(1_000);
        String execution = stage.executionOf(interim.task(task));
        stage.executions.end(execution, status, error);
        stage.recordStop().record(stage.executions.find(execution).orElseThrow());
        tickets.send(interim.task(task));
    }

    /** What Lambda does with the queue: each message is received until it is done or among the dead letters. */
    private void pump() {
        for (List<Delivery> batch = receive(); !batch.isEmpty(); batch = receive()) {
            for (Delivery delivery : batch) {
                Ticket ticket = Ticket.read(delivery.body()).orElseThrow();
                if (tickets.receive(ticket, delivery.sentAt()) == Received.DONE) {
                    queues.delete(INTERRUPTED, delivery.receipt());
                } else {
                    queues.hide(INTERRUPTED, delivery.receipt(), Duration.ZERO);
                }
            }
        }
    }

    private List<Delivery> receive() {
        return queues.receive(INTERRUPTED, 10, Duration.ofMinutes(1));
    }

    private Job a() {
        return stage.jobs.get(interim.task("a"));
    }

    @Test
    void what_a_person_stopped_waits_among_the_dead_letters_and_moving_it_back_resumes_it_in_its_execution() {
        stop("a", Status.ABORTED, "");
        String execution = a().execution().orElseThrow();
        pump();

        assertThat(queues.depth(DEAD_LETTERS).total()).isEqualTo(1);
        assertThat(interim.inspect().interrupted()).hasSize(1);

        stage.pass(Duration.ofMinutes(2).toMillis());
        queues.redrive(DEAD_LETTERS);
        pump();

        assertThat(queues.depth(DEAD_LETTERS).total()).isZero();
        assertThat(interim.inspect().interrupted()).isEmpty();
        assertThat(stage.executions.get(execution).redrives()).isEqualTo(1);
        Job begun = stage.begin(interim.task("a"));
        assertThat(begun.attempt()).isEqualTo(1);
        assertThat(begun.holdsWorker()).isTrue();
        assertThat(begun.loan()).isPositive();
    }

    @Test
    void a_passing_fault_is_tried_again_after_one_and_after_five_minutes_and_then_waits_for_a_person() {
        stop("a", Status.FAILED, "Lambda.Unknown");
        pump();
        assertThat(interim.inspect().interrupted()).hasSize(1);

        stage.pass(Duration.ofSeconds(59).toMillis());
        pump();
        assertThat(interim.inspect().interrupted()).hasSize(1);

        stage.pass(Duration.ofSeconds(1).toMillis());
        pump();
        assertThat(interim.inspect().interrupted()).isEmpty();

        stop("a", Status.FAILED, "Sandbox.Timedout");
        stage.pass(Duration.ofMinutes(4).toMillis());
        pump();
        assertThat(interim.inspect().interrupted()).hasSize(1);
        stage.pass(Duration.ofMinutes(1).toMillis());
        pump();
        assertThat(interim.inspect().interrupted()).isEmpty();

        stop("a", Status.TIMED_OUT, "");
        stage.pass(Duration.ofMinutes(6).toMillis());
        pump();
        assertThat(interim.inspect().interrupted()).hasSize(1);
        assertThat(queues.depth(DEAD_LETTERS).total()).isEqualTo(1);
    }

    @Test
    void a_persons_act_clears_the_count_of_what_was_tried_without_one() {
        stop("a", Status.FAILED, "Lambda.Unknown");
        stage.pass(Duration.ofMinutes(1).toMillis());
        pump();
        assertThat(a().facts().count(Tickets.TRIED)).isEqualTo(1);

        stop("a", Status.ABORTED, "");
        interim.resumeAll();

        assertThat(a().facts().count(Tickets.TRIED)).isZero();
    }

    @Test
    void a_bug_and_what_was_stopped_by_hand_are_not_tried_again_by_themselves() {
        assertThat(InfrastructureFault.is(Status.FAILED, "java.lang.NullPointerException"))
                .isFalse();
        assertThat(InfrastructureFault.is(Status.FAILED, "dev.kintsugi.core.settle.JobFailed"))
                .isFalse();
        assertThat(InfrastructureFault.is(Status.FAILED, "dev.kintsugi.core.model.ModelGivenUp"))
                .isFalse();
        assertThat(InfrastructureFault.is(Status.ABORTED, "Lambda.Unknown")).isFalse();
        assertThat(InfrastructureFault.is(Status.FAILED, "dev.kintsugi.core.workspace.WorkspaceFault$Passing"))
                .isTrue();
        assertThat(InfrastructureFault.is(Status.FAILED, "Lambda.TooManyRequestsException"))
                .isTrue();
        assertThat(InfrastructureFault.is(Status.TIMED_OUT, "")).isTrue();
    }

    @Test
    void a_duplicate_and_a_ticket_that_somebody_overtook_are_dropped_with_an_event() {
        stop("a", Status.ABORTED, "");
        Delivery delivery = receive().getFirst();
        Ticket ticket = Ticket.read(delivery.body()).orElseThrow();
        Instant later = stage.clock.instant().plus(Duration.ofDays(1));

        assertThat(tickets.receive(ticket, later)).isEqualTo(Received.DONE);
        int attempts = a().attempt();
        assertThat(tickets.receive(ticket, later)).isEqualTo(Received.DONE);

        assertThat(a().attempt()).isEqualTo(attempts);
        assertThat(stage.projects.events(interim.id).map(Event::kind)).contains("ticket.dropped");
    }

    @Test
    void a_ticket_of_a_project_that_was_cancelled_or_is_unknown_does_nothing() {
        stop("a", Status.ABORTED, "");
        Ticket ticket = Ticket.read(receive().getFirst().body()).orElseThrow();
        stage.cancel().project(interim.id, "bob");

        assertThat(tickets.receive(ticket, stage.clock.instant().plus(Duration.ofDays(1))))
                .isEqualTo(Received.DONE);
        assertThat(interim.status("a")).isEqualTo(JobStatus.CANCELLED);
        Ticket nobodys = new Ticket("none-abcdef.t", "arn", Instant.EPOCH, "00", Instant.EPOCH, false);
        assertThat(tickets.receive(nobodys, stage.clock.instant())).isEqualTo(Received.DONE);
        assertThat(Ticket.read("{}")).isEqualTo(Optional.empty());
        assertThat(Ticket.read("no json")).isEqualTo(Optional.empty());
    }

    @Test
    void one_stop_has_one_ticket_until_it_is_thirteen_days_old() {
        stop("a", Status.ABORTED, "");
        tickets.send(interim.task("a"));
        assertThat(queues.depth(INTERRUPTED).total()).isEqualTo(1);

        stage.pass(Tickets.KEPT.toMillis() - 1);
        tickets.send(interim.task("a"));
        assertThat(queues.depth(INTERRUPTED).total()).isEqualTo(1);

        stage.pass(1);
        tickets.send(interim.task("a"));
        assertThat(queues.depth(INTERRUPTED).total()).isEqualTo(2);
    }

    @Test
    void work_goes_on_in_a_new_execution_when_the_definition_changed_or_fourteen_days_passed() {
        stop("a", Status.ABORTED, "");
        stage.executions.changeDefinitions();
        Acted acted = interim.resume()
                .run(
                        interim.id,
                        new ResumeWish(interim.token(), Optional.empty(), true, Optional.empty(), false, "alice"));

        assertThat(acted.text())
                .contains(
                        "a goes on in a new execution, for the machine's definition changed since its execution began");
        assertThat(stage.begin(interim.task("a")).attempt()).isEqualTo(2);
    }

    @Test
    void a_redrive_that_the_service_refuses_after_all_becomes_a_new_attempt() {
        stop("a", Status.ABORTED, "");
        stage.executions.refuseRedrives();

        interim.resume()
                .run(
                        interim.id,
                        new ResumeWish(interim.token(), Optional.empty(), true, Optional.empty(), false, "alice"));

        Job begun = stage.begin(interim.task("a"));
        assertThat(begun.attempt()).isEqualTo(2);
        assertThat(begun.isActive()).isTrue();
        assertThat(stage.head(interim.id).created()).isZero();
    }

    @Test
    void a_redrive_in_the_console_takes_worker_and_loan_again() {
        stop("a", Status.ABORTED, "");
        long free = stage.head(interim.id).free();
        stage.executions.redrive(a().execution().orElseThrow(), "console");

        Job begun = stage.begin(interim.task("a"));

        assertThat(begun.isActive()).isTrue();
        assertThat(begun.loan()).isPositive();
        assertThat(stage.head(interim.id).free()).isEqualTo(free - 1);
        assertThat(stage.projects.marks(interim.id).map(Mark::kind)).isEmpty();
        assertThat(stage.head(interim.id).status()).isEqualTo(ProjectStatus.IN_PROGRESS);
    }

    @Test
    void a_redrive_in_the_console_is_not_admitted_while_others_have_the_workers() {
        Stage small = new Stage();
        ProjectId one = small.open(plan(
                settings(1, 20_000_000L, List.of(), null),
                List.of(aTask("a").priority(1), aTask("b").priority(2))));
        Interim narrow = new Interim(small, one);
        narrow.interrupt("a");
        assertThat(small.launch(narrow.task("b"))).isPresent();
        String execution = small.executionOf(narrow.task("a"));
        small.executions.redrive(execution, "console");

        assertThatThrownBy(() -> small.begin(narrow.task("a")))
                .isInstanceOf(JobNotAdmitted.class)
                .hasMessageContaining("no free worker");
        assertThat(narrow.inspect().interrupted()).hasSize(1);
    }

    @Test
    void a_stop_that_is_told_after_the_redrive_interrupts_nothing() {
        stop("a", Status.ABORTED, "");
        String execution = a().execution().orElseThrow();
        var stale = stage.executions.find(execution).orElseThrow();
        stage.pass(60_000);
        stage.executions.redrive(execution, "console");
        stage.begin(interim.task("a"));

        assertThat(stage.recordStop().record(stale)).isEqualTo(RecordStop.Recorded.NOTHING);
        assertThat(a().isActive()).isTrue();
    }
}
