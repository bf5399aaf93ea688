package dev.kintsugi.local.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.core.queue.Message;
import dev.kintsugi.core.queue.Queues;
import dev.kintsugi.engine.ExecutionDescription;
import dev.kintsugi.engine.StatusChange;
import dev.kintsugi.local.template.Rule;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * EventBridge on this machine: status changes of executions go to the queues of the rules that they fit. Best effort, as there:
 * what is on its way when the process dies is lost, and found by whoever looks at the record.
 */
final class StatusChanges implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(StatusChanges.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int END_SECONDS = 5;

    private final List<Rule> rules;
    private final Queues queues;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("status-changes").factory());

    StatusChanges(List<Rule> rules, Queues queues) {
        this.rules = List.copyOf(rules);
        this.queues = queues;
    }

    /** Called on a thread of the engine's, which must not wait for the disk. */
    void accept(StatusChange change) {
        try {
            thread.execute(() -> deliver(change));
        } catch (RejectedExecutionException closing) {
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "closing, and nobody is told of {0}",
                    change.execution().executionArn());
        }
    }

    /** Waits until what was accepted so far stands in the queues. */
    void awaitDelivered() throws InterruptedException {
        try {
            thread.submit(() -> {}).get(END_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException late) {
            LOG.log(System.Logger.Level.DEBUG, "status changes are told later: {0}", late);
        }
    }

    private void deliver(StatusChange change) {
        Map<String, @Nullable Object> event = event(change);
        try {
            String text = JSON.writeValueAsString(event);
            rules.stream()
                    .filter(rule -> rule.fits(event))
                    .flatMap(rule -> rule.queues().stream())
                    .forEach(queue -> queues.send(queue, Message.of(text)));
        } catch (JsonProcessingException | RuntimeException lost) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the stop of {0} was not told: {1}",
                    change.execution().executionArn(),
                    lost);
        }
    }

    /** The event as EventBridge has it: what does not exist is there and null, and its own time has whole seconds. */
    static Map<String, @Nullable Object> event(StatusChange change) {
        ExecutionDescription execution = change.execution();
        Map<String, @Nullable Object> detail = new LinkedHashMap<>();
        detail.put("executionArn", execution.executionArn());
        detail.put("stateMachineArn", execution.machineArn());
        detail.put("name", execution.name());
        detail.put("status", execution.status().name());
        detail.put("startDate", execution.startedAt().toEpochMilli());
        detail.put("stopDate", millis(execution.stoppedAt()));
        detail.put("input", execution.input());
        detail.put("output", execution.output());
        detail.put("stateMachineVersionArn", null);
        detail.put("stateMachineAliasArn", null);
        detail.put("redriveCount", execution.redriveCount());
        detail.put("redriveDate", millis(execution.redrivenAt()));
        detail.put("redriveStatus", execution.redriveStatus().name());
        detail.put("redriveStatusReason", execution.redriveStatusReason());
        detail.put("inputDetails", Map.of("included", true));
        detail.put("outputDetails", execution.output() == null ? null : Map.of("included", true));
        detail.put("error", execution.error());
        detail.put("cause", execution.cause());
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("version", "0");
        event.put("id", UUID.randomUUID().toString());
        event.put("detail-type", "Step Functions Execution Status Change");
        event.put("source", "aws.states");
        event.put("account", change.account());
        event.put("time", change.time().truncatedTo(ChronoUnit.SECONDS).toString());
        event.put("region", change.region());
        event.put("resources", List.of(execution.executionArn()));
        event.put("detail", detail);
        return event;
    }

    private static @Nullable Long millis(@Nullable Instant moment) {
        return moment == null ? null : moment.toEpochMilli();
    }

    /** Waits for what was accepted. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException stopped) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
