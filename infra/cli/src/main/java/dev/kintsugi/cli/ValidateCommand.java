package dev.kintsugi.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.core.plan.Project;
import dev.kintsugi.core.plan.read.PlanReading;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kintsugi validate}: everything that is wrong with a plan. The report is the answer, so it goes to stdout. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = "Says everything that is wrong with a plan.",
        footer = {"", "Exit: 0 the plan is valid (it may have warnings), 2 it is not."})
final class ValidateCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private PlanArguments arguments = new PlanArguments();

    @Option(names = "--json", description = "Print one JSON object: valid, tasks, counts, problems.")
    private boolean json;

    @Override
    public Integer call() {
        PlanReading reading = arguments.read();
        PrintWriter out = Output.of(spec);
        if (json) {
            out.println(asJson(reading).toPrettyString());
        } else {
            ProblemReport.print(reading, out);
            out.println(ProblemReport.counts(reading) + ": " + (reading.isValid() ? "valid" : "not valid"));
        }
        return reading.isValid() ? ExitCode.DONE : ExitCode.ERROR;
    }

    private static ObjectNode asJson(PlanReading reading) {
        ObjectNode report = ProblemReport.json(reading);
        Project project = reading.project();
        report.put("fingerprint", project == null ? null : project.fingerprint());
        return report;
    }
}
