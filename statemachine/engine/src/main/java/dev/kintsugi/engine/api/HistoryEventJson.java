package dev.kintsugi.engine.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.engine.history.EventDetails;
import dev.kintsugi.engine.history.HistoryEvent;
import org.jspecify.annotations.Nullable;

/** A history event as GetExecutionHistory sends it. */
public final class HistoryEventJson {
    private HistoryEventJson() {}

    /** With {@code data} false, inputs, outputs and variables are left out, as {@code includeExecutionData} asks. */
    public static ObjectNode of(HistoryEvent event, boolean data) {
        ObjectNode json = Json.object();
        json.set("timestamp", Json.timestamp(event.timestamp()));
        json.put("type", event.type().wireName());
        json.put("id", event.id());
        json.put("previousEventId", event.previousEventId());
        String field = event.type().detailsField();
        if (!field.isEmpty()) {
            Details details = new Details(json.putObject(field), data);
            details.write(event.details());
        }
        return json;
    }

    private record Details(ObjectNode json, boolean data) {
        void write(EventDetails details) {
            switch (details) {
                case EventDetails.None none -> {}
                case EventDetails.ExecutionStarted started -> {
                    payload("input", started.input());
                    json.put("roleArn", started.roleArn());
                }
                case EventDetails.ExecutionSucceeded succeeded -> output(succeeded.output());
                case EventDetails.Failure failure -> failure(failure.error(), failure.cause());
                case EventDetails.ExecutionRedriven redriven -> json.put("redriveCount", redriven.redriveCount());
                case EventDetails.StateEntered entered -> {
                    json.put("name", entered.name());
                    payload("input", entered.input());
                }
                case EventDetails.StateExited exited -> exited(exited);
                case EventDetails.TaskScheduled scheduled -> scheduled(scheduled);
                case EventDetails.TaskStarted started -> resource(started.resourceType(), started.resource());
                case EventDetails.TaskOutput done -> {
                    resource(done.resourceType(), done.resource());
                    output(done.output());
                }
                case EventDetails.TaskFailure failed -> {
                    resource(failed.resourceType(), failed.resource());
                    failure(failed.error(), failed.cause());
                }
                case EventDetails.LambdaFunctionScheduled scheduled -> {
                    json.put("resource", scheduled.resource());
                    payload("input", scheduled.input());
                    seconds("timeoutInSeconds", scheduled.timeoutInSeconds());
                }
                case EventDetails.LambdaFunctionSucceeded succeeded -> output(succeeded.output());
                case EventDetails.MapStateStarted started -> json.put("length", started.length());
                case EventDetails.MapIteration iteration ->
                    json.put("name", iteration.name()).put("index", iteration.index());
                case EventDetails.EvaluationFailed failed -> {
                    failure(failed.error(), failed.cause());
                    json.put("location", failed.location());
                    json.put("state", failed.state());
                }
            }
        }

        private void exited(EventDetails.StateExited exited) {
            json.put("name", exited.name());
            output(exited.output());
            if (data && !exited.assignedVariables().isEmpty()) {
                ObjectNode variables = json.putObject("assignedVariables");
                exited.assignedVariables().forEach(variables::put);
                json.putObject("assignedVariablesDetails").put("truncated", false);
            }
        }

        private void scheduled(EventDetails.TaskScheduled scheduled) {
            resource(scheduled.resourceType(), scheduled.resource());
            json.put("region", scheduled.region());
            // The model requires parameters, so without data they are there and empty.
            json.put("parameters", data ? scheduled.parameters() : "");
            seconds("timeoutInSeconds", scheduled.timeoutInSeconds());
            seconds("heartbeatInSeconds", scheduled.heartbeatInSeconds());
        }

        private void resource(String type, String resource) {
            json.put("resourceType", type).put("resource", resource);
        }

        private void failure(@Nullable String error, @Nullable String cause) {
            if (error != null) {
                json.put("error", error);
            }
            if (cause != null) {
                json.put("cause", cause);
            }
        }

        private void output(String output) {
            payload("output", output);
        }

        private void payload(String name, String value) {
            if (data) {
                json.put(name, value);
            }
            json.putObject(name + "Details").put("truncated", false);
        }

        private void seconds(String name, @Nullable Long seconds) {
            if (seconds != null) {
                json.put(name, seconds);
            }
        }
    }
}
