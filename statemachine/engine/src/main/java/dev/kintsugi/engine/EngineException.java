package dev.kintsugi.engine;

import java.util.Objects;

/** A request that the engine refuses, with AWS's name for the error and AWS's words. */
public final class EngineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** AWS's error names. */
    public enum Name {
        ConflictException,
        ExecutionAlreadyExists,
        ExecutionDoesNotExist,
        ExecutionLimitExceeded,
        ExecutionNotRedrivable,
        InvalidArn,
        InvalidDefinition,
        InvalidExecutionInput,
        InvalidName,
        InvalidOutput,
        InvalidToken,
        MissingRequiredParameter,
        StateMachineAlreadyExists,
        StateMachineDeleting,
        StateMachineDoesNotExist,
        StateMachineTypeNotSupported,
        TaskDoesNotExist,
        TaskTimedOut,
        ValidationException
    }

    private final Name name;

    public EngineException(Name name, String message) {
        super(message);
        this.name = name;
    }

    /** AWS's name of the error, as the wire carries it. */
    public Name name() {
        return name;
    }

    /** AWS's words. */
    public String message() {
        return Objects.requireNonNullElse(getMessage(), "");
    }
}
