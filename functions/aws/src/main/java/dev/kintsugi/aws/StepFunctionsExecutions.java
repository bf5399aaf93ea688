package dev.kintsugi.aws;

import dev.kintsugi.core.executions.Executions;
import dev.kintsugi.core.executions.ExecutionsBusyException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionLimitExceededException;
import software.amazon.awssdk.services.sfn.model.ExecutionNotRedrivableException;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/**
 * Executions in Step Functions. Throttled, unavailable, too many at once, no answer: busy, and saying it again is right. All
 * other errors that are no outcome (a missing machine, a missing right) are bugs or a broken stack, and are thrown as they are.
 */
public final class StepFunctionsExecutions implements Executions {
    private static final int NOT_IMPLEMENTED = 501;
    private static final String UNKNOWN_OPERATION = "UnknownOperationException";

    private final SfnClient client;
    private final Map<Machine, String> machines;

    /** @param machines the ARN of each */
    public StepFunctionsExecutions(SfnClient client, Map<Machine, String> machines) {
        this.client = client;
        this.machines = Map.copyOf(machines);
    }

    /** Reads {@code JOB_MACHINE} and {@code PROJECT_MACHINE}. */
    public static Map<Machine, String> machinesFrom(Map<String, String> environment) {
        Map<Machine, String> machines = new EnumMap<>(Machine.class);
        for (Machine machine : Machine.values()) {
            String variable = machine.name().toUpperCase(Locale.ROOT) + "_MACHINE";
            String arn = environment.get(variable);
            if (arn == null || arn.isBlank()) {
                throw new IllegalArgumentException(
                        "The environment variable %s must hold the ARN of a state machine; it is not set."
                                .formatted(variable));
            }
            machines.put(machine, arn);
        }
        return machines;
    }

    @Override
    public Start start(Machine machine, String name, String input) {
        return asking(() -> {
            try {
                return new Start.Running(client.startExecution(request -> request.stateMachineArn(machineArn(machine))
                                .name(name)
                                .input(input))
                        .executionArn());
            } catch (ExecutionAlreadyExistsException taken) {
                return new Start.NameTaken(arnOf(machine, name));
            }
        });
    }

    @Override
    public String arnOf(Machine machine, String name) {
        return machineArn(machine).replaceFirst(":stateMachine:", ":execution:") + ":" + name;
    }

    private String machineArn(Machine machine) {
        return Objects.requireNonNull(machines.get(machine), () -> "no ARN is known of the machine " + machine);
    }

    @Override
    public void succeed(String token, String output) {
        asking(() -> {
            try {
                client.sendTaskSuccess(request -> request.taskToken(token).output(output));
                return true;
            } catch (TaskTimedOutException | TaskDoesNotExistException | InvalidTokenException gone) {
                // Nobody waits any more.
                return false;
            }
        });
    }

    @Override
    public Redrive redrive(String execution, String clientToken) {
        return asking(() -> {
            try {
                return new Redrive.Redriven(client.redriveExecution(
                                request -> request.executionArn(execution).clientToken(clientToken))
                        .redriveDate());
            } catch (ExecutionNotRedrivableException refused) {
                return new Redrive.NotRedrivable(PassingFaults.inWords(refused));
            } catch (ExecutionDoesNotExistException unknown) {
                return new Redrive.Unknown();
            } catch (SfnException failure) {
                if (isNotOffered(failure)) {
                    return new Redrive.NotRedrivable("this place offers no redrive: " + PassingFaults.inWords(failure));
                }
                throw failure;
            }
        });
    }

    /** Emulators of Step Functions say so in one of these ways; Step Functions itself never does. */
    private static boolean isNotOffered(SfnException failure) {
        return failure.statusCode() == NOT_IMPLEMENTED
                || (failure.awsErrorDetails() != null
                        && UNKNOWN_OPERATION.equals(failure.awsErrorDetails().errorCode()));
    }

    @Override
    public void stop(String execution, String error, String cause) {
        asking(() -> {
            try {
                client.stopExecution(
                        request -> request.executionArn(execution).error(error).cause(cause));
                return true;
            } catch (ExecutionDoesNotExistException never) {
                return false;
            }
        });
    }

    @Override
    public Optional<Description> find(String execution) {
        return asking(() -> {
            try {
                return Optional.of(description(client.describeExecution(request -> request.executionArn(execution))));
            } catch (ExecutionDoesNotExistException unknown) {
                return Optional.empty();
            }
        });
    }

    @Override
    public boolean isOfPresentDefinition(String execution) {
        return asking(() -> {
            try {
                var began = client.describeStateMachineForExecution(request -> request.executionArn(execution));
                var present = client.describeStateMachine(request -> request.stateMachineArn(began.stateMachineArn()));
                return Objects.equals(began.revisionId(), present.revisionId());
            } catch (ExecutionDoesNotExistException | StateMachineDoesNotExistException gone) {
                return false;
            }
        });
    }

    private static Description description(DescribeExecutionResponse found) {
        return new Description(
                found.executionArn(),
                status(found),
                found.startDate(),
                Optional.ofNullable(found.stopDate()),
                Objects.requireNonNullElse(found.error(), ""),
                Objects.requireNonNullElse(found.cause(), ""));
    }

    /** A redrive that is not under way yet counts as running. */
    private static Status status(DescribeExecutionResponse found) {
        return switch (found.status()) {
            case SUCCEEDED -> Status.SUCCEEDED;
            case FAILED -> Status.FAILED;
            case TIMED_OUT -> Status.TIMED_OUT;
            case ABORTED -> Status.ABORTED;
            case RUNNING, PENDING_REDRIVE, UNKNOWN_TO_SDK_VERSION -> Status.RUNNING;
        };
    }

    private static <T> T asking(Supplier<T> ask) {
        try {
            return ask.get();
        } catch (SdkException failure) {
            if (failure instanceof ExecutionLimitExceededException || PassingFaults.isPassing(failure)) {
                throw new ExecutionsBusyException(PassingFaults.inWords(failure), failure);
            }
            throw failure;
        }
    }
}
