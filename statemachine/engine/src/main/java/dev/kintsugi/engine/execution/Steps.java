package dev.kintsugi.engine.execution;

import dev.kintsugi.engine.EngineLimits;
import dev.kintsugi.engine.definition.State;
import dev.kintsugi.engine.definition.StatesErrors;
import dev.kintsugi.engine.history.EventDetails;
import dev.kintsugi.engine.history.HistoryEventType;
import dev.kintsugi.engine.jsonata.Document;
import dev.kintsugi.engine.jsonata.Expression;
import dev.kintsugi.engine.jsonata.QueryException;
import dev.kintsugi.engine.jsonata.Template;
import dev.kintsugi.engine.time.Timeline;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Goes through states: enters them, does what the simple types do, leaves them, and starts again after a redrive. */
final class Steps {
    private final Run run;
    private final Queries queries;
    private final Failures failures;
    private final Compounds compounds;
    private final Tasks tasks;
    private Timeline.@Nullable Alarm executionTimeout;

    Steps(Run run) {
        this.run = run;
        this.queries = new Queries(run);
        this.failures = new Failures(run, this, queries);
        this.compounds = new Compounds(run, this, queries, failures);
        this.tasks = new Tasks(run, this, queries, failures);
    }

    Tasks tasks() {
        return tasks;
    }

    // The execution as a whole.

    void begin() {
        setExecutionTimeout();
        enter(run.state.root, run.state.root.block.startAt(), run.input());
    }

    void redrive() {
        setExecutionTimeout();
        goOn(run.state.root, run.input());
    }

    /** Goes on with a flow that is not done: in its state, on its way to the next, or at its start. */
    void goOn(Flow flow, Document input) {
        Visit visit = flow.visit;
        String next = flow.next;
        if (visit != null) {
            resume(visit);
        } else if (next != null) {
            enter(flow, next, flow.output);
        } else if (flow.done) {
            flowEnded(flow);
        } else {
            enter(flow, flow.block.startAt(), input);
        }
    }

    private void setExecutionTimeout() {
        Long seconds = run.state.definition.timeoutSeconds();
        if (seconds != null) {
            int ofRedrive = run.state.redriveCount;
            executionTimeout = run.environment
                    .time()
                    .at(
                            run.now().plusSeconds(seconds),
                            () -> run.submit(() -> {
                                if (run.state.status == ExecutionStatus.RUNNING
                                        && run.state.redriveCount == ofRedrive) {
                                    run.end(
                                            HistoryEventType.EXECUTION_TIMED_OUT,
                                            0,
                                            new EventDetails.Failure(StatesErrors.TIMEOUT, null));
                                }
                            }));
        }
    }

    /** Lets everything go that waits for something outside. */
    void abandon() {
        Timeline.Alarm timeout = executionTimeout;
        if (timeout != null) {
            timeout.cancel();
        }
        abandon(run.state.root);
    }

    void abandon(Flow flow) {
        Visit visit = flow.visit;
        if (visit != null) {
            visit.cancelAlarm();
            tasks.cancel(visit);
            visit.attempt++;
            visit.children.forEach(this::abandon);
        }
    }

    // One state.

    void enter(Flow flow, String name, Document input) {
        State state = flow.block.named(name);
        run.record(flow, state.entered(), new EventDetails.StateEntered(name, input.text()));
        Visit visit = entered(flow);
        visit.input = input;
        run.next(() -> attempt(visit));
    }

    private static Visit entered(Flow flow) {
        Visit visit = flow.visit;
        if (visit == null) {
            throw new IllegalStateException("flow " + flow.id + " was just in a state");
        }
        return visit;
    }

    /** Does what the state is there for, for the first time or once more. */
    void attempt(Visit visit) {
        visit.attempt++;
        try {
            switch (visit.state) {
                case State.Pass pass -> leave(visit, null, pass.output(), pass.assign(), pass.next());
                case State.Succeed succeed -> leave(visit, null, succeed.output(), Map.of(), null);
                case State.Choice choice -> choose(visit, choice);
                case State.Wait wait -> await(visit, wait);
                case State.Fail fail -> fail(visit, fail);
                case State.Task task -> tasks.schedule(visit, task);
                case State.Parallel parallel -> compounds.startBranches(visit, parallel);
                case State.Mapping map -> compounds.startIterations(visit, map);
            }
        } catch (QueryException failure) {
            failures.fail(visit, queries.failed(visit, failure, visit.flow.last));
        }
    }

    private void choose(Visit visit, State.Choice choice) {
        Expression.Scope scope = queries.onInput(visit);
        for (int i = 0; i < choice.rules().size(); i++) {
            State.Rule rule = choice.rules().get(i);
            Object holds = rule.condition().evaluate(scope).value();
            if (!(holds instanceof Boolean)) {
                throw Queries.unexpected("Choices[" + i + "]/Condition", "boolean", rule.condition(), holds);
            }
            if (Boolean.TRUE.equals(holds)) {
                leave(visit, null, rule.output(), rule.assign(), rule.next());
                return;
            }
        }
        if (choice.otherwise() == null) {
            failures.fail(
                    visit,
                    Failure.of(
                            StatesErrors.RUNTIME,
                            Queries.explain(
                                    visit,
                                    "Failed to transition out of the state. The state does not point to a next state.")));
            return;
        }
        leave(visit, null, choice.output(), choice.assign(), choice.otherwise());
    }

