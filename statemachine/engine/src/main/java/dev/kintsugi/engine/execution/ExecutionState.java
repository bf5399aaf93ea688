package dev.kintsugi.engine.execution;

import dev.kintsugi.engine.definition.Definition;
import dev.kintsugi.engine.definition.State;
import dev.kintsugi.engine.definition.StatesBlock;
import dev.kintsugi.engine.history.EventDetails;
import dev.kintsugi.engine.history.History;
import dev.kintsugi.engine.history.HistoryEvent;
import dev.kintsugi.engine.jsonata.Document;
import dev.kintsugi.engine.log.LogEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Where an execution stands, as a fold over its log entries. The running interpreter and the recovery after a crash both
 * come here through {@link #apply}, so what a redrive finds is the same in both.
 */
final class ExecutionState {
    final LogEntry.ExecutionStarted start;
    final Definition definition;
    final String roleArn;
    final History history = new History();
    final Flow root;
    /** When each of the latest client tokens redrove it, the oldest first. */
    final SequencedMap<String, Instant> redriveTokens = new LinkedHashMap<>();

    private final Map<Integer, Flow> flows = new HashMap<>();
    private int nextFlow = 1;
    private long variableBytes;

    ExecutionStatus status = ExecutionStatus.RUNNING;
    int redriveCount;
    /** The event that tells of the last redrive. */
    long redrivenId;

    @Nullable
    Instant stoppedAt;

    @Nullable
    Instant redrivenAt;

    @Nullable
    String output;

    @Nullable
    String error;

    @Nullable
    String cause;
    /** The error of the last end; a redrive does not forget it. */
    @Nullable
    String closedWith;

    ExecutionState(LogEntry.ExecutionStarted start, Definition definition, String roleArn) {
        this.start = start;
        this.definition = definition;
        this.roleArn = roleArn;
        this.root = new Flow(0, definition.top(), null, 0);
        flows.put(0, root);
    }

    void apply(LogEntry.Redriven redriven) {
        redrivenAt = redriven.redrivenAt();
        if (!redriven.clientToken().isEmpty()) {
            redriveTokens.remove(redriven.clientToken());
            redriveTokens.put(redriven.clientToken(), redriven.redrivenAt());
            if (redriveTokens.size() > RedriveRules.CLIENT_TOKENS) {
                redriveTokens.pollFirstEntry();
            }
        }
    }

    void apply(LogEntry.Happened happened) {
        HistoryEvent event = happened.event();
        history.append(event);
        Flow flow = flow(happened.flow());
        switch (event.type()) {
            case PASS_STATE_ENTERED,
                    TASK_STATE_ENTERED,
                    CHOICE_STATE_ENTERED,
                    WAIT_STATE_ENTERED,
                    SUCCEED_STATE_ENTERED,
                    FAIL_STATE_ENTERED,
                    PARALLEL_STATE_ENTERED,
                    MAP_STATE_ENTERED -> entered(flow, event, (EventDetails.StateEntered) event.details());
            case PASS_STATE_EXITED,
                    TASK_STATE_EXITED,
                    CHOICE_STATE_EXITED,
                    WAIT_STATE_EXITED,
                    SUCCEED_STATE_EXITED,
                    PARALLEL_STATE_EXITED,
                    MAP_STATE_EXITED ->
                exited(flow, event, (EventDetails.StateExited) event.details(), happened.memo());
            case PARALLEL_STATE_STARTED -> startBranches(flow, event, happened.memo());
            case MAP_STATE_STARTED -> startIterations(flow, event, happened.memo());
            case MAP_ITERATION_STARTED -> {
                flow.started = true;
                flow.last = event.id();
            }
            case MAP_ITERATION_SUCCEEDED,
                    PARALLEL_STATE_FAILED,
                    MAP_STATE_FAILED,
                    EVALUATION_FAILED,
                    TASK_SCHEDULED,
                    TASK_STARTED,
                    TASK_START_FAILED,
                    TASK_SUBMITTED,
                    TASK_SUBMIT_FAILED,
                    TASK_SUCCEEDED,
                    TASK_FAILED,
                    TASK_TIMED_OUT,
                    LAMBDA_FUNCTION_SCHEDULED,
                    LAMBDA_FUNCTION_SCHEDULE_FAILED,
                    LAMBDA_FUNCTION_STARTED,
                    LAMBDA_FUNCTION_START_FAILED,
                    LAMBDA_FUNCTION_SUCCEEDED,
                    LAMBDA_FUNCTION_FAILED,
                    LAMBDA_FUNCTION_TIMED_OUT -> flow.last = event.id();
            case PARALLEL_STATE_SUCCEEDED,
                    PARALLEL_STATE_ABORTED,
                    MAP_STATE_SUCCEEDED,
                    MAP_STATE_ABORTED,
                    MAP_ITERATION_FAILED,
                    MAP_ITERATION_ABORTED,
                    TASK_STATE_ABORTED,
                    WAIT_STATE_ABORTED -> {
                // Said in passing: what comes next follows the event before.
            }
            case EXECUTION_STARTED -> {
                // The first state follows nothing, as on AWS.
            }
            case EXECUTION_REDRIVEN -> reopened(event, (EventDetails.ExecutionRedriven) event.details());
            case EXECUTION_SUCCEEDED -> {
                output = ((EventDetails.ExecutionSucceeded) event.details()).output();
                closed(ExecutionStatus.SUCCEEDED, event);
            }
            case EXECUTION_FAILED -> failed(ExecutionStatus.FAILED, event);
            case EXECUTION_ABORTED -> failed(ExecutionStatus.ABORTED, event);
            // AWS names States.Timeout in the event only, not in the execution.
            case EXECUTION_TIMED_OUT -> closed(ExecutionStatus.TIMED_OUT, event);
        }
    }

    private Flow flow(int id) {
        Flow flow = flows.get(id);
        if (flow == null) {
            throw new IllegalStateException("no flow " + id + " in " + start.executionArn());
        }
        return flow;
    }

    private void entered(Flow flow, HistoryEvent event, EventDetails.StateEntered details) {
        State state = flow.block.named(details.name());
        flow.started = true;
        flow.next = null;
        flow.visit = new Visit(flow, state, Document.ofText(details.input()), event.id(), event.timestamp());
        flow.last = event.id();
    }

    private void exited(Flow flow, HistoryEvent event, EventDetails.StateExited details, @Nullable String next) {
        Map<String, Document> assigned = new HashMap<>();
        details.assignedVariables().forEach((name, value) -> assigned.put(name, Document.ofText(value)));
        variableBytes += flow.assign(assigned);
        dropChildren(flow.visit);
        flow.visit = null;
        flow.output = Document.ofText(details.output());
        flow.next = next;
        flow.done = next == null;
        flow.last = event.id();
    }

    private void startBranches(Flow flow, HistoryEvent event, @Nullable String arguments) {
        Visit visit = visit(flow);
        flow.last = event.id();
        visit.items = arguments == null ? visit.input : Document.ofText(arguments);
        startChildren(visit, ((State.Parallel) visit.state).branches());
        visit.children.forEach(child -> child.last = event.id());
    }

    private void startIterations(Flow flow, HistoryEvent event, @Nullable String items) {
        Visit visit = visit(flow);
        flow.last = event.id();
        visit.items = items == null ? visit.input : Document.ofText(items);
        StatesBlock processor = ((State.Mapping) visit.state).processor();
        int length = ((EventDetails.MapStateStarted) event.details()).length();
        List<StatesBlock> blocks = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            blocks.add(processor);
        }
        startChildren(visit, blocks);
    }

    private void startChildren(Visit visit, List<StatesBlock> blocks) {
        dropChildren(visit);
        List<Flow> children = new ArrayList<>(blocks.size());
        for (int i = 0; i < blocks.size(); i++) {
            Flow child = new Flow(nextFlow++, blocks.get(i), visit, i);
            flows.put(child.id, child);
            children.add(child);
        }
        visit.children = children;
    }

    private void dropChildren(@Nullable Visit visit) {
        if (visit != null) {
            for (Flow child : visit.children) {
                dropChildren(child.visit);
                variableBytes -= child.variableBytes();
                flows.remove(child.id);
            }
            visit.children = List.of();
        }
    }

    private static Visit visit(Flow flow) {
        Visit visit = flow.visit;
        if (visit == null) {
            throw new IllegalStateException("flow " + flow.id + " is in no state");
        }
        return visit;
    }

    private void reopened(HistoryEvent event, EventDetails.ExecutionRedriven details) {
        status = ExecutionStatus.RUNNING;
        redrivenId = event.id();
        redriveCount = details.redriveCount();
        stoppedAt = null;
        error = null;
        cause = null;
    }

    private void failed(ExecutionStatus as, HistoryEvent event) {
        EventDetails.Failure details = (EventDetails.Failure) event.details();
        error = details.error();
        cause = details.cause();
        closed(as, event);
    }

    private void closed(ExecutionStatus as, HistoryEvent event) {
        status = as;
        closedWith = error;
        stoppedAt = event.timestamp();
        if (as == ExecutionStatus.SUCCEEDED) {
            root.visit = null;
        }
    }

    String machineName() {
        return start.machineArn().substring(start.machineArn().lastIndexOf(':') + 1);
    }

    /** Bytes of all variables. */
    long variableBytes() {
        return variableBytes;
    }

    /** What can be told of it. */
    ExecutionSnapshot snapshot() {
        return new ExecutionSnapshot(status, stoppedAt, output, error, cause, redriveCount, redrivenAt, history.size());
    }
}
