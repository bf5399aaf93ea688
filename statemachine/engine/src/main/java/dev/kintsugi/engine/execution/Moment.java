package dev.kintsugi.engine.execution;

import dev.kintsugi.engine.definition.TaskResource;
import dev.kintsugi.engine.definition.TaskResource.Pattern;
import dev.kintsugi.engine.history.EventDetails;
import dev.kintsugi.engine.history.HistoryEventType;
import org.jspecify.annotations.Nullable;

/** What may happen to a task. A function named by its own ARN has events of its own. */
sealed interface Moment {

    /** It was scheduled. */
    record Scheduled(
            String arguments,
            String region,
            @Nullable Long timeoutSeconds,
            @Nullable Long heartbeatSeconds) implements Moment {}

    /** The service is being called. */
    record Started() implements Moment {}

    /** The service answered and the task goes on. */
    record Submitted(String output) implements Moment {}

    /** It succeeded. */
    record Succeeded(String output) implements Moment {}

    /** It failed. */
    record Failed(@Nullable String error, @Nullable String cause) implements Moment {}

    /** It took too long. */
    record TimedOut(@Nullable String error, @Nullable String cause) implements Moment {}

    default HistoryEventType type(TaskResource resource) {
        boolean function = resource.pattern() == Pattern.FUNCTION;
        return switch (this) {
            case Scheduled scheduled ->
                function ? HistoryEventType.LAMBDA_FUNCTION_SCHEDULED : HistoryEventType.TASK_SCHEDULED;
            case Started started -> function ? HistoryEventType.LAMBDA_FUNCTION_STARTED : HistoryEventType.TASK_STARTED;
            case Submitted submitted -> HistoryEventType.TASK_SUBMITTED;
            case Succeeded succeeded ->
                function ? HistoryEventType.LAMBDA_FUNCTION_SUCCEEDED : HistoryEventType.TASK_SUCCEEDED;
            case Failed failed -> function ? HistoryEventType.LAMBDA_FUNCTION_FAILED : HistoryEventType.TASK_FAILED;
            case TimedOut timedOut ->
                function ? HistoryEventType.LAMBDA_FUNCTION_TIMED_OUT : HistoryEventType.TASK_TIMED_OUT;
        };
    }

    default EventDetails details(TaskResource resource) {
        return resource.pattern() == Pattern.FUNCTION ? functionDetails(resource) : taskDetails(resource);
    }

    private EventDetails functionDetails(TaskResource resource) {
        return switch (this) {
            case Scheduled s ->
                new EventDetails.LambdaFunctionScheduled(resource.arn(), s.arguments(), s.timeoutSeconds());
            case Started started -> new EventDetails.None();
            case Submitted submitted -> throw new IllegalStateException("a function is not submitted");
            case Succeeded s -> new EventDetails.LambdaFunctionSucceeded(s.output());
            case Failed f -> new EventDetails.Failure(f.error(), f.cause());
            case TimedOut t -> new EventDetails.Failure(t.error(), t.cause());
        };
    }

    private EventDetails taskDetails(TaskResource resource) {
        String service = resource.service();
        String action = resource.action();
        return switch (this) {
            case Scheduled s ->
                new EventDetails.TaskScheduled(
                        service, action, s.region(), s.arguments(), s.timeoutSeconds(), s.heartbeatSeconds());
            case Started started -> new EventDetails.TaskStarted(service, action);
            case Submitted s -> new EventDetails.TaskOutput(service, action, s.output());
            case Succeeded s -> new EventDetails.TaskOutput(service, action, s.output());
            case Failed f -> new EventDetails.TaskFailure(service, action, f.error(), f.cause());
            case TimedOut t -> new EventDetails.TaskFailure(service, action, t.error(), t.cause());
        };
    }
}
