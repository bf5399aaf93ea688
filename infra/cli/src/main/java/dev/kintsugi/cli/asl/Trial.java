package dev.kintsugi.cli.asl;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.engine.Engine;
import dev.kintsugi.engine.EngineException;
import dev.kintsugi.engine.ExecutionDescription;
import dev.kintsugi.engine.InProcessEngine;
import dev.kintsugi.engine.definition.DefinitionReader;
import dev.kintsugi.engine.definition.Diagnostic;
import dev.kintsugi.engine.history.HistoryEvent;
import dev.kintsugi.engine.time.VirtualTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** A machine on an engine of its own that forgets everything: what both commands do with a definition. */
final class Trial {
    static final int SUCCEEDED = 0;
    static final int FAILED = 1;
    static final int UNUSABLE = 2;

    private static final String ROLE = "arn:aws:iam::000000000000:role/trial";

    private Trial() {}

    /** How a run ended. */
    record Outcome(ExecutionDescription execution, List<HistoryEvent> history) {}

    /** Every problem of a definition, warnings included. */
    static List<Diagnostic> problems(String definition) {
        return DefinitionReader.read(definition, NoServices.known()).diagnostics();
    }

    static boolean isValid(List<Diagnostic> problems) {
        return problems.stream().noneMatch(problem -> problem.severity() == Diagnostic.Severity.ERROR);
    }

    /**
     * Runs a definition once. What cannot be used at all, a definition with errors or a task without a mock, is an
     * exception; how the execution ends is the outcome.
     */
    static Outcome run(String file, String definition, String input, Mocks mocks) throws UnusableInputException {
        List<Diagnostic> problems = problems(definition);
        if (!isValid(problems)) {
            throw new UnusableInputException(
                    problems.stream().map(problem -> line(file, problem)).toList());
        }
        VirtualTime time = new VirtualTime(Instant.now().truncatedTo(ChronoUnit.MILLIS));
        Delivery tokens = new Delivery(time);
        MockedTasks tasks = new MockedTasks(NoServices.known(), mocks, tokens);
        try (Engine engine =
                InProcessEngine.builder().time(time).connector(tasks).open()) {
            tokens.to(engine);
            String execution = start(engine, definition, input);
            time.passUntilQuiet();
            Set<String> missing = tasks.missing();
            if (!missing.isEmpty()) {
                throw new UnusableInputException(List.copyOf(missing));
            }
            return new Outcome(engine.describeExecution(execution), List.copyOf(engine.history(execution)));
        }
    }

    private static String start(Engine engine, String definition, String input) throws UnusableInputException {
        String machine =
                engine.createStateMachine("trial", definition, ROLE, "{}").machineArn();
        try {
            return engine.startExecution(machine, "run", input).executionArn();
        } catch (EngineException refused) {
            throw new UnusableInputException(List.of("--input: " + refused.message()));
        }
    }

    static String line(String file, Diagnostic problem) {
        String where = problem.location().isEmpty() ? file : file + " " + problem.location();
        String severity = problem.severity() == Diagnostic.Severity.ERROR ? "error" : "warning";
        return "%s: %s: %s".formatted(where, severity, problem.message());
    }

    /** Tells what cannot be used, on the error stream or as JSON, and gives the exit code. */
    static int refuse(CommandSpec spec, boolean json, UnusableInputException unusable) {
        if (json) {
            ObjectNode shown = JsonNodeFactory.instance.objectNode();
            ArrayNode problems = shown.putArray("problems");
            unusable.problems().forEach(problems::add);
            spec.commandLine().getOut().println(shown.toPrettyString());
        } else {
            unusable.problems().forEach(spec.commandLine().getErr()::println);
        }
        return UNUSABLE;
    }
}
