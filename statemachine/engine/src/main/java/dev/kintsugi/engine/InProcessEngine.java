package dev.kintsugi.engine;

import dev.kintsugi.engine.Machines.Machine;
import dev.kintsugi.engine.definition.Definition;
import dev.kintsugi.engine.definition.DefinitionReader;
import dev.kintsugi.engine.definition.Diagnostic;
import dev.kintsugi.engine.execution.Environment;
import dev.kintsugi.engine.execution.ExecutionSnapshot;
import dev.kintsugi.engine.execution.ExecutionStatus;
import dev.kintsugi.engine.execution.RedriveRules;
import dev.kintsugi.engine.execution.Run;
import dev.kintsugi.engine.execution.TaskTokens;
import dev.kintsugi.engine.history.HistoryEvent;
import dev.kintsugi.engine.jsonata.Document;
import dev.kintsugi.engine.jsonata.JsonSyntaxException;
import dev.kintsugi.engine.log.EventLog;
import dev.kintsugi.engine.log.LogEntry;
import dev.kintsugi.engine.task.Connectors;
import dev.kintsugi.engine.task.NestedExecutions;
import dev.kintsugi.engine.time.Timeline;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.AbstractList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The engine in this process. With a log that forgets it lives in memory; with one that keeps, it finds all again. */
public final class InProcessEngine implements Engine {
    private final EngineSettings settings;
    private final Timeline time;
    private final EventLog log;
    private final Connectors connectors;
    private final Consumer<StatusChange> listener;
    private final Runnable release;
    private final Environment environment;
    private final Machines machines;
    private final ExecutionBook executions = new ExecutionBook();

    InProcessEngine(
            EngineSettings settings,
            Timeline time,
            EventLog log,
            Connectors services,
            Executor executor,
            RandomGenerator random,
            Consumer<StatusChange> listener,
            Runnable release) {
        this.settings = settings;
        this.time = time;
        this.log = log;
        this.listener = listener;
        this.release = release;
        connectors = services.with(new NestedExecutions(new Nested()));
        environment = new Environment(
                settings.region(), time, log, connectors, new TaskTokens(), executor, random, new AtomicBoolean());
        machines = new Machines(connectors);
    }

    /** Reads the log, and aborts what was at work when it was last written. */
    void recover() {
        log.replay(this::recover);
        executions.all().stream().map(Run::recovered).toList().forEach(InProcessEngine::join);
        executions.strikeExpired(now());
    }

    /** Says where, when and on what an engine runs. */
    public static EngineBuilder builder() {
        return new EngineBuilder();
    }

    private void recover(LogEntry entry) {
        switch (entry) {
            case LogEntry.MachineSaved saved -> machines.save(saved, machines.read(saved.definition()));
            case LogEntry.MachineDeleted deleted -> machines.delete(deleted.machineArn());
            case LogEntry.ExecutionStarted start -> {
                Run taken = executions.find(start.executionArn());
                if (taken != null) {
                    executions.strike(taken);
                }
                Run run = run(start);
                executions.enter(run);
                executions.list(run);
            }
            case LogEntry.Happened happened ->
                executions.named(happened.executionArn()).recover(happened);
            case LogEntry.Redriven redriven ->
                executions.named(redriven.executionArn()).recover(redriven);
        }
    }

    private Run run(LogEntry.ExecutionStarted start) {
        Machine machine = machines.revision(start.revisionId());
        return new Run(
                environment, start, machine.definition(), machine.description().roleArn(), this::changed);
    }

    private void changed(Run run, ExecutionSnapshot then) {
        listener.accept(new StatusChange(settings.region(), settings.account(), now(), describe(run, then)));
    }

