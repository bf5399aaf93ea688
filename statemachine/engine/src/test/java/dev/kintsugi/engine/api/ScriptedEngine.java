package dev.kintsugi.engine.api;

import dev.kintsugi.engine.Engine;
import dev.kintsugi.engine.EngineException;
import dev.kintsugi.engine.EngineException.Name;
import dev.kintsugi.engine.ExecutionDescription;
import dev.kintsugi.engine.MachineDescription;
import dev.kintsugi.engine.definition.Diagnostic;
import dev.kintsugi.engine.execution.ExecutionStatus;
import dev.kintsugi.engine.history.HistoryEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An engine that runs nothing: it keeps what it is told and answers what a test has laid out for it. */
final class ScriptedEngine implements Engine {
    static final Instant NOW = Instant.parse("2026-11-21T08:00:00.123Z");
    private static final String ACCOUNT = "arn:aws:states:eu-west-1:123456789012:";

    final Map<String, MachineDescription> machines = new TreeMap<>();
    final List<ExecutionDescription> executions = new ArrayList<>();
    List<HistoryEvent> history = List.of();
    List<Diagnostic> diagnostics = List.of();
    final List<String> calls = new ArrayList<>();

    @Nullable
    RuntimeException failure;

    static String machineArn(String name) {
        return ACCOUNT + "stateMachine:" + name;
    }

    static String executionArn(String machine, String name) {
        return ACCOUNT + "execution:" + machine + ":" + name;
    }

    @Override
    public MachineDescription createStateMachine(String name, String definition, String role, String attributes) {
        note("create " + name);
        MachineDescription existing = machines.get(name);
        if (existing == null) {
            machines.put(
                    name,
                    new MachineDescription(
                            machineArn(name),
                            name,
                            definition,
                            role,
                            NOW,
                            NOW,
                            "r1",
                            attributes,
                            MachineDescription.Status.ACTIVE));
        } else if (!existing.definition().equals(definition)
                || !existing.attributes().equals(attributes)) {
            throw new EngineException(
                    Name.StateMachineAlreadyExists, "State Machine Already Exists: '%s'".formatted(machineArn(name)));
        }
        return machines.get(name);
    }

    @Override
    public MachineDescription updateStateMachine(
            String arn, @Nullable String definition, @Nullable String role, @Nullable String attributes) {
        MachineDescription old = describeStateMachine(arn);
        boolean revised = definition != null || role != null;
        MachineDescription updated = new MachineDescription(
                arn,
                old.name(),
                definition == null ? old.definition() : definition,
                role == null ? old.roleArn() : role,
                NOW,
                revised ? NOW.plusSeconds(1) : old.updatedAt(),
                revised ? "r2" : old.revisionId(),
                attributes == null ? old.attributes() : attributes,
                old.status());
        machines.put(old.name(), updated);
        return updated;
    }

    @Override
    public MachineDescription describeStateMachine(String arn) {
        note("describe " + arn);
        MachineDescription machine = machines.get(arn.substring(arn.lastIndexOf(':') + 1));
        if (machine == null) {
            throw new EngineException(
                    Name.StateMachineDoesNotExist, "State Machine Does Not Exist: '%s'".formatted(arn));
        }
        return machine;
    }

    @Override
    public MachineDescription describeStateMachineForExecution(String arn) {
        return describeStateMachine(describeExecution(arn).machineArn());
    }

    @Override
    public void deleteStateMachine(String arn) {
        machines.remove(arn.substring(arn.lastIndexOf(':') + 1));
    }

    @Override
    public List<MachineDescription> listStateMachines() {
        return List.copyOf(machines.values());
    }

    @Override
    public List<Diagnostic> validate(String definition) {
        return diagnostics;
    }

    @Override
    public ExecutionDescription startExecution(String machineArn, @Nullable String name, String input) {
        MachineDescription machine = describeStateMachine(machineArn);
        String given = name == null ? "run" + executions.size() : name;
        Instant started = NOW.plusMillis(executions.size() / 2);
        ExecutionDescription execution = new ExecutionDescription(
                executionArn(machine.name(), given),
                machineArn,
                given,
                "r1",
                ExecutionStatus.RUNNING,
                started,
                null,
                input,
                null,
                null,
                null,
                0,
                null,
                ExecutionDescription.RedriveStatus.NOT_REDRIVABLE,
                "Execution is RUNNING and cannot be redriven");
        executions.addFirst(execution);
        return execution;
    }

    @Override
    public ExecutionDescription describeExecution(String arn) {
        note("describe " + arn);
        return executions.stream()
                .filter(one -> one.executionArn().equals(arn))
                .findFirst()
                .orElseThrow(() -> new EngineException(
                        Name.ExecutionDoesNotExist, "Execution Does Not Exist: '%s'".formatted(arn)));
    }

    @Override
    public List<ExecutionDescription> listExecutions(String machineArn) {
        describeStateMachine(machineArn);
        return List.copyOf(executions);
    }

    @Override
    public List<HistoryEvent> history(String arn) {
        note("history " + arn);
        return history;
    }

    @Override
    public Instant stopExecution(String arn, @Nullable String error, @Nullable String cause) {
        note("stop %s %s %s".formatted(arn, error, cause));
        return NOW;
    }

    @Override
    public Instant redriveExecution(String arn, @Nullable String clientToken) {
        note("redrive %s %s".formatted(arn, clientToken));
        return NOW;
    }

    @Override
    public void sendTaskSuccess(String token, String output) {
        note("success %s %s".formatted(token, output));
    }

    @Override
    public void sendTaskFailure(String token, @Nullable String error, @Nullable String cause) {
        note("failure %s %s %s".formatted(token, error, cause));
    }

    @Override
    public void sendTaskHeartbeat(String token) {
        note("heartbeat " + token);
    }

    @Override
    public void close() {}

    private void note(String call) {
        calls.add(call);
        if (failure != null) {
            throw failure;
        }
    }
}
