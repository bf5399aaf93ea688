package dev.kintsugi.core.resume;

import dev.kintsugi.core.executions.Executions.Status;
import dev.kintsugi.core.executions.ExecutionsBusyException;
import dev.kintsugi.core.job.Contended;
import dev.kintsugi.core.model.ModelUnavailable;
import dev.kintsugi.core.queue.QueuesBusyException;
import dev.kintsugi.core.records.RecordsBusyException;
import dev.kintsugi.core.workspace.WorkspaceFault;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which stops are nobody's decision and nobody's bug: an execution that failed or timed out with the name of a passing
 * fault, after the machine's own retries were used up. It is tried again without asking. Stopped by hand never is, nor
 * what a handler threw as a bug.
 *
 * <ul>
 *   <li>{@code Lambda.} and anything: the service could not run the function, or lost it
 *   <li>{@code CodeBuild.} and anything: the same for a build
 *   <li>{@code Sandbox.Timedout}, {@code Runtime.ExitError}, {@code States.Timeout}, {@code States.HeartbeatTimeout}: cut off
 *   <li>our own exceptions that say that something is busy or out of reach
 * </ul>
 */
final class InfrastructureFault {
    private static final Set<String> PREFIXES = Set.of("Lambda.", "CodeBuild.");

    private static final Set<String> NAMES = Stream.concat(
                    Stream.of("Sandbox.Timedout", "Runtime.ExitError", "States.Timeout", "States.HeartbeatTimeout"),
                    Stream.of(
                                    Contended.class,
                                    RecordsBusyException.class,
                                    ExecutionsBusyException.class,
                                    QueuesBusyException.class,
                                    WorkspaceFault.Passing.class,
                                    ModelUnavailable.class)
                            .map(Class::getName))
            .collect(Collectors.toUnmodifiableSet());

    private InfrastructureFault() {}

    static boolean is(Status status, String error) {
        return switch (status) {
            case FAILED -> NAMES.contains(error) || PREFIXES.stream().anyMatch(error::startsWith);
            // A time limit of the whole execution has no error's name.
            case TIMED_OUT -> true;
            case RUNNING, SUCCEEDED, ABORTED -> false;
        };
    }
}
