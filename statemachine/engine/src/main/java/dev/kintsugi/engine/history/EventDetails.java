package dev.kintsugi.engine.history;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an event tells beyond its type: one record for each shape that AWS gives, JSON texts as strings. */
public sealed interface EventDetails {

    /** For the events that AWS sends without details. */
    record None() implements EventDetails {}

    /** ExecutionStarted. */
    record ExecutionStarted(String input, String roleArn) implements EventDetails {}

    /** ExecutionSucceeded. */
    record ExecutionSucceeded(String output) implements EventDetails {}

    /** Every event that says only what went wrong: ExecutionFailed, ExecutionAborted, LambdaFunctionFailed and so on. */
    record Failure(@Nullable String error, @Nullable String cause) implements EventDetails {}

    /** ExecutionRedriven: how often, this time included. */
    record ExecutionRedriven(int redriveCount) implements EventDetails {}

    /** Every {@code ...StateEntered}. */
    record StateEntered(String name, String input) implements EventDetails {}

    /** Every {@code ...StateExited}; the variables are those that this state assigned, each as JSON text. */
    record StateExited(String name, String output, Map<String, String> assignedVariables) implements EventDetails {}

    /** TaskScheduled. */
    record TaskScheduled(
            String resourceType,
            String resource,
            String region,
            String parameters,
            @Nullable Long timeoutInSeconds,
            @Nullable Long heartbeatInSeconds)
            implements EventDetails {}

    /** TaskStarted. */
    record TaskStarted(String resourceType, String resource) implements EventDetails {}

    /** TaskSubmitted and TaskSucceeded. */
    record TaskOutput(String resourceType, String resource, String output) implements EventDetails {}

    /** TaskFailed, TaskTimedOut, TaskStartFailed and TaskSubmitFailed. */
    record TaskFailure(
            String resourceType,
            String resource,
            @Nullable String error,
            @Nullable String cause) implements EventDetails {}

    /** LambdaFunctionScheduled. */
    record LambdaFunctionScheduled(
            String resource, String input, @Nullable Long timeoutInSeconds) implements EventDetails {}

    /** LambdaFunctionSucceeded. */
    record LambdaFunctionSucceeded(String output) implements EventDetails {}

    /** MapStateStarted. */
    record MapStateStarted(int length) implements EventDetails {}

    /** MapIterationStarted, MapIterationSucceeded, MapIterationFailed and MapIterationAborted. */
    record MapIteration(String name, int index) implements EventDetails {}

    /** EvaluationFailed: {@code location} is the field, {@code state} where it stands. */
    record EvaluationFailed(String error, String cause, String location, String state) implements EventDetails {}
}
