package dev.kintsugi.local.cloud;

import dev.kintsugi.core.executions.Executions;
import dev.kintsugi.core.executions.ExecutionsBusyException;
import dev.kintsugi.engine.Engine;
import dev.kintsugi.engine.EngineException;
import dev.kintsugi.engine.ExecutionDescription;
import dev.kintsugi.engine.MachineDescription;
import dev.kintsugi.engine.store.StoreFailure;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Executions on the engine in this process. */
public final class EngineExecutions implements Executions {
    private final Supplier<Engine> engine;
    private final Map<Machine, String> machines;

    /**
     * Made before the engine is open, for the engine's functions need it.
     *
     * @param machines the ARN of each
     */
    public EngineExecutions(Supplier<Engine> engine, Map<Machine, String> machines) {
        this.engine = engine;
        this.machines = Map.copyOf(machines);
    }

    @Override
    public Start start(Machine machine, String name, String input) {
        return asking(() -> {
            try {
                return new Start.Running(engine.get()
                        .startExecution(machineArn(machine), name, input)
                        .executionArn());
            } catch (EngineException refused) {
                if (refused.name() == EngineException.Name.ExecutionAlreadyExists) {
                    return new Start.NameTaken(arnOf(machine, name));
                }
                throw refused;
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
                engine.get().sendTaskSuccess(token, output);
            } catch (EngineException refused) {
                switch (refused.name()) {
                    case TaskTimedOut, TaskDoesNotExist, InvalidToken -> {
                        // Nobody waits any more.
                    }
                    default -> throw refused;
                }
            }
            return true;
        });
    }

    @Override
    public Redrive redrive(String execution, String clientToken) {
        return asking(() -> {
            try {
                return new Redrive.Redriven(engine.get().redriveExecution(execution, clientToken));
            } catch (EngineException refused) {
                return switch (refused.name()) {
                    case ExecutionNotRedrivable -> new Redrive.NotRedrivable(refused.message());
                    case ExecutionDoesNotExist -> new Redrive.Unknown();
                    default -> throw refused;
                };
            }
        });
    }

    @Override
    public void stop(String execution, String error, String cause) {
        asking(() -> {
            try {
                engine.get().stopExecution(execution, error, cause);
            } catch (EngineException refused) {
                if (refused.name() != EngineException.Name.ExecutionDoesNotExist
                        && refused.name() != EngineException.Name.ValidationException) {
                    throw refused;
                }
                // It has ended, or never was.
            }
            return true;
        });
    }

    @Override
    public Optional<Description> find(String execution) {
        return asking(() -> {
            try {
                return Optional.of(description(engine.get().describeExecution(execution)));
            } catch (EngineException refused) {
                if (refused.name() == EngineException.Name.ExecutionDoesNotExist) {
                    return Optional.empty();
                }
                throw refused;
            }
        });
    }

    @Override
    public boolean isOfPresentDefinition(String execution) {
        return asking(() -> {
            try {
                ExecutionDescription began = engine.get().describeExecution(execution);
                MachineDescription present = engine.get().describeStateMachine(began.machineArn());
                return Objects.equals(began.revisionId(), present.revisionId());
            } catch (EngineException gone) {
                return false;
            }
        });
    }

    private static Description description(ExecutionDescription found) {
        return new Description(
                found.executionArn(),
                Status.valueOf(found.status().name()),
                found.startedAt(),
                Optional.ofNullable(found.stoppedAt()),
                Objects.requireNonNullElse(found.error(), ""),
                Objects.requireNonNullElse(found.cause(), ""));
    }

    /** The engine's disk is full, or it is closing: passing faults, as a service that does not answer is. */
    private static <T> T asking(Supplier<T> ask) {
        try {
            return ask.get();
        } catch (StoreFailure | CompletionException failure) {
            throw new ExecutionsBusyException("the engine does not answer: " + failure.getMessage(), failure);
        }
    }
}
