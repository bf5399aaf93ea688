package dev.kintsugi.engine;

import dev.kintsugi.engine.definition.Diagnostic;
import dev.kintsugi.engine.history.HistoryEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The engine's face: one method for each action of the service. Every answer is given when what it says is safe. */
public interface Engine extends AutoCloseable {

    /** Creates a machine, or answers with the one that has the same name, definition and attributes already. */
    MachineDescription createStateMachine(String name, String definition, String roleArn, String attributes);

    /** Changes what is not null. Running executions keep the definition they began with. */
    MachineDescription updateStateMachine(
            String machineArn, @Nullable String definition, @Nullable String roleArn, @Nullable String attributes);

    MachineDescription describeStateMachine(String machineArn);

    /** The machine as it was when the execution began. */
    MachineDescription describeStateMachineForExecution(String executionArn);

    /** Deletes a machine; its running executions fail as soon as they would go on. An unknown one is no error, as on AWS. */
    void deleteStateMachine(String machineArn);

    /** All machines, by name. */
    List<MachineDescription> listStateMachines();

    /** Every problem of a definition; no errors in it means that it would be accepted. */
    List<Diagnostic> validate(String definition);

    /** Starts an execution; without a name it gets one. The same name and input while it runs is the same execution. */
    ExecutionDescription startExecution(String machineArn, @Nullable String name, String input);

    ExecutionDescription describeExecution(String executionArn);

    /** A machine's executions, the latest start first: a view that costs nothing until an element is looked at. */
    List<ExecutionDescription> listExecutions(String machineArn);

    /** An execution's history: a view that does not grow any more and is not copied. */
    List<HistoryEvent> history(String executionArn);

    /** Aborts a running execution and answers with the time of its end. */
    Instant stopExecution(String executionArn, @Nullable String error, @Nullable String cause);

    /** Restarts an execution that did not succeed where it stopped, and answers with the time of that. */
    Instant redriveExecution(String executionArn, @Nullable String clientToken);

    void sendTaskSuccess(String taskToken, String output);

    void sendTaskFailure(String taskToken, @Nullable String error, @Nullable String cause);

    void sendTaskHeartbeat(String taskToken);

    @Override
    void close();
}
