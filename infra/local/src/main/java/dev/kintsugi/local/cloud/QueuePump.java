package dev.kintsugi.local.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.core.queue.Delivery;
import dev.kintsugi.core.queue.Queues;
import dev.kintsugi.engine.task.LambdaFunctions.Answer;
import dev.kintsugi.local.functions.LocalFunctions;
import dev.kintsugi.local.template.EventSource;
import dev.kintsugi.local.template.Surroundings;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Lambda's event source mapping: hands a queue's messages to a function and deletes those it has dealt with. */
final class QueuePump implements AutoCloseable {
    /** How often an empty queue is looked at. */
    private static final Duration PAUSE = Duration.ofMillis(250);

    private static final System.Logger LOG = System.getLogger(QueuePump.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int END_SECONDS = 10;

    private final List<EventSource> sources;
    private final Queues queues;
    private final LocalFunctions functions;
    private final Surroundings where;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("queues").factory());

    private QueuePump(List<EventSource> sources, Queues queues, LocalFunctions functions, Surroundings where) {
        this.sources = List.copyOf(sources);
        this.queues = queues;
        this.functions = functions;
        this.where = where;
    }

    static QueuePump start(List<EventSource> sources, Queues queues, LocalFunctions functions, Surroundings where) {
        QueuePump pump = new QueuePump(sources, queues, functions, where);
        for (EventSource source : sources) {
            // Nobody waits for it: it ends with the pump.
            ScheduledFuture<?> unused = pump.thread.scheduleWithFixedDelay(
                    () -> pump.drain(source), 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
        return pump;
    }

    /** Waits until what stands in the queues now has been handed over, as long as that is worth waiting for. */
    void awaitDrained() throws InterruptedException {
        try {
            thread.submit(() -> sources.forEach(this::drain)).get(END_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException late) {
            LOG.log(System.Logger.Level.DEBUG, "the queues are drained later: {0}", late);
        }
    }

    private void drain(EventSource source) {
        try {
            List<Delivery> batch = queues.receive(source.queue(), source.batchSize(), source.hidden());
            while (!batch.isEmpty()) {
                handOver(source, batch);
                batch = thread.isShutdown()
                        ? List.of()
                        : queues.receive(source.queue(), source.batchSize(), source.hidden());
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | JsonProcessingException failed) {
            if (thread.isShutdown()) {
                // A receive that the closing itself cut off is no fault: its messages come back after the next start.
                return;
            }
            LOG.log(System.Logger.Level.WARNING, "the queue {0} could not be read: {1}", source.queue(), failed);
        }
    }

    private void handOver(EventSource source, List<Delivery> batch)
            throws InterruptedException, JsonProcessingException {
        Answer answer = functions.invoke(source.function(), JSON.writeValueAsString(event(source, batch)));
        if (answer.isError()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} failed and gets its messages again: {1}",
                    source.function(),
                    answer.payload());
            return;
        }
        Set<String> failed = new HashSet<>();
        JsonNode report = JSON.readTree(answer.payload()).path("batchItemFailures");
        report.forEach(item -> failed.add(item.path("itemIdentifier").asText()));
        batch.stream()
                .filter(delivery -> !failed.contains(delivery.id()))
                .forEach(delivery -> queues.delete(source.queue(), delivery.receipt()));
    }

    /** The event as Lambda gives it. */
    private ObjectNode event(EventSource source, List<Delivery> batch) {
        ObjectNode event = JSON.createObjectNode();
        ArrayNode records = event.putArray("Records");
        for (Delivery delivery : batch) {
            ObjectNode record = records.addObject();
            record.put("messageId", delivery.id());
            record.put("receiptHandle", delivery.receipt());
            record.put("body", delivery.body());
            ObjectNode attributes = record.putObject("attributes");
            attributes.put("ApproximateReceiveCount", Integer.toString(delivery.receives()));
            attributes.put("SentTimestamp", Long.toString(delivery.sentAt().toEpochMilli()));
            ObjectNode own = record.putObject("messageAttributes");
            delivery.message()
                    .attributes()
                    .forEach((name, value) ->
                            own.putObject(name).put("stringValue", value).put("dataType", "String"));
            record.put("eventSource", "aws:sqs");
            record.put("eventSourceARN", where.arn("sqs", source.queue().text()));
            record.put("awsRegion", where.region());
        }
        return event;
    }

    /** Lets the batch that is being dealt with come to its end, unless that takes too long. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
                thread.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException stopped) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
