package dev.kintsugi.engine.definition;

import java.util.Set;

/**
 * What a Task state's Resource means: a service's action and how the state waits for it.
 *
 * @param arn the Resource as it is written
 * @param service AWS's resourceType in events, {@code lambda}
 * @param action AWS's resource in events, {@code invoke.waitForTaskToken}
 * @param required arguments that must be there
 * @param allowed all arguments that are known; empty if the arguments are free
 */
public record TaskResource(
        String arn, String service, String action, Pattern pattern, Set<String> required, Set<String> allowed) {

    /** How a state waits. */
    public enum Pattern {
        /** Done when the service answers. */
        REQUEST_RESPONSE,
        /** Done when the job that the service started is done. */
        SYNC,
        /** Done when somebody sends the task token back. */
        WAIT_FOR_TASK_TOKEN,
        /** A function's own ARN: like a request, with events of its own. */
        FUNCTION
    }
}
