package dev.kintsugi.cli.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.engine.ExecutionDescription;
import dev.kintsugi.engine.api.HistoryEventJson;
import dev.kintsugi.engine.execution.ExecutionStatus;
import dev.kintsugi.engine.history.HistoryEvent;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a machine once, with mocked tasks, in a time that passes at once. */
@Command(
        name = "run",
        description = "Run a state machine once, with mocked tasks. Waits, timeouts and retries take no time.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nMocks:%n",
        footer = {
            "  {\"Charge card\": [{\"Throw\": {\"Error\": \"Timeout\", \"Cause\": \"...\"}}, {\"Return\": {\"paid\": true}}],",
            "   \"send-receipt\": [{\"Return\": \"sent\"}],",
            "   \"arn:aws:states:::sqs:sendMessage\": [{\"Return\": {\"MessageId\": \"1\"}}]}",
            "  A key is a state's name, a Lambda function's name or ARN, or a resource, looked for",
            "  in that order. Answers are given in order, the last one again and again. Return is",
            "  the task's result; under a function's name, what the function itself returns."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:the execution succeeded",
            " 1:it failed, timed out or still waits",
            " 2:the definition, the input or the mocks cannot be used; every problem is told"
        })
final class AslRun implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The definition, in Amazon States Language with JSONata.")
    private Path file = Path.of("");

    @Option(
            names = "--input",
            paramLabel = "JSON|@FILE",
            description = "The execution's input. Without it: {}.",
            defaultValue = "{}",
            showDefaultValue = Help.Visibility.NEVER)
    private String input = "{}";

    @Option(names = "--mock", paramLabel = "MOCKS", description = "A file with what tasks answer, see below.")
    private @Nullable Path mocks;

    @Option(names = "--json", description = "Print the execution and its history as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try {
            String definition = GivenJson.textOf(file);
            String given = GivenJson.textOf(input);
            GivenJson.parse(input.startsWith("@") ? input.substring(1) : "--input", given);
            Mocks answers = mocks == null ? Mocks.none() : Mocks.read(mocks.toString(), GivenJson.textOf(mocks));
            Trial.Outcome outcome = Trial.run(file.toString(), definition, given, answers);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(shown(outcome).toPrettyString());
            } else {
                tell(outcome, out);
            }
            return outcome.execution().status() == ExecutionStatus.SUCCEEDED ? Trial.SUCCEEDED : Trial.FAILED;
        } catch (UnusableInputException e) {
            return Trial.refuse(spec, json, e);
        }
    }

    private static void tell(Trial.Outcome outcome, PrintWriter out) {
        ExecutionTrace.lines(outcome.history()).forEach(out::println);
        ExecutionDescription execution = outcome.execution();
        Instant end = Objects.requireNonNullElse(
                execution.stoppedAt(), outcome.history().getLast().timestamp());
        out.printf(
                "%s after %s of virtual time: nothing was waited for%n",
                execution.status(),
                ExecutionTrace.since(execution.startedAt(), end).substring(1));
        if (execution.output() != null) {
            out.println("output " + execution.output());
        } else if (execution.status() == ExecutionStatus.RUNNING) {
            out.println("it waits for a task token that nobody sends back");
        } else {
            out.println("error " + ExecutionTrace.error(execution.error(), execution.cause()));
        }
    }

    private static ObjectNode shown(Trial.Outcome outcome) throws UnusableInputException {
        ExecutionDescription execution = outcome.execution();
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        shown.put("status", execution.status().name());
        if (execution.output() != null) {
            JsonNode output = GivenJson.parse("output", execution.output());
            shown.set("output", output);
        }
        put(shown, "error", execution.error());
        put(shown, "cause", execution.cause());
        ArrayNode events = shown.putArray("events");
        for (HistoryEvent event : outcome.history()) {
            events.add(HistoryEventJson.of(event, true));
        }
        return shown;
    }

    private static void put(ObjectNode shown, String name, @Nullable String value) {
        if (value != null) {
            shown.put(name, value);
        }
    }
}
