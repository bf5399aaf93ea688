package dev.kintsugi.engine;

import dev.kintsugi.engine.definition.Definition;
import dev.kintsugi.engine.definition.DefinitionReader;
import dev.kintsugi.engine.definition.KnownResources;
import dev.kintsugi.engine.jsonata.Document;
import dev.kintsugi.engine.log.LogEntry;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The machines that exist, and every revision that an execution may still run on. */
final class Machines {
    private static final Pattern MACHINE_ARN =
            Pattern.compile("arn:aws[a-z-]*:states:[a-z0-9-]+:\\d{12}:stateMachine:[^:/]{1,80}");
    private static final Pattern FORBIDDEN_IN_NAMES = Pattern.compile("[\\s<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/\\p{Cntrl}]");

    private final KnownResources resources;
    private final Map<String, Machine> current = new ConcurrentHashMap<>();
    private final Map<String, Machine> revisions = new ConcurrentHashMap<>();

    Machines(KnownResources resources) {
        this.resources = resources;
    }

    /** One revision of a machine. */
    record Machine(MachineDescription description, Definition definition) {
        boolean isActive() {
            return description.status() == MachineDescription.Status.ACTIVE;
        }
    }

    /** Reads a definition that must be valid. */
    Definition read(String text) {
        if (Document.utf8Bytes(text) > EngineLimits.DEFINITION_BYTES) {
            throw new EngineException(
                    EngineException.Name.InvalidDefinition,
                    "Invalid State Machine Definition: 'The definition has more than " + EngineLimits.DEFINITION_BYTES
                            + " bytes'");
        }
        DefinitionReader.Result result = DefinitionReader.read(text, resources);
        Definition definition = result.definition();
        if (definition == null) {
            throw new EngineException(EngineException.Name.InvalidDefinition, result.invalidDefinition());
        }
        return definition;
    }

    /** Keeps what a log entry says; a revision that is known is not read again. */
    Machine save(LogEntry.MachineSaved saved, Definition definition) {
        Machine machine = new Machine(
                new MachineDescription(
                        saved.machineArn(),
                        saved.name(),
                        saved.definition(),
                        saved.roleArn(),
                        saved.createdAt(),
                        saved.updatedAt(),
                        saved.revisionId(),
                        saved.attributes(),
                        MachineDescription.Status.ACTIVE),
                definition);
        revisions.put(saved.revisionId(), machine);
        current.put(saved.machineArn(), machine);
        return machine;
    }

    /** From now on nothing new begins with it. */
    void beginDeletion(String machineArn) {
        current.computeIfPresent(
                machineArn, (arn, machine) -> new Machine(machine.description().deleting(), machine.definition()));
    }

    void delete(String machineArn) {
        current.remove(machineArn);
    }

    boolean isActive(String machineArn) {
        Machine machine = current.get(machineArn);
        return machine != null && machine.isActive();
    }

    /** Whether an execution's machine is there still: one that was created later under its name is another. */
    boolean isThere(LogEntry.ExecutionStarted start) {
        Machine machine = current.get(start.machineArn());
        return machine != null
                && !start.startedAt().isBefore(machine.description().createdAt());
    }

    /** A machine with which something new may begin. */
    Machine active(String machineArn) {
        Machine machine = named(machineArn);
        if (!machine.isActive()) {
            throw beingDeleted(machineArn);
        }
        return machine;
    }

    static EngineException beingDeleted(String machineArn) {
        return new EngineException(
                EngineException.Name.StateMachineDeleting, "State Machine is being deleted: '" + machineArn + "'");
    }

    @Nullable
    Machine find(String machineArn) {
        return current.get(machineArn);
    }

    Machine named(String machineArn) {
        checkArn(machineArn);
        Machine machine = current.get(machineArn);
        if (machine == null) {
            throw new EngineException(
                    EngineException.Name.StateMachineDoesNotExist,
                    "State Machine Does Not Exist: '" + machineArn + "'");
        }
        return machine;
    }

    Machine revision(String revisionId) {
        Machine machine = revisions.get(revisionId);
        if (machine == null) {
            throw new IllegalStateException("no revision " + revisionId);
        }
        return machine;
    }

    List<MachineDescription> all() {
        return current.values().stream()
                .map(Machine::description)
                .sorted(Comparator.comparing(MachineDescription::name))
                .toList();
    }

    static void checkArn(String machineArn) {
        if (!MACHINE_ARN.matcher(machineArn).matches()) {
            throw new EngineException(EngineException.Name.InvalidArn, "Invalid Arn: '" + machineArn + "'");
        }
    }

    /** Machines and executions have names of 1 to 80 characters without blanks, brackets, wildcards and the like. */
    static void checkName(String name) {
        if (name.isEmpty()
                || name.codePointCount(0, name.length()) > EngineLimits.NAME_CHARACTERS
                || FORBIDDEN_IN_NAMES.matcher(name).find()) {
            throw new EngineException(EngineException.Name.InvalidName, "Invalid Name: '" + name + "'");
        }
    }
}
