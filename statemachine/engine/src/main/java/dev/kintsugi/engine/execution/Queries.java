package dev.kintsugi.engine.execution;

import dev.kintsugi.engine.definition.StatesErrors;
import dev.kintsugi.engine.history.EventDetails;
import dev.kintsugi.engine.history.HistoryEventType;
import dev.kintsugi.engine.jsonata.Document;
import dev.kintsugi.engine.jsonata.Expression;
import dev.kintsugi.engine.jsonata.QueryException;
import dev.kintsugi.engine.jsonata.Template;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What expressions of a state can see, and what becomes of one that fails. */
final class Queries {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Run run;

    Queries(Run run) {
        this.run = run;
    }

    /** What Arguments, Condition and the like see. */
    Expression.Scope onInput(Visit visit) {
        return scope(visit, null, null, null);
    }

    /** What Output and Assign see after a success. */
    Expression.Scope onResult(Visit visit, @Nullable Document result) {
        return scope(visit, "result", result, null);
    }

    /** What Output and Assign of a Catch entry see. */
    Expression.Scope onError(Visit visit, Document errorOutput) {
        return scope(visit, "errorOutput", errorOutput, null);
    }

    /** What Arguments of a task with a token see: Task.Token too. */
    Expression.Scope onToken(Visit visit, @Nullable String token) {
        return scope(visit, null, null, token == null ? null : Map.of("Task", Map.of("Token", token)));
    }

    /** What ItemSelector sees for one item: Map.Item too. */
    Expression.Scope onItem(Visit visit, int index, @Nullable Object value) {
        Map<String, @Nullable Object> item = new LinkedHashMap<>();
        item.put("Index", index);
        item.put("Value", Document.ofValue(value).operand());
        return scope(visit, null, null, Map.of("Map", Map.of("Item", item)));
    }

    private Expression.Scope scope(
            Visit visit, @Nullable String extra, @Nullable Document extraValue, @Nullable Map<String, ?> inContext) {
        return new Expression.Scope(
                fields -> {
                    Map<String, @Nullable Object> states = new LinkedHashMap<>();
                    states.put("input", visit.input.operand());
                    if (extra != null && extraValue != null) {
                        states.put(extra, extraValue.operand());
                    }
                    if (fields.isEmpty() || fields.contains("context")) {
                        states.put("context", context(visit, inContext));
                    }
                    return states;
                },
                visit.flow::variable,
                run.environment.time());
    }

    private Map<String, @Nullable Object> context(Visit visit, @Nullable Map<String, ?> more) {
        ExecutionState state = run.state;
        Map<String, @Nullable Object> execution = new LinkedHashMap<>();
        execution.put("Id", state.start.executionArn());
        execution.put("Input", run.input().operand());
        execution.put("StartTime", time(state.start.startedAt()));
        execution.put("Name", state.start.name());
        execution.put("RoleArn", state.roleArn);
        execution.put("RedriveCount", state.redriveCount);
        Instant redriven = state.redrivenAt;
        if (redriven != null) {
            execution.put("RedriveTime", time(redriven));
        }
        Map<String, @Nullable Object> machine = new LinkedHashMap<>();
        machine.put("Id", state.start.machineArn());
        machine.put("Name", state.machineName());
        Map<String, @Nullable Object> current = new LinkedHashMap<>();
        current.put("Name", visit.state.name());
        current.put("EnteredTime", time(visit.enteredAt));
        if (visit.state.canRetry()) {
            current.put("RetryCount", visit.retryCount);
        }
        Map<String, @Nullable Object> context = new LinkedHashMap<>();
        context.put("Execution", execution);
        context.put("StateMachine", machine);
        context.put("State", current);
        item(visit, context);
        if (more != null) {
            context.putAll(more);
        }
        return context;
    }

    /** States inside an iteration see which one they are in, the innermost if several. */
    private static void item(Visit visit, Map<String, @Nullable Object> context) {
        Visit parent = visit.flow.parent;
        for (Flow flow = visit.flow; parent != null; flow = parent.flow, parent = flow.parent) {
            if (parent.state.iterates()) {
                Map<String, @Nullable Object> item = new LinkedHashMap<>();
                item.put("Index", flow.index);
                item.put(
                        "Value",
                        Document.ofValue(Compounds.item(parent, flow.index)).operand());
                context.put("Map", Map.of("Item", item));
                return;
            }
        }
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** Records that an expression failed, following an event, and says how the state fails for it. */
    Failure failed(Visit visit, QueryException failure, long previous) {
        String cause = explain(visit, failure.message());
        return failed(visit, StatesErrors.QUERY_EVALUATION_ERROR, cause, failure.location(), previous);
    }

    /** Records that the variables of a state are too large, in words that say all. */
    Failure tooLarge(Visit visit, String cause) {
        return failed(visit, StatesErrors.DATA_LIMIT_EXCEEDED, cause, "Assign", visit.flow.last);
    }

    private Failure failed(Visit visit, String error, String cause, String location, long previous) {
        visit.flow.last = run.record(
                visit.flow,
                HistoryEventType.EVALUATION_FAILED,
                previous,
                new EventDetails.EvaluationFailed(error, cause, location, visit.state.name()));
        return Failure.of(error, cause);
    }

    /** A cause that says which stay in which state it is about, as AWS does. */
    static String explain(Visit visit, String message) {
        return "An error occurred while executing the state '" + visit.state.name() + "' (entered at the event id #"
                + visit.enteredId + "). " + message;
    }

    /** A field got something that it cannot take, mostly from an expression. */
    static QueryException unexpected(String field, String expected, @Nullable Template from, @Nullable Object actual) {
        return from instanceof Template.Computed(Expression expression)
                ? expression.unexpected(field, expected, actual)
                : new QueryException(
                        field, "The value of the field '" + field + "' must be of type '" + expected + "'.");
    }
}
