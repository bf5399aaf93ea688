package dev.kintsugi.engine.task;

import dev.kintsugi.engine.definition.TaskResource;
import dev.kintsugi.engine.jsonata.Document;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a Task state.
 *
 * @param executionArn whose task it is
 * @param stateName which of its states calls
 * @param arguments the state's Arguments, or its input where it has none
 * @param taskToken what the state waits for; null if it does not wait for a token
 */
public record TaskCall(
        String executionArn,
        String stateName,
        TaskResource resource,
        Document arguments,
        @Nullable String taskToken) {

    /** An argument that is a text; null if it is missing. */
    public @Nullable String text(String argument) {
        return arguments.field(argument) instanceof String text ? text : null;
    }

    /** An argument that validation or the service requires. */
    public String requiredText(String argument) {
        String text = text(argument);
        if (text == null) {
            throw new TaskFailureException(
                    "States.Runtime", "The argument '" + argument + "' of " + resource.arn() + " must be a string");
        }
        return Objects.requireNonNull(text);
    }
}
