package dev.kintsugi.engine;

import dev.kintsugi.engine.execution.ExecutionSnapshot;
import dev.kintsugi.engine.execution.ExecutionStatus;
import dev.kintsugi.engine.execution.RedriveRules;
import dev.kintsugi.engine.execution.Run;
import dev.kintsugi.engine.jsonata.Document;
import dev.kintsugi.engine.jsonata.JsonSyntaxException;
import dev.kintsugi.engine.log.LogEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Every execution, by ARN and by machine. */
final class ExecutionBook {
    private static final Pattern EXECUTION_ARN =
            Pattern.compile("arn:aws[a-z-]*:states:[a-z0-9-]+:\\d{12}:execution:[^:]{1,80}:[^:]{1,80}");

    private final Map<String, Run> byArn = new ConcurrentHashMap<>();
    private final Map<String, ExecutionsOfMachine> byMachine = new ConcurrentHashMap<>();

    /** Enters an execution unless one of its ARN is there; then that one is answered. */
    @Nullable
    Run enter(Run run) {
        return byArn.putIfAbsent(run.start().executionArn(), run);
    }

    /** Lists an execution with its machine's: its beginning is safe, so that anybody may see it. */
    void list(Run run) {
        byMachine
                .computeIfAbsent(run.start().machineArn(), arn -> new ExecutionsOfMachine())
                .add(run);
    }

    /** Takes an execution out whose name may be used again, or that could not begin. */
    void strike(Run run) {
        if (byArn.remove(run.start().executionArn(), run)) {
            ExecutionsOfMachine runs = byMachine.get(run.start().machineArn());
            if (runs != null) {
                runs.remove(run);
            }
        }
    }

    /** Forgets what AWS no longer keeps either. */
    void strikeExpired(Instant now) {
        byArn.values().stream().filter(run -> isNameFree(run, now)).toList().forEach(this::strike);
    }

    static boolean isNameFree(Run run, Instant now) {
        Instant stopped = run.snapshot().stoppedAt();
        return stopped != null && now.isAfter(stopped.plus(EngineLimits.KEPT_PERIOD));
    }

    Run named(String executionArn) {
        if (!EXECUTION_ARN.matcher(executionArn).matches()) {
            throw new EngineException(EngineException.Name.InvalidArn, "Invalid Arn: '" + executionArn + "'");
        }
        Run run = byArn.get(executionArn);
        if (run == null) {
            throw doesNotExist(executionArn);
        }
        return run;
    }

    /** An execution whose beginning is safe: before that nobody sees it. */
    Run begun(String executionArn) {
        Run run = named(executionArn);
        if (!hasBegun(run)) {
            throw doesNotExist(executionArn);
        }
        return run;
    }

    static boolean hasBegun(Run run) {
        return !run.history().isEmpty();
    }

    private static EngineException doesNotExist(String executionArn) {
        return new EngineException(
                EngineException.Name.ExecutionDoesNotExist, "Execution Does Not Exist: '" + executionArn + "'");
    }

    @Nullable
    Run find(String executionArn) {
        return byArn.get(executionArn);
    }

    /** Refuses what no execution can begin with. */
    static void checkInput(String input) {
        if (Document.utf8Bytes(input) > EngineLimits.PAYLOAD_BYTES) {
            throw new EngineException(
                    EngineException.Name.InvalidExecutionInput,
                    "Invalid State Machine Execution Input: 'Input exceeds the limit of " + EngineLimits.PAYLOAD_BYTES
                            + " bytes'");
        }
        if (input.isBlank()) {
            throw new EngineException(
                    EngineException.Name.InvalidExecutionInput,
                    "Invalid State Machine Execution Input: 'Invalid execution input.'");
        }
        try {
            Document.parse(input);
        } catch (JsonSyntaxException e) {
            throw new EngineException(
                    EngineException.Name.InvalidExecutionInput,
                    "Invalid State Machine Execution Input: '" + e.reason() + "'");
        }
    }

    /** A machine's executions since its creation, the latest first: a view that does not grow any more. */
    List<Run> ofMachine(String machineArn, Instant createdAt) {
        ExecutionsOfMachine runs = byMachine.get(machineArn);
        return runs == null ? List.of() : runs.latestFirst(createdAt);
    }

    /** Every execution of a machine that has been entered, listed or not, and has not ended. */
    List<Run> atWorkOf(String machineArn) {
        return byArn.values().stream()
                .filter(run -> run.start().machineArn().equals(machineArn))
                .filter(run -> run.snapshot().status() == ExecutionStatus.RUNNING)
                .toList();
    }

    List<Run> all() {
        return List.copyOf(byArn.values());
    }

    /** An execution as it was at a moment, and whether it could be redriven now, for which its machine must be there. */
    static ExecutionDescription describe(Run run, ExecutionSnapshot snapshot, boolean machineIsThere, Instant now) {
        LogEntry.ExecutionStarted start = run.start();
        String refusal = machineIsThere
                ? RedriveRules.refusal(
                        snapshot.status(), snapshot.events(), start.startedAt(), snapshot.stoppedAt(), now)
                : RedriveRules.MACHINE_DELETED;
        return new ExecutionDescription(
                start.executionArn(),
                start.machineArn(),
                start.name(),
                start.revisionId(),
                snapshot.status(),
                start.startedAt(),
                snapshot.stoppedAt(),
                start.input(),
                snapshot.output(),
                snapshot.error(),
                snapshot.cause(),
                snapshot.redriveCount(),
                snapshot.redrivenAt(),
                refusal == null
                        ? ExecutionDescription.RedriveStatus.REDRIVABLE
                        : ExecutionDescription.RedriveStatus.NOT_REDRIVABLE,
                refusal);
    }
}