    private void await(Visit visit, State.Wait wait) {
        Instant until = until(visit, wait);
        int attempt = visit.attempt;
        if (until.isAfter(run.now())) {
            visit.alarm = run.environment
                    .time()
                    .at(
                            until,
                            () -> run.submit(() -> {
                                if (visit.isCurrent(attempt)) {
                                    waited(visit, wait);
                                }
                            }));
        } else {
            run.next(() -> waited(visit, wait));
        }
    }

    private Instant until(Visit visit, State.Wait wait) {
        Template seconds = wait.seconds();
        if (seconds != null) {
            return run.now().plusSeconds(whole("Seconds", seconds, queries.onInput(visit), 0));
        }
        Template timestamp = wait.timestamp();
        Object time = timestamp == null
                ? null
                : timestamp.evaluate(queries.onInput(visit)).value();
        if (!(time instanceof String text)) {
            throw Queries.unexpected("Timestamp", "string", timestamp, time);
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new QueryException(
                    "Timestamp",
                    "The Timestamp parameter does not reference a valid ISO-8601 extended offset date-time format"
                            + " string: '" + text + "'");
        }
    }

    private void waited(Visit visit, State.Wait wait) {
        visit.alarm = null;
        try {
            leave(visit, null, wait.output(), wait.assign(), wait.next());
        } catch (QueryException failure) {
            failures.fail(visit, queries.failed(visit, failure, visit.flow.last));
        }
    }

    private void fail(Visit visit, State.Fail fail) {
        Expression.Scope scope = queries.onInput(visit);
        failures.fail(
                visit,
                new Failure(
                        text("Error", fail.error(), scope), text("Cause", fail.cause(), scope), Failure.Kind.ORDINARY));
    }

    private static @Nullable String text(String field, @Nullable Template template, Expression.Scope scope) {
        if (template == null) {
            return null;
        }
        Object value = template.evaluate(scope).value();
        if (value instanceof String text) {
            return text;
        }
        throw Queries.unexpected(field, "string", template, value);
    }

    /** A number of seconds and the like, computed or not. */
    static long whole(String field, Template template, Expression.Scope scope, long min) {
        Object value = template.evaluate(scope).value();
        if (!(value instanceof Number number)) {
            throw Queries.unexpected(field, "number", template, value);
        }
        if (!(number instanceof Integer || number instanceof Long)) {
            throw new QueryException(field, "The " + field + " field cannot be parsed as an integer: " + number);
        }
        if (number.longValue() < min || number.longValue() > EngineLimits.LONGEST_SECONDS) {
            throw new QueryException(
                    field,
                    field + " must be between " + min + " and " + EngineLimits.LONGEST_SECONDS + " but was: " + number);
        }
        return number.longValue();
    }

    /** Leaves a state that did its work. Output and Assign both see the variables as they were before. */
    void leave(
            Visit visit,
            @Nullable Document result,
            @Nullable Template output,
            Map<String, Template> assign,
            @Nullable String next) {
        leave(visit, queries.onResult(visit, result), result == null ? visit.input : result, output, assign, next);
    }

    void leave(
            Visit visit,
            Expression.Scope scope,
            Document handedOn,
            @Nullable Template output,
            Map<String, Template> assign,
            @Nullable String next) {
        Map<String, Document> assigned = new LinkedHashMap<>();
        assign.forEach((name, template) -> assigned.put(name, template.evaluate(scope)));
        Document document = output == null ? handedOn : output.evaluate(scope);
        Flow flow = visit.flow;
        String excess =
                VariableLimits.excess(visit.state.name(), assigned, run.state.variableBytes() + flow.growth(assigned));
        if (excess != null) {
            failures.fail(visit, queries.tooLarge(visit, excess));
            return;
        }
        if (document.bytes() > EngineLimits.PAYLOAD_BYTES) {
            failures.fail(visit, tooLarge(visit.state.name()));
            return;
        }
        run.record(
                flow,
                visit.state.exited(),
                flow.last,
                new EventDetails.StateExited(visit.state.name(), document.text(), texts(assigned)),
                next);
        flow.output = document;
        flow.assign(assigned);
        if (next == null) {
            flowEnded(flow);
        } else {
            enter(flow, next, document);
        }
    }

    /** What AWS says when a result or an output does not fit. */
    static Failure tooLarge(String what) {
        return Failure.of(
                StatesErrors.DATA_LIMIT_EXCEEDED,
                "The state/task '" + what
                        + "' returned a result with a size exceeding the maximum number of bytes service limit.");
    }

    private static Map<String, String> texts(Map<String, Document> documents) {
        if (documents.isEmpty()) {
            return Map.of();
        }
        Map<String, String> texts = new HashMap<>();
        documents.forEach((name, document) -> texts.put(name, document.text()));
        return texts;
    }

    private void flowEnded(Flow flow) {
        flow.done = true;
        Visit parent = flow.parent;
        if (parent != null) {
            compounds.childDone(parent, flow);
        } else {
            run.end(
                    HistoryEventType.EXECUTION_SUCCEEDED,
                    flow.last,
                    new EventDetails.ExecutionSucceeded(flow.output.text()));
        }
    }

    /** Goes on where the execution stopped: this state again, or only what is left of it. */
    void resume(Visit visit) {
        visit.forgetRetries();
        // What is done anew follows the state's entry, as on AWS; what a Fail state says again follows the redrive.
        visit.flow.last = visit.state instanceof State.Fail ? run.state.redrivenId : visit.enteredId;
        if (visit.children.isEmpty() || compounds.mustStartOver()) {
            run.next(() -> attempt(visit));
        } else {
            compounds.resume(visit);
        }
    }
}
