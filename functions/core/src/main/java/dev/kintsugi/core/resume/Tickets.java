package dev.kintsugi.core.resume;

import dev.kintsugi.core.executions.Executions;
import dev.kintsugi.core.executions.Executions.Status;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.project.Event;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.project.ProjectStatus;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.queue.Message;
import dev.kintsugi.core.queue.QueueName;
import dev.kintsugi.core.queue.Queues;
import dev.kintsugi.core.records.Attributes;
import dev.kintsugi.core.records.Condition;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Value;
import dev.kintsugi.core.records.WriteAnswer;
import dev.kintsugi.core.schedule.Schedule;
import dev.kintsugi.core.schedule.WakeProject;
import dev.kintsugi.core.submit.Ids;
import dev.kintsugi.core.workspace.Workspaces;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What happens after a stop was put on record. A passing fault is tried again by itself, twice, after a while; everything
 * else waits for a person: its ticket goes to the dead letters, and moving it back is their yes. Either way the work goes
 * on inside its cycle.
 */
public final class Tickets {
    /** How long a passing fault is given to pass, before each try that nobody asked for. */
    static final List<Duration> PAUSES = List.of(Duration.ofMinutes(1), Duration.ofMinutes(5));

    /** After so long a ticket is sent anew, a day before the queue would forget it. */
    static final Duration KEPT = Duration.ofDays(13);

    /** On a job or a project: how many of {@link #PAUSES} are used up. A person's act clears it. */
    static final String TRIED = "triedByItself";

    private static final int NONCE_DIGITS = 32;

    private final Records records;
    private final Jobs jobs;
    private final Projects projects;
    private final Queues queues;
    private final QueueName queue;
    private final CleanUp cleanUp;
    private final Schedule schedule;
    private final WakeProject wake;
    private final Ids ids;
    private final InstantSource clock;

    /** Where tickets travel. */
    public record Post(Queues queues, QueueName interrupted, Ids ids) {}

    public Tickets(Records records, Workspaces workspaces, Executions executions, Post post, InstantSource clock) {
        this.records = records;
        this.jobs = new Jobs(records);
        this.projects = new Projects(records);
        this.queues = post.queues();
        this.queue = post.interrupted();
        this.ids = post.ids();
        this.cleanUp = new CleanUp(records, workspaces, executions, clock);
        this.schedule = new Schedule(records, executions, clock);
        this.wake = new WakeProject(records, executions);
        this.clock = clock;
    }

    /** Sends the ticket of a job's stop, unless one that the queue still has stands on the record. */
    public void send(JobId id) {
        jobs.find(id).ifPresent(this::send);
    }

    private void send(Job job) {
        ticketFor(job.id().toString(), job.facts())
                .filter(ticket -> isWritten(job.change()
                        .set(Ticket.ATTRIBUTE, ticket.stored())
                        .set(TRIED, Value.of(tries(job.facts(), ticket)))
                        .operation()))
                .ifPresent(this::send);
    }

    /** The same for the stop of a project's own execution. */
    public void send(ProjectId id) {
        projects.findHead(id).ifPresent(this::send);
    }

    private void send(ProjectHead head) {
        ticketFor(head.id().value(), head.facts())
                .filter(ticket -> isWritten(ProjectHead.change(head.id())
                        .when(Condition.equal("execution", ticket.execution()), Condition.present("stopped"))
                        .set(Ticket.ATTRIBUTE, ticket.stored())
                        .set(TRIED, tries(head.facts(), ticket))))
                .ifPresent(this::send);
    }

    private boolean isWritten(Operation.Update operation) {
        return records.settle(operation) instanceof WriteAnswer.Done;
    }

    private void send(Ticket ticket) {
        Duration delay = ticket.byItself() ? Duration.between(clock.instant(), ticket.sentAt()) : Duration.ZERO;
        queues.send(queue, Message.of(ticket.text()), delay.isNegative() ? Duration.ZERO : delay);
    }

    private Optional<Ticket> ticketFor(String subject, Attributes record) {
        Optional<Attributes> stop = record.findFields("stopped").map(Attributes.class::cast);
        Instant now = clock.instant();
        boolean sent = record.findFields(Ticket.ATTRIBUTE)
                .filter(ticket -> ticket.moment("sentAt").plus(KEPT).isAfter(now))
                .isPresent();
        if (stop.isEmpty() || sent) {
            return Optional.empty();
        }
        int tried = (int) record.count(TRIED);
        boolean byItself = tried < PAUSES.size()
                && InfrastructureFault.is(
                        Status.valueOf(stop.get().text("status")), stop.get().text("error"));
        return Optional.of(new Ticket(
                subject,
                stop.get().text("execution"),
                stop.get().moment("at"),
                ids.hex(NONCE_DIGITS),
                byItself ? now.plus(PAUSES.get(tried)) : now,
                byItself));
    }

    private static long tries(Attributes record, Ticket ticket) {
        return record.count(TRIED) + (ticket.byItself() ? 1 : 0);
    }

    /** What became of a ticket that was received. */
    public enum Received {
        /** It was carried out, or is about nothing that stands on the record any more. */
        DONE,
        /** It has not been among the dead letters: the queue is to take it there. */
        UNCONFIRMED
    }

    /**
     * Carries out a ticket, if it still holds.
     *
     * @param sentTimestamp when the queue says that it was sent
     * @throws dev.kintsugi.core.job.Contended when somebody else acts at this moment; it is to be received again
     */
    public Received receive(Ticket ticket, Instant sentTimestamp) {
        Optional<JobId> job = JobId.find(ticket.subject());
        Optional<ProjectId> project = job.map(JobId::project)
                .or(() ->
                        Optional.of(ticket.subject()).filter(ProjectId::isLegal).map(ProjectId::new));
        Optional<ProjectHead> head = project.flatMap(projects::findHead);
        boolean holds = head.isPresent()
                && head.get().status() != ProjectStatus.ABORTED
                && (job.isPresent()
                        ? jobs.find(job.get())
                                .filter(found -> ticket.isOf(found.facts()))
                                .isPresent()
                        : ticket.isOf(head.get().facts()));
        if (!holds) {
            head.ifPresent(found -> drop(ticket, found.id()));
            return Received.DONE;
        }
        if (!ticket.byItself() && !ticket.isConfirmed(sentTimestamp)) {
            return Received.UNCONFIRMED;
        }
        if (head.get().action().isPresent()) {
            return Received.UNCONFIRMED;
        }
        if (job.isPresent()) {
            cleanUp.run(job.get(), new CleanUp.Way(true, false, false, !ticket.byItself()));
        } else {
            forget(ticket, head.get().id());
        }
        schedule.run(head.get().id());
        wake.run(head.get().id());
        return Received.DONE;
    }

    private void forget(Ticket ticket, ProjectId id) {
        Operation.Update forgotten = ProjectHead.change(id)
                .when(Condition.equal("execution", ticket.execution()))
                .remove("stopped")
                .remove(Ticket.ATTRIBUTE);
        records.settle(ticket.byItself() ? forgotten : forgotten.remove(TRIED));
    }

    private void drop(Ticket ticket, ProjectId id) {
        String text = "a ticket about the stop of %s at %s came too late: somebody decided otherwise since"
                .formatted(ticket.subject(), ticket.stopped());
        records.settle(Event.of(clock.instant(), "ticket.dropped", text).put(id, "ticket-" + ticket.nonce()));
    }
}
