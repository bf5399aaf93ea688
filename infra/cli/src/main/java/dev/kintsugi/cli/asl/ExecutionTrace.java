package dev.kintsugi.cli.asl;

import dev.kintsugi.engine.history.EventDetails;
import dev.kintsugi.engine.history.HistoryEvent;
import dev.kintsugi.engine.history.HistoryEventType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An execution told for a person: what was entered, called, tried again and assigned, and when. */
final class ExecutionTrace {
    /** Characters of a JSON text that a line shows. */
    static final int JSON_CHARACTERS_MAX = 160;

    private static final int MILLIS_PER_SECOND = 1_000;

    private final Map<Long, Integer> depths = new HashMap<>();
    private final Map<String, Integer> depthsByState = new HashMap<>();
    private final Map<Long, Integer> triesByState = new HashMap<>();
    private final Map<Long, Long> stateEntered = new HashMap<>();
    private final Map<Long, String> names = new HashMap<>();
    private final List<String> lines = new ArrayList<>();
    private @Nullable Instant begun;

    private ExecutionTrace() {}

    static List<String> lines(List<HistoryEvent> history) {
        ExecutionTrace trace = new ExecutionTrace();
        history.forEach(trace::add);
        return trace.lines;
    }

    private void add(HistoryEvent event) {
        if (begun == null) {
            begun = event.timestamp();
        }
        place(event);
        String told = told(event);
        if (!told.isEmpty()) {
            String indent = "  ".repeat(depths.getOrDefault(event.id(), 0));
            lines.add("%14s  %s%s%s".formatted(since(begun, event.timestamp()), indent, whose(event), told));
        }
    }

    /** Branches take turns, so below the top every line of a task says whose it is. */
    private String whose(HistoryEvent event) {
        boolean says = event.details() instanceof EventDetails.StateEntered
                || event.details() instanceof EventDetails.StateExited
                || event.details() instanceof EventDetails.MapIteration;
        String name = names.get(stateEntered.getOrDefault(event.id(), 0L));
        return says || name == null || depths.getOrDefault(event.id(), 0) == 0 ? "" : name + ": ";
    }

    /** Branches and iterations are indented below the state that they belong to. */
    private void place(HistoryEvent event) {
        int depth = depths.getOrDefault(event.previousEventId(), 0);
        if (event.details() instanceof EventDetails.StateExited exited) {
            depth = depthsByState.getOrDefault(exited.name(), depth);
        }
        if (event.details() instanceof EventDetails.StateEntered entered) {
            depthsByState.put(entered.name(), depth);
            stateEntered.put(event.id(), event.id());
            names.put(event.id(), entered.name());
        } else {
            stateEntered.put(event.id(), stateEntered.getOrDefault(event.previousEventId(), 0L));
        }
        boolean opensBranches = event.type() == HistoryEventType.PARALLEL_STATE_STARTED
                || event.type() == HistoryEventType.MAP_ITERATION_STARTED;
        depths.put(event.id(), opensBranches ? depth + 1 : depth);
    }

    private String told(HistoryEvent event) {
        return switch (event.details()) {
            case EventDetails.None none -> "";
            case EventDetails.ExecutionStarted started -> "started  input " + shortened(started.input());
            case EventDetails.ExecutionSucceeded succeeded -> "";
            case EventDetails.ExecutionRedriven redriven -> "redriven, time " + redriven.redriveCount();
            case EventDetails.Failure failure -> failed(event, failure);
            case EventDetails.StateEntered entered ->
                "> %s (%s)".formatted(entered.name(), kind(event.type().wireName()));
            case EventDetails.StateExited exited -> "< " + exited.name() + assigned(exited);
            case EventDetails.TaskScheduled scheduled ->
                "%scalls %s:%s %s"
                        .formatted(
                                again(event),
                                scheduled.resourceType(),
                                scheduled.resource(),
                                shortened(scheduled.parameters()));
            case EventDetails.LambdaFunctionScheduled scheduled ->
                "%scalls %s %s".formatted(again(event), scheduled.resource(), shortened(scheduled.input()));
            case EventDetails.TaskStarted started -> "";
            case EventDetails.TaskOutput done ->
                (event.type() == HistoryEventType.TASK_SUBMITTED ? "submitted " : "returned ")
                        + shortened(done.output());
            case EventDetails.LambdaFunctionSucceeded done -> "returned " + shortened(done.output());
            case EventDetails.TaskFailure failure -> "failed " + error(failure.error(), failure.cause());
            case EventDetails.MapStateStarted started -> "over %d items".formatted(started.length());
            case EventDetails.MapIteration iteration ->
                event.type() == HistoryEventType.MAP_ITERATION_STARTED ? "item " + iteration.index() : "";
            case EventDetails.EvaluationFailed failed ->
                "evaluation failed in %s of %s: %s".formatted(failed.location(), failed.state(), failed.cause());
        };
    }

    private static String failed(HistoryEvent event, EventDetails.Failure failure) {
        return event.type().wireName().startsWith("Execution")
                ? ""
                : "failed " + error(failure.error(), failure.cause());
    }

    /** A task scheduled for a second time in the same state is a retry. */
    private String again(HistoryEvent event) {
        int tries = triesByState.merge(stateEntered.getOrDefault(event.id(), 0L), 1, Integer::sum);
        return tries == 1 ? "" : "retry %d, ".formatted(tries - 1);
    }

    private static String assigned(EventDetails.StateExited exited) {
        StringBuilder text = new StringBuilder();
        exited.assignedVariables()
                .forEach((name, value) ->
                        text.append("  $").append(name).append(" = ").append(shortened(value)));
        return text + "  output " + shortened(exited.output());
    }

    private static String kind(String wireName) {
        return wireName.replace("StateEntered", "");
    }

    static String error(@Nullable String error, @Nullable String cause) {
        String name = error == null ? "without an error name" : error;
        return cause == null ? name : name + ": " + shortened(cause);
    }

    private static String shortened(String json) {
        String line = json.replace("\n", " ").replace("\r", "");
        if (line.length() <= JSON_CHARACTERS_MAX) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(JSON_CHARACTERS_MAX - 1))
                ? JSON_CHARACTERS_MAX - 1
                : JSON_CHARACTERS_MAX;
        return line.substring(0, end) + "... (%d characters)".formatted(line.length());
    }

    /** Time since the beginning, in seconds. */
    static String since(Instant begun, Instant at) {
        return String.format(
                Locale.ROOT, "+%.3f s", Duration.between(begun, at).toMillis() / (double) MILLIS_PER_SECOND);
    }
}
