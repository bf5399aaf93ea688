package dev.kintsugi.cli;

import dev.kintsugi.core.plan.Gate;
import dev.kintsugi.core.plan.Project;
import dev.kintsugi.core.plan.Task;
import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.plan.graph.Outlook;
import dev.kintsugi.core.plan.read.PlanReading;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kintsugi plan}: what a plan will do before anything is paid for. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = "Shows what can run together, the longest chain, scopes, gates and what it may cost.",
        footer = {"", "Exit: 0 shown, 2 the plan is not valid (see kintsugi validate)."})
final class PlanCommand implements Callable<Integer> {
    /** Ids in one line of a picture for people; JSON has them all. */
    private static final int MAX_SHOWN = 30;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private PlanArguments arguments = new PlanArguments();

    @Option(names = "--json", description = "Print one JSON object: tasks, groups, critical path, budget, problems.")
    private boolean json;

    @Override
    public Integer call() {
        PlanReading reading = arguments.read();
        PrintWriter out = Output.of(spec);
        Project project = reading.project();
        if (project == null) {
            if (json) {
                out.println(ProblemReport.json(reading).toPrettyString());
            } else {
                ProblemReport.print(reading, out);
                out.println(ProblemReport.counts(reading) + ": not valid");
            }
            return ExitCode.ERROR;
        }
        Outlook outlook = Outlook.of(project);
        if (json) {
            out.println(PlanView.json(reading, project, outlook).toPrettyString());
        } else {
            print(project, outlook, out);
            out.println();
            out.println(ProblemReport.counts(reading) + ": valid"
                    + (reading.problems().isEmpty() ? "" : " (kintsugi validate shows them)"));
        }
        return ExitCode.DONE;
    }

    private static void print(Project project, Outlook outlook, PrintWriter out) {
        Map<TaskId, Task> tasks = new HashMap<>();
        project.tasks().forEach(task -> tasks.put(task.id(), task));
        out.println(
                project.name() + ": " + ProblemReport.counted(project.tasks().size(), "task") + ", at most "
                        + outlook.workers() + " at a time");
        int number = 1;
        for (List<TaskId> group : outlook.groups()) {
            out.println();
            out.println("Group " + number++ + (group.size() == 1 ? "" : ", can run together"));
            group.stream().limit(MAX_SHOWN).forEach(id -> printTask(tasks.get(id), out));
            if (group.size() > MAX_SHOWN) {
                out.println("  ... " + (group.size() - MAX_SHOWN) + " more");
            }
            if (number > MAX_SHOWN && outlook.groups().size() > MAX_SHOWN) {
                out.println();
                out.println("... " + (outlook.groups().size() - MAX_SHOWN) + " more groups");
                break;
            }
        }
        out.println();
        out.println("Longest chain   "
                + ProblemReport.counted(outlook.criticalPath().size(), "task") + ": "
                + ids(outlook.criticalPath(), " -> "));
        out.println("Rounds          " + outlook.rounds() + " if every task takes one");
        printGates(project, out);
        out.println("Cost            at most " + outlook.bound() + " (all tasks together " + outlook.tasksBudget()
                + (project.settings().projectBudget() == null
                        ? ""
                        : ", project_budget_usd " + project.settings().projectBudget())
                + ")");
    }

    private static void printTask(@Nullable Task task, PrintWriter out) {
        if (task == null) {
            return;
        }
        out.printf("  %-32s %s%n", task.id(), task.title());
        String about = "priority " + task.priority() + ", " + task.maxBudget()
                + (task.verify() ? "" : ", no reviewer")
                + (task.gate() == Gate.APPROVE ? ", asks a person" : "")
                + (task.dependsOn().isEmpty() ? "" : ", after " + ids(task.dependsOn(), ", "));
        out.printf("  %-32s %s%n", "", about);
        out.printf("  %-32s %s%n", "", "works on " + PlanView.scopeInWords(task));
    }

    private static void printGates(Project project, PrintWriter out) {
        List<TaskId> gated = project.tasks().stream()
                .filter(task -> task.gate() == Gate.APPROVE)
                .map(Task::id)
                .toList();
        out.println("Gates           "
                + (gated.isEmpty() ? "none: no person is asked" : "a person approves " + ids(gated, ", ")));
    }

    private static String ids(List<TaskId> ids, String between) {
        String shown = ids.stream().limit(MAX_SHOWN).map(TaskId::value).collect(Collectors.joining(between));
        return ids.size() > MAX_SHOWN ? shown + between + "... " + (ids.size() - MAX_SHOWN) + " more" : shown;
    }
}
