package dev.kintsugi.cli.work;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.cli.ExitCode;
import dev.kintsugi.cli.Output;
import dev.kintsugi.cli.api.ApiRefusal;
import dev.kintsugi.cli.screen.Screen;
import dev.kintsugi.cli.work.Health.Finding;
import dev.kintsugi.cli.work.Health.Mark;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kintsugi doctor}: whether everything is there. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Looks at this machine: what is needed, what is missing, and what would help.",
        footer = {"", "Exit: 0 it can run here, 2 it cannot."})
public final class DoctorCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final DataArguments data = new DataArguments();

    @Option(names = "--json", description = "Print one JSON object and nothing else.")
    private boolean json;

    @Override
    public Integer call() {
        try {
            List<Finding> found = new Health(data.folder(), System.getenv(), Health.OLLAMA).look();
            print(found);
            return found.stream().anyMatch(finding -> finding.mark() == Mark.BAD) ? ExitCode.ERROR : ExitCode.DONE;
        } catch (ApiRefusal refused) {
            Output.errorsOf(spec).println("kintsugi: " + refused.getMessage());
            return ExitCode.ERROR;
        }
    }

    private void print(List<Finding> found) {
        if (json) {
            ObjectNode all = JsonNodeFactory.instance.objectNode();
            found.forEach(finding -> all.putObject(finding.subject())
                    .put("mark", finding.mark().word())
                    .put("text", finding.text()));
            Output.of(spec).println(all.toPrettyString());
        } else {
            found.forEach(finding -> Output.of(spec)
                    .println("%-4s  %-6s  %s"
                            .formatted(finding.mark().word(), finding.subject(), Screen.harmless(finding.text()))));
        }
        Output.of(spec).flush();
    }
}
