package dev.kintsugi.handlers;

import dev.kintsugi.core.executions.Executions.Description;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.resume.ContinueJob;
import dev.kintsugi.core.resume.ContinueWish;
import dev.kintsugi.core.resume.Continuing;
import dev.kintsugi.core.resume.RecordStop;
import dev.kintsugi.core.resume.Ticket;
import dev.kintsugi.core.resume.Tickets;
import java.time.Instant;
import java.util.Optional;

/** What the queue of stopped executions tells, as calls of the use cases. */
final class StoppedExecutions {
    private final RecordStop stops;
    private final Tickets tickets;

    StoppedExecutions(Ports ports, Tickets tickets) {
        this.stops = new RecordStop(ports.records(), ports.executions(), ports.clock());
        this.tickets = tickets;
    }

    static Tickets tickets(Ports ports) {
        return new Tickets(
                ports.records(),
                ports.workspaces(),
                ports.executions(),
                new Tickets.Post(ports.queues(), StackQueues.INTERRUPTED, ports.ids()),
                ports.clock());
    }

    static Continuing continuing(Ports ports) {
        ContinueJob continues = new ContinueJob(ports.records(), ports.workspaces(), ports.executions(), ports.clock());
        return (job, caller) ->
                continues.continueJob(job, ContinueWish.by(caller)).text();
    }

    /** On record first, then its ticket, of which a stop has one however often it is told. */
    void record(Description stop) {
        stops.record(stop);
        String name = stop.execution().substring(stop.execution().lastIndexOf(':') + 1);
        Optional<JobId> job = JobId.findByExecutionName(name);
        String project = name.substring(0, Math.max(0, name.lastIndexOf('_')));
        if (job.isPresent()) {
            tickets.send(job.get());
        } else if (ProjectId.isLegal(project)) {
            tickets.send(new ProjectId(project));
        }
    }

    Tickets.Received receive(Ticket ticket, Instant sent) {
        return tickets.receive(ticket, sent);
    }
}
