package dev.kintsugi.engine;

import dev.kintsugi.engine.history.EventDetails;
import dev.kintsugi.engine.history.HistoryEvent;
import dev.kintsugi.engine.log.EventLog;
import dev.kintsugi.engine.log.ForgetfulLog;
import dev.kintsugi.engine.task.Lambda;
import dev.kintsugi.engine.task.LambdaFunctions;
import dev.kintsugi.engine.task.Queues;
import dev.kintsugi.engine.task.Sqs;
import dev.kintsugi.engine.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executor;

/** An engine in virtual time and on the caller's thread, with functions that are lambdas and a queue that is a list. */
public final class EngineHarness {
    public static final Instant START = Instant.parse("2026-11-21T00:00:00Z");
    public static final String ROLE = "arn:aws:iam::000000000000:role/machine";

    /** A function of a test. */
    @FunctionalInterface
    public interface Function {
        LambdaFunctions.Answer answer(String payload);
    }

    public final VirtualTime time = new VirtualTime(START);
    public final List<StatusChange> changes = new ArrayList<>();
    public final List<String> invoked = new ArrayList<>();
    public final List<String> messages = new ArrayList<>();
    public final FakeBuilds builds = new FakeBuilds();
    public final Engine engine;

    private final Map<String, Function> functions = new HashMap<>();
    private int machines;

    public EngineHarness() {
        this(new ForgetfulLog());
    }

    public EngineHarness(EventLog log) {
        this(log, Runnable::run);
    }

    /** Functions run on threads of the executor, so that they may call the engine and wait for it. */
    public EngineHarness(EventLog log, Executor tasks) {
        Queues queues = (url, body, settings) -> {
            messages.add(body);
            return new Queues.Sent("message-" + messages.size(), "md5");
        };
        engine = InProcessEngine.builder()
                .time(time)
                .log(log)
                .connector(new Lambda(this::invoke, tasks))
                .connector(new Sqs(queues, Runnable::run))
                .connector(new dev.kintsugi.engine.task.CodeBuild(builds, Runnable::run))
                .executor(Runnable::run)
                .random(new Random(7))
                .listener(changes::add)
                .open();
    }

    private LambdaFunctions.Answer invoke(String name, String payload) {
        Function function = functions.get(name);
        if (function == null) {
            throw new LambdaFunctions.NoSuchFunctionException("arn:aws:lambda:us-east-1:000000000000:function:" + name);
        }
        invoked.add(name + " " + payload);
        return function.answer(payload);
    }

    public EngineHarness function(String name, Function function) {
        functions.put(name, function);
        return this;
    }

    /** A function that returns the same JSON always. */
    public EngineHarness returns(String name, String json) {
        return function(name, payload -> LambdaFunctions.Answer.returned(json));
    }

    /** A function that fails always. */
    public EngineHarness fails(String name, String error) {
        return function(name, payload -> failure(error));
    }

    /** A function that fails this often and then returns. */
    public EngineHarness failsFirst(String name, int times, String error, String json) {
        int[] calls = {0};
        return function(name, payload -> calls[0]++ < times ? failure(error) : LambdaFunctions.Answer.returned(json));
    }

    public static LambdaFunctions.Answer failure(String error) {
        return LambdaFunctions.Answer.failed("{\"errorType\":\"" + error + "\",\"errorMessage\":\"no\"}");
    }

    /** Creates a machine of JSONata states; single quotes stand for double ones. */
    public String machine(String definition) {
        return engine.createStateMachine("machine-" + ++machines, definition.replace('\'', '"'), ROLE, "{}")
                .machineArn();
    }

    /** Creates a machine of these states, the first given being the first. */
    public String states(String startAt, String states) {
        return machine("{'QueryLanguage':'JSONata','StartAt':'" + startAt + "','States':{" + states + "}}");
    }

    /** Starts an execution and lets everything happen, however long it takes. */
    public ExecutionDescription run(String machineArn, String input) {
        ExecutionDescription started = engine.startExecution(machineArn, null, input.replace('\'', '"'));
        time.passUntilQuiet();
        return engine.describeExecution(started.executionArn());
    }

    public ExecutionDescription redrive(ExecutionDescription execution) {
        engine.redriveExecution(execution.executionArn(), null);
        time.passUntilQuiet();
        return engine.describeExecution(execution.executionArn());
    }

    public void pass(Duration duration) {
        time.pass(duration);
    }

    /** The history as lines: {@code 3<2 TaskScheduled}. */
    public List<String> trace(ExecutionDescription execution) {
        return engine.history(execution.executionArn()).stream()
                .map(EngineHarness::line)
                .toList();
    }

    private static String line(HistoryEvent event) {
        String what = switch (event.details()) {
            case EventDetails.StateEntered entered -> " " + entered.name();
            case EventDetails.StateExited exited -> " " + exited.name();
            case EventDetails.MapIteration iteration -> " " + iteration.name() + "#" + iteration.index();
            case EventDetails.Failure failure -> " " + failure.error();
            case EventDetails.TaskFailure failure -> " " + failure.error();
            default -> "";
        };
        return event.id() + "<" + event.previousEventId() + " " + event.type().wireName() + what;
    }
}
