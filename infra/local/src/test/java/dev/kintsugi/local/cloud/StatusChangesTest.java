package dev.kintsugi.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.engine.Engine;
import dev.kintsugi.engine.ExecutionDescription;
import dev.kintsugi.engine.InProcessEngine;
import dev.kintsugi.engine.StatusChange;
import dev.kintsugi.engine.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The events that tell of executions, member for member as recorded on AWS. */
class StatusChangesTest {
    private static final Instant START = Instant.parse("2026-11-21T00:00:00.250Z");
    private static final String WAIT_AND_FAIL = """
            {"QueryLanguage": "JSONata", "StartAt": "Wait", "States": {
                "Wait": {"Type": "Wait", "Seconds": 1, "Next": "Fail"},
                "Fail": {"Type": "Fail", "Error": "Mine", "Cause": "because"}}}""";

    private final VirtualTime time = new VirtualTime(START);
    private final List<StatusChange> changes = new ArrayList<>();

    @Test
    void a_failure_and_its_redrive_are_told_with_all_that_is_known_and_all_that_is_not() {
        ExecutionDescription started;
        try (Engine engine = InProcessEngine.builder()
                .time(time)
                .executor(Runnable::run)
                .listener(changes::add)
                .open()) {
            String machine = engine.createStateMachine(
                            "m", WAIT_AND_FAIL, "arn:aws:iam::000000000000:role/machine", "{}")
                    .machineArn();
            started = engine.startExecution(machine, "x", "{\"a\":1}");
            time.passUntilQuiet();
            time.pass(Duration.ofSeconds(10));
            engine.redriveExecution(started.executionArn(), null);
        }

        Map<String, Object> event = StatusChanges.event(changes.get(1));
        assertThat(event)
                .containsEntry("version", "0")
                .containsEntry("detail-type", "Step Functions Execution Status Change")
                .containsEntry("source", "aws.states")
                .containsEntry("time", "2026-11-21T00:00:01Z")
                .containsEntry("resources", List.of(started.executionArn()));
        Map<String, Object> failed = new HashMap<>();
        failed.put("executionArn", started.executionArn());
        failed.put("stateMachineArn", started.machineArn());
        failed.put("name", "x");
        failed.put("status", "FAILED");
        failed.put("startDate", START.toEpochMilli());
        failed.put("stopDate", START.plusSeconds(1).toEpochMilli());
        failed.put("input", "{\"a\":1}");
        failed.put("inputDetails", Map.of("included", true));
        failed.put("output", null);
        failed.put("outputDetails", null);
        failed.put("stateMachineVersionArn", null);
        failed.put("stateMachineAliasArn", null);
        failed.put("redriveCount", 0);
        failed.put("redriveDate", null);
        failed.put("redriveStatus", "REDRIVABLE");
        failed.put("redriveStatusReason", null);
        failed.put("error", "Mine");
        failed.put("cause", "because");
        assertThat(event.get("detail")).isEqualTo(failed);

        Map<?, ?> redriven = (Map<?, ?>)
                Objects.requireNonNull(StatusChanges.event(changes.get(2)).get("detail"));
        Map<Object, Object> running = new HashMap<>(failed);
        running.put("status", "RUNNING");
        running.put("stopDate", null);
        running.put("redriveCount", 1);
        running.put("redriveDate", START.plusSeconds(11).toEpochMilli());
        running.put("redriveStatus", "NOT_REDRIVABLE");
        running.put("redriveStatusReason", "Execution is RUNNING and cannot be redriven");
        running.put("error", null);
        running.put("cause", null);
        assertThat(redriven).isEqualTo(running);
    }
}
