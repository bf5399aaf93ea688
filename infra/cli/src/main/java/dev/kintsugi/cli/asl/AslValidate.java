package dev.kintsugi.cli.asl;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.engine.definition.Diagnostic;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells every problem of a definition with its path. */
@Command(
        name = "validate",
        description = "Tell every problem of a state machine's definition.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {" 0:the definition is valid", " 2:it is not, or it cannot be read"})
final class AslValidate implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The definition, in Amazon States Language with JSONata.")
    private Path file = Path.of("");

    @Option(names = "--json", description = "Print JSON, as ValidateStateMachineDefinition answers.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            List<Diagnostic> problems = Trial.problems(GivenJson.textOf(file));
            boolean valid = Trial.isValid(problems);
            if (json) {
                out.println(shown(problems, valid).toPrettyString());
            } else {
                problems.forEach(problem -> out.println(Trial.line(file.toString(), problem)));
                out.println(valid ? file + ": valid" : file + ": not valid");
            }
            return valid ? Trial.SUCCEEDED : Trial.UNUSABLE;
        } catch (UnusableInputException e) {
            return Trial.refuse(spec, json, e);
        }
    }

    private static ObjectNode shown(List<Diagnostic> problems, boolean valid) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        shown.put("result", valid ? "OK" : "FAIL");
        ArrayNode diagnostics = shown.putArray("diagnostics");
        for (Diagnostic problem : problems) {
            diagnostics
                    .addObject()
                    .put("severity", problem.severity().name())
                    .put("code", problem.code())
                    .put("message", problem.message())
                    .put("location", problem.location());
        }
        return shown;
    }
}
