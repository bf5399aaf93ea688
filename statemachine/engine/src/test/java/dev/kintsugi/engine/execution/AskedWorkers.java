package dev.kintsugi.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.engine.EngineException;
import dev.kintsugi.engine.EngineHarness;
import dev.kintsugi.engine.ExecutionDescription;
import dev.kintsugi.engine.ExecutionDescription.RedriveStatus;
import dev.kintsugi.engine.jsonata.Document;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An engine whose tasks are answered by the test: every task sends a message with its token and what it may know. */
abstract class AskedWorkers {
    final EngineHarness harness = new EngineHarness();

    /** A task whose worker gets the state's name, its token and all it may know of execution and state. */
    static String ask(String name, String more) {
        return "'" + name
                + "':{'Type':'Task','Resource':'arn:aws:states:::sqs:sendMessage.waitForTaskToken','Arguments':"
                + "{'QueueUrl':'q','MessageBody':{'token':'{% $states.context.Task.Token %}','input':'{% $states.input %}',"
                + "'execution':'{% $states.context.Execution %}','state':'{% $states.context.State %}'}}," + more + "}";
    }

    ExecutionDescription start(String machine, String input) {
        return harness.engine.startExecution(machine, null, input);
    }

    ExecutionDescription now(ExecutionDescription execution) {
        return harness.engine.describeExecution(execution.executionArn());
    }

    Instant redrive(ExecutionDescription execution, String clientToken) {
        return harness.engine.redriveExecution(execution.executionArn(), clientToken);
    }

    /** What the latest worker was told. */
    Document told() {
        return Document.parse(harness.messages.getLast());
    }

    String token() {
        return (String) Objects.requireNonNull(told().field("token"));
    }

    /** The tokens of the latest messages, by the name of the state. */
    Map<String, String> tokens(int messages) {
        Map<String, String> tokens = new HashMap<>();
        List<String> all = harness.messages;
        for (String message : all.subList(all.size() - messages, all.size())) {
            Document told = Document.parse(message);
            Map<?, ?> state = (Map<?, ?>) Objects.requireNonNull(told.field("state"));
            tokens.put((String) state.get("Name"), (String) Objects.requireNonNull(told.field("token")));
        }
        return tokens;
    }

    void failed(String token) {
        harness.engine.sendTaskFailure(token, "Busy", "try later");
    }

    List<String> after(ExecutionDescription execution, int events) {
        List<String> trace = harness.trace(execution);
        return trace.subList(events, trace.size());
    }

    String sequence() {
        return harness.states(
                "First",
                "'First':{'Type':'Pass','Assign':{'kept':'{% $states.context.State.EnteredTime %}'},'Next':'Work'},"
                        + ask(
                                "Work",
                                "'Retry':[{'ErrorEquals':['Busy'],'IntervalSeconds':1,'MaxAttempts':1}],'Next':'Last'")
                        + ",'Last':{'Type':'Pass','Output':'{% [$kept, $states.input, $states.context.Execution.RedriveCount] %}','End':true}");
    }

    /** Fails the task and its only retry. */
    void failTwice() {
        failed(token());
        harness.pass(Duration.ofSeconds(1));
        failed(token());
    }

    Map<Object, Object> execution() {
        return new HashMap<>((Map<?, ?>) Objects.requireNonNull(told().field("execution")));
    }

    Map<Object, Object> state() {
        return new HashMap<>((Map<?, ?>) Objects.requireNonNull(told().field("state")));
    }

    static void assertShown(ExecutionDescription execution, RedriveStatus status, @Nullable String reason) {
        assertThat(execution.redriveStatus()).isEqualTo(status);
        assertThat(execution.redriveStatusReason()).isEqualTo(reason);
    }

    void assertOver(String token) {
        assertThatThrownBy(() -> harness.engine.sendTaskSuccess(token, "{}"))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.name()).isEqualTo(EngineException.Name.TaskTimedOut));
        assertThatThrownBy(() -> harness.engine.sendTaskFailure(token, null, null))
                .isInstanceOf(EngineException.class);
        assertThatThrownBy(() -> harness.engine.sendTaskHeartbeat(token)).isInstanceOf(EngineException.class);
    }
}