    private Instant now() {
        return time.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private ExecutionDescription describe(Run run) {
        return describe(run, run.snapshot());
    }

    private ExecutionDescription describe(Run run, ExecutionSnapshot snapshot) {
        return ExecutionBook.describe(run, snapshot, machines.isThere(run.start()), now());
    }

    private boolean isMachineActive(Run run) {
        return machines.isThere(run.start()) && machines.isActive(run.start().machineArn());
    }

    // Machines.

    @Override
    public MachineDescription createStateMachine(String name, String definition, String roleArn, String attributes) {
        Machines.checkName(name);
        String arn = settings.machineArn(name);
        Definition read = machines.read(definition);
        synchronized (machines) {
            Machine there = machines.find(arn);
            if (there != null && !there.isActive()) {
                throw Machines.beingDeleted(arn);
            }
            if (there != null) {
                boolean same = there.description().definition().equals(definition)
                        && there.description().attributes().equals(attributes);
                if (!same) {
                    throw new EngineException(
                            EngineException.Name.StateMachineAlreadyExists,
                            "State Machine Already Exists: '" + arn + "'");
                }
                return there.description();
            }
            Instant now = now();
            return save(
                    new LogEntry.MachineSaved(
                            arn,
                            name,
                            definition,
                            roleArn,
                            now,
                            now,
                            UUID.randomUUID().toString(),
                            attributes),
                    read);
        }
    }

    private MachineDescription save(LogEntry.MachineSaved saved, Definition definition) {
        join(log.append(List.of(saved)));
        return machines.save(saved, definition).description();
    }

    @Override
    public MachineDescription updateStateMachine(
            String machineArn, @Nullable String definition, @Nullable String roleArn, @Nullable String attributes) {
        synchronized (machines) {
            Machine old = machines.active(machineArn);
            Definition read = definition == null ? old.definition() : machines.read(definition);
            MachineDescription was = old.description();
            String definitionNow = definition == null ? was.definition() : definition;
            String roleNow = roleArn == null ? was.roleArn() : roleArn;
            boolean revised = !definitionNow.equals(was.definition()) || !roleNow.equals(was.roleArn());
            return save(
                    new LogEntry.MachineSaved(
                            machineArn,
                            was.name(),
                            definitionNow,
                            roleNow,
                            was.createdAt(),
                            revised ? now() : was.updatedAt(),
                            revised ? UUID.randomUUID().toString() : was.revisionId(),
                            attributes == null ? was.attributes() : attributes),
                    read);
        }
    }

    @Override
    public MachineDescription describeStateMachine(String machineArn) {
        return machines.named(machineArn).description();
    }

    @Override
    public MachineDescription describeStateMachineForExecution(String executionArn) {
        return machines.revision(executions.begun(executionArn).start().revisionId())
                .description();
    }

    @Override
    public void deleteStateMachine(String machineArn) {
        Machines.checkArn(machineArn);
        synchronized (machines) {
            if (!machines.isActive(machineArn)) {
                return;
            }
            join(log.append(List.of(new LogEntry.MachineDeleted(machineArn))));
            machines.beginDeletion(machineArn);
        }
        // It goes with the last execution at work, each of which ends when it would have gone on.
        List<Run> atWork = executions.atWorkOf(machineArn);
        if (atWork.isEmpty()) {
            machines.delete(machineArn);
        }
        AtomicInteger left = new AtomicInteger(atWork.size());
        for (Run run : atWork) {
            run.goNoFurther();
            run.onClosed(() -> {
                if (left.decrementAndGet() == 0) {
                    machines.delete(machineArn);
                }
            });
        }
    }

    @Override
    public List<MachineDescription> listStateMachines() {
        return machines.all();
    }

    @Override
    public List<Diagnostic> validate(String definition) {
        return DefinitionReader.read(definition, connectors).diagnostics();
    }

    // Executions.

    @Override
    public ExecutionDescription startExecution(String machineArn, @Nullable String name, String input) {
        return join(start(machineArn, name, input));
    }

    private CompletionStage<ExecutionDescription> start(String machineArn, @Nullable String name, String input) {
        Machine machine = machines.active(machineArn);
        String named = name == null ? UUID.randomUUID().toString() : name;
        Machines.checkName(named);
        ExecutionBook.checkInput(input);
        LogEntry.ExecutionStarted start = new LogEntry.ExecutionStarted(
                settings.executionArn(machineArn, named),
                machineArn,
                machine.description().revisionId(),
                named,
                input,
                now());
        Run run = run(start);
        Run there = executions.enter(run);
        if (there != null && (ExecutionBook.isNameFree(there, now()) || !machines.isThere(there.start()))) {
            executions.strike(there);
            there = executions.enter(run);
        }
        if (there != null) {
            return again(there, start);
        }
        return run.begin().handle((begun, refusal) -> {
            if (refusal != null) {
                executions.strike(run);
                throw new CompletionException(refusal);
            }
            executions.list(run);
            if (!isMachineActive(run)) {
                run.goNoFurther();
            }
            return describe(run);
        });
    }

    /** The same name again: the same execution if that still runs and has the same input. */
    private CompletionStage<ExecutionDescription> again(Run there, LogEntry.ExecutionStarted start) {
        if (there.snapshot().status() == ExecutionStatus.RUNNING
                && there.start().input().equals(start.input())) {
            return there.safely().thenApply(begun -> describe(there));
        }
        throw new EngineException(
                EngineException.Name.ExecutionAlreadyExists,
                "Execution Already Exists: '" + start.executionArn() + "'");
    }

    @Override
    public ExecutionDescription describeExecution(String executionArn) {
        return describe(executions.begun(executionArn));
    }

    @Override
    public List<ExecutionDescription> listExecutions(String machineArn) {
        Machine machine = machines.named(machineArn);
        List<Run> runs = executions.ofMachine(machineArn, machine.description().createdAt());
        return new AbstractList<>() {
            @Override
            public ExecutionDescription get(int index) {
                return describe(runs.get(index));
            }

            @Override
            public int size() {
                return runs.size();
            }
        };
    }

    @Override
    public List<HistoryEvent> history(String executionArn) {
        return executions.begun(executionArn).history();
    }

    @Override
    public Instant stopExecution(String executionArn, @Nullable String error, @Nullable String cause) {
        return join(executions.named(executionArn).abort(error, cause));
    }

    @Override
    public Instant redriveExecution(String executionArn, @Nullable String clientToken) {
        Run run = executions.named(executionArn);
        if (!isMachineActive(run)) {
            throw RedriveRules.refused(executionArn, RedriveRules.MACHINE_DELETED);
        }
        return join(run.redrive(clientToken == null ? "" : clientToken));
    }

    @Override
    public void sendTaskSuccess(String taskToken, String output) {
        // AWS looks at the token's form, then at the output, and only then whether the task still waits.
        environment.tokens().checkForm(taskToken);
        Document document;
        try {
            document = Document.parse(output);
        } catch (JsonSyntaxException e) {
            throw new EngineException(
                    EngineException.Name.InvalidOutput, "Invalid Output: '" + output + "' is not valid JSON.");
        }
        join(environment.tokens().succeed(taskToken, document));
    }

    @Override
    public void sendTaskFailure(String taskToken, @Nullable String error, @Nullable String cause) {
        join(environment.tokens().fail(taskToken, error, cause));
    }

    @Override
    public void sendTaskHeartbeat(String taskToken) {
        join(environment.tokens().beat(taskToken));
    }

    /** Closes the log. Executions that run are found as aborted when an engine opens the log again. */
    @Override
    public void close() {
        environment.closed().set(true);
        release.run();
        log.close();
    }

    private static <T> T join(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof EngineException refusal) {
                throw refusal;
            }
            throw e;
        }
    }

    /** What nested executions need of this engine. */
    private final class Nested implements NestedExecutions.Executions {
        @Override
        public CompletionStage<ExecutionDescription> start(String machineArn, @Nullable String name, String input) {
            try {
                return InProcessEngine.this.start(machineArn, name, input);
            } catch (EngineException refusal) {
                return CompletableFuture.failedStage(refusal);
            }
        }

        @Override
        public CompletionStage<ExecutionDescription> ended(String executionArn) {
            CompletableFuture<ExecutionDescription> end = new CompletableFuture<>();
            Run run = executions.named(executionArn);
            run.onClosed(() -> end.complete(describe(run)));
            return end;
        }

        @Override
        public void stop(String executionArn, String cause) {
            executions.named(executionArn).abort(null, cause);
        }
    }
}
