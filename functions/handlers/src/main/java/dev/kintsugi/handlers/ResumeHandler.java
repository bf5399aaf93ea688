package dev.kintsugi.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.core.executions.Executions.Description;
import dev.kintsugi.core.queue.QueuesBusyException;
import dev.kintsugi.core.resume.Sweep;
import dev.kintsugi.core.resume.Ticket;
import dev.kintsugi.core.resume.Tickets;
import dev.kintsugi.handlers.api.Api;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;

/**
 * The resume function, however it is called: with messages of the queue of stopped executions, by the schedule of the
 * sweep, or directly by an operator's script, which speaks the API's own words. Each is one use case, the same one that
 * the API calls.
 */
public final class ResumeHandler implements RequestStreamHandler {
    private static final System.Logger LOG = System.getLogger(ResumeHandler.class.getName());

    private final StoppedExecutions stopped;
    private final Sweep sweep;
    private final Api api;
    private final Ports ports;

    public ResumeHandler() {
        this(AwsPorts.from(System.getenv()));
        Priming.run(System.getenv(), "{\"action\": \"inspect\", \"project\": \"nothing-000000\"}", this::answer);
    }

    public ResumeHandler(Ports ports) {
        this.ports = ports;
        Tickets tickets = StoppedExecutions.tickets(ports);
        this.stopped = new StoppedExecutions(ports, tickets);
        this.sweep = new Sweep(
                ports.records(),
                ports.workspaces(),
                ports.executions(),
                StoppedExecutions.continuing(ports),
                tickets,
                ports.clock());
        this.api = Api.over(ports);
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        answer(in, out);
    }

    private void answer(InputStream in, OutputStream out) throws IOException {
        JsonNode event = Wire.JSON.readTree(in);
        if (event.path("Records").isArray()) {
            out.write(Wire.JSON.writeValueAsBytes(batch(event.path("Records"))));
        } else if (event.path("detail-type").asText().equals("Scheduled Event")) {
            ObjectNode answer = Wire.JSON.createObjectNode();
            sweep.run().forEach(answer.putArray("found")::add);
            LOG.log(System.Logger.Level.INFO, "swept: {0}", answer.path("found"));
            out.write(Wire.JSON.writeValueAsBytes(answer));
        } else {
            out.write(api.answerDirectly(event));
        }
    }

    /** Each message by itself: one that fails comes again, and the others do not. */
    private ObjectNode batch(JsonNode messages) {
        ObjectNode answer = Wire.JSON.createObjectNode();
        ArrayNode failures = answer.putArray("batchItemFailures");
        for (JsonNode message : messages) {
            String id = message.path("messageId").asText();
            try {
                if (!isDone(message)) {
                    failures.addObject().put("itemIdentifier", id);
                }
            } catch (IOException | RuntimeException failed) {
                LOG.log(System.Logger.Level.WARNING, "message {0} comes again: {1}", id, failed);
                failures.addObject().put("itemIdentifier", id);
            }
        }
        return answer;
    }

    private boolean isDone(JsonNode message) throws IOException {
        String body = message.path("body").asText();
        var ticket = Ticket.read(body);
        if (ticket.isEmpty()) {
            Description stop = StopEvent.read(body);
            stopped.record(stop);
            ports.journal().write(Steps.about(stop));
            return true;
        }
        Instant sent = Instant.ofEpochMilli(
                message.path("attributes").path("SentTimestamp").asLong());
        return switch (stopped.receive(ticket.get(), sent)) {
            case DONE -> true;
            case UNCONFIRMED -> {
                hurry(message.path("receiptHandle").asText());
                yield false;
            }
        };
    }

    /** It is not to wait out its visibility five times before the queue takes it to the dead letters. */
    private void hurry(String receipt) {
        try {
            ports.queues().hide(StackQueues.INTERRUPTED, receipt, Duration.ZERO);
        } catch (QueuesBusyException later) {
            LOG.log(System.Logger.Level.DEBUG, "a ticket goes to the dead letters later: {0}", later.getMessage());
        }
    }
}
