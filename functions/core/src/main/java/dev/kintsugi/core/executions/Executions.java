package dev.kintsugi.core.executions;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The executions of this stack's machines. Every call may throw {@link ExecutionsBusyException}; saying it again is
 * always right.
 */
public interface Executions {
    /** The machines there are. */
    enum Machine {
        PROJECT,
        JOB
    }

    /** Starts an execution under a name of its own. */
    Start start(Machine machine, String name, String input);

    /** What an execution of this name would be called in full: the same before and after it was started. */
    String arnOf(Machine machine, String name);

    /** What became of a start. */
    sealed interface Start {
        /** It runs, now or since an earlier start with the same name and input. */
        record Running(String execution) implements Start {}

        /** The name was used before, by an execution that has ended or had another input. */
        record NameTaken(String execution) implements Start {}
    }

    /** Hands the result to whoever waits under this token. Nobody may wait any more, which is no fault. */
    void succeed(String token, String output);

    /** Restarts a stopped execution where it stopped. */
    Redrive redrive(String execution, String clientToken);

    /** What became of a redrive. */
    sealed interface Redrive {
        record Redriven(Instant at) implements Redrive {}

        /** It runs, succeeded, is too old or too long, and so on; the reason is the service's. */
        record NotRedrivable(String reason) implements Redrive {}

        record Unknown() implements Redrive {}
    }

    /** Stops a running execution; harmless when it has ended or never was. */
    void stop(String execution, String error, String cause);

    /** An execution as the service last knew it, which may lag behind. */
    Optional<Description> find(String execution);

    /** How long after its end an execution can be redriven. */
    Duration REDRIVABLE = Duration.ofDays(14);

    /** Whether its machine's definition is still the one that this execution began with. */
    boolean isOfPresentDefinition(String execution);

    /** Why work cannot go on by a redrive of this execution, in words; none when it can, as far as anybody knows. */
    default Optional<String> obstacleToRedrive(String execution, Instant now) {
        Optional<Description> found = find(execution);
        if (found.isEmpty()) {
            return Optional.of("its execution is not known any more");
        }
        return switch (found.get().status()) {
            case RUNNING -> Optional.of("its execution runs");
            case SUCCEEDED -> Optional.of("its execution succeeded");
            case FAILED, TIMED_OUT, ABORTED -> {
                boolean old = found.get()
                        .stoppedAt()
                        .map(stopped -> stopped.plus(REDRIVABLE))
                        .orElse(now)
                        .isBefore(now);
                if (old) {
                    yield Optional.of("its execution stopped more than %d days ago".formatted(REDRIVABLE.toDays()));
                }
                yield isOfPresentDefinition(execution)
                        ? Optional.empty()
                        : Optional.of("the machine's definition changed since its execution began");
            }
        };
    }

    /** How an execution is. */
    record Description(
            String execution,
            Status status,
            Instant startedAt,
            Optional<Instant> stoppedAt,
            String error,
            String cause) {}

    /** The states of an execution, by the service's names. */
    enum Status {
        RUNNING,
        SUCCEEDED,
        FAILED,
        TIMED_OUT,
        ABORTED
    }
}
