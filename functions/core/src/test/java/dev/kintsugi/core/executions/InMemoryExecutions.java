package dev.kintsugi.core.executions;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Executions that only stand there: a test says what becomes of them. Names, redrives and stops behave as the
 * service's do; a start can be made to fail before or after it happened.
 */
public final class InMemoryExecutions implements Executions {
    private static final String PREFIX = "arn:aws:states:eu-central-1:123456789012:execution:";

    /** One execution. */
    public record Execution(
            String arn, Machine machine, String name, String input, Status status, int redrives, String error) {
        Execution with(Status next, String why) {
            return new Execution(arn, machine, name, input, next, redrives, why);
        }

        Execution redriven() {
            return new Execution(arn, machine, name, input, Status.RUNNING, redrives + 1, "");
        }
    }

    private final Map<String, Execution> executions = new LinkedHashMap<>();
    private final Map<String, String> answered = new LinkedHashMap<>();
    private final Map<String, Instant> stops = new HashMap<>();
    private final Set<String> tokens = new HashSet<>();
    private final List<String> starts = new ArrayList<>();
    private final InstantSource clock;
    private int failingStarts;
    private int calls;
    private int strikeAt = -1;
    private boolean strikesAfter;
    private boolean redrivable = true;
    private boolean changed;

    public InMemoryExecutions(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Start start(Machine machine, String name, String input) {
        if (failingStarts > 0) {
            failingStarts--;
            throw new ExecutionsBusyException("injected", new IllegalStateException("injected"));
        }
        before();
        String arn = arnOf(machine, name);
        starts.add(name);
        Execution before = executions.get(arn);
        if (before == null) {
            executions.put(arn, new Execution(arn, machine, name, input, Status.RUNNING, 0, ""));
            after();
            return new Start.Running(arn);
        }
        boolean same = before.status() == Status.RUNNING && before.input().equals(input);
        return same ? new Start.Running(arn) : new Start.NameTaken(arn);
    }

    @Override
    public String arnOf(Machine machine, String name) {
        return PREFIX + (machine == Machine.JOB ? "job" : "project") + ":" + name;
    }

    @Override
    public synchronized void succeed(String token, String output) {
        before();
        answered.put(token, output);
        after();
    }

    @Override
    public synchronized Redrive redrive(String execution, String clientToken) {
        Execution found = executions.get(execution);
        if (found == null) {
            return new Redrive.Unknown();
        }
        if (tokens.contains(execution + " " + clientToken)) {
            // As the service: it is taken for the same call, whatever became of the execution since.
            return new Redrive.Redriven(clock.instant());
        }
        if (!redrivable || found.status() == Status.RUNNING || found.status() == Status.SUCCEEDED) {
            return new Redrive.NotRedrivable("it is " + found.status());
        }
        before();
        executions.put(execution, found.redriven());
        tokens.add(execution + " " + clientToken);
        after();
        return new Redrive.Redriven(clock.instant());
    }

    @Override
    public synchronized void stop(String execution, String error, String cause) {
        Execution found = executions.get(execution);
        if (found != null && found.status() == Status.RUNNING) {
            executions.put(execution, found.with(Status.ABORTED, error));
            stops.put(execution, clock.instant());
        }
    }

    @Override
    public synchronized Optional<Description> find(String execution) {
        return Optional.ofNullable(executions.get(execution))
                .map(found -> new Description(
                        execution,
                        found.status(),
                        Instant.EPOCH,
                        found.status() == Status.RUNNING ? Optional.empty() : Optional.ofNullable(stops.get(execution)),
                        found.error(),
                        ""));
    }

    /** The execution's last step came to this. */
    public synchronized void end(String execution, Status status, String error) {
        executions.computeIfPresent(execution, (arn, found) -> found.with(status, error));
        stops.put(execution, clock.instant());
    }

    /** The n-th call from now on, of any kind that changes something, finds the service busy: before the deed or after. */
    public synchronized void failCall(int nth, boolean after) {
        strikeAt = calls + nth;
        strikesAfter = after;
    }

    /** Whether the call that is to fail has come. */
    public synchronized boolean hasFailed() {
        return calls >= strikeAt;
    }

    private void before() {
        calls++;
        strike(!strikesAfter);
    }

    private void after() {
        strike(strikesAfter);
    }

    private void strike(boolean now) {
        if (now && calls == strikeAt) {
            throw new ExecutionsBusyException("injected", new IllegalStateException("injected"));
        }
    }

    public synchronized void failStarts(int many) {
        failingStarts = many;
    }

    @Override
    public synchronized boolean isOfPresentDefinition(String execution) {
        return !changed;
    }

    /** As if every machine had been deployed anew with another definition. */
    public synchronized void changeDefinitions() {
        changed = true;
    }

    /** As if every execution were too old to be redriven. */
    public synchronized void refuseRedrives() {
        redrivable = false;
    }

    public synchronized List<Execution> all() {
        return List.copyOf(executions.values());
    }

    public synchronized List<Execution> running(Machine machine) {
        return executions.values().stream()
                .filter(found -> found.machine() == machine && found.status() == Status.RUNNING)
                .toList();
    }

    public synchronized Execution get(String execution) {
        return Optional.ofNullable(executions.get(execution)).orElseThrow();
    }

    /** What whoever waits under this token was told. */
    public synchronized Optional<String> answerTo(String token) {
        return Optional.ofNullable(answered.get(token));
    }

    /** The name of every start, repetitions included. */
    public synchronized List<String> starts() {
        return List.copyOf(starts);
    }
}
