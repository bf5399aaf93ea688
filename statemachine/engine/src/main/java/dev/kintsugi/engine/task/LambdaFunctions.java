package dev.kintsugi.engine.task;

/** Where functions are invoked. Calls block as long as the function runs, on a thread of their own. */
@FunctionalInterface
public interface LambdaFunctions {

    /**
     * Invokes a function and waits for it.
     *
     * @param function name or ARN, with a qualifier if one was given
     * @param payload JSON
     * @throws NoSuchFunctionException if there is none
     * @throws InterruptedException if nobody waits any more
     */
    Answer invoke(String function, String payload) throws InterruptedException;

    /**
     * What a function answered.
     *
     * @param payload JSON: its result, or its error with {@code errorType} and {@code errorMessage}
     * @param isError whether the function failed
     */
    record Answer(String payload, boolean isError) {
        public static Answer returned(String payload) {
            return new Answer(payload, false);
        }

        public static Answer failed(String payload) {
            return new Answer(payload, true);
        }
    }

    /** No function has this name. */
    final class NoSuchFunctionException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NoSuchFunctionException(String functionArn) {
            super(functionArn, null, false, false);
        }
    }
}
