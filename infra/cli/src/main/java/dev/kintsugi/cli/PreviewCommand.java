package dev.kintsugi.cli;

import dev.kintsugi.core.edit.SourceTree;
import dev.kintsugi.core.edit.tree.DirectoryTree;
import dev.kintsugi.core.model.CodingModel;
import dev.kintsugi.core.model.ModelCard;
import dev.kintsugi.core.model.ModelRequest;
import dev.kintsugi.core.model.Role;
import dev.kintsugi.core.model.Turn;
import dev.kintsugi.core.path.RepositoryPath;
import dev.kintsugi.core.plan.Project;
import dev.kintsugi.core.plan.Task;
import dev.kintsugi.core.plan.read.PlanReader;
import dev.kintsugi.core.plan.read.PlanReading;
import dev.kintsugi.core.prompt.Assignment;
import dev.kintsugi.core.prompt.CoderBrief;
import dev.kintsugi.core.prompt.CoderPrompt;
import dev.kintsugi.core.prompt.PromptPreview;
import dev.kintsugi.core.prompt.ShownFile;
import dev.kintsugi.models.ModelSpec;
import dev.kintsugi.models.Models;
import dev.kintsugi.models.StrictUtf8;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kintsugi preview}: the coder's first prompt of a task, its tokens and the most it can cost. Nothing is sent. */
@Command(
        name = "preview",
        mixinStandardHelpOptions = true,
        description = "Prints the prompt of a task's first cycle, its tokens and the most it can cost.",
        footer = {"", "Exit: 0 shown, 2 it cannot be."})
final class PreviewCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "TASK", description = "The task's id.")
    private String task = "";

    @Option(
            names = "--plan",
            paramLabel = "PLAN",
            required = true,
            description = "A folder of task files, or task files one by one.")
    private List<String> plan = List.of();

    @Option(names = "--repo", paramLabel = "DIR", defaultValue = ".", description = "The repository (default: here).")
    private String repository = ".";

    @Option(
            names = "--model",
            paramLabel = "SPEC",
            description = "recorded:DIR, openai:http://host:port/v1#model, bedrock:model-id or command:program"
                    + " (default: the task's).")
    private @Nullable String model;

    @Option(names = "--summary", description = "Print the sizes and the cost only.")
    private boolean summary;

    @Option(names = "--allow-missing-deps", description = "Take dependencies in no file of the plan to be done.")
    private boolean allowMissingDependencies;

    @Override
    public Integer call() {
        PrintWriter err = Output.errorsOf(spec);
        try {
            PlanReading reading = PlanReader.strict()
                    .allowingMissingDependencies(allowMissingDependencies)
                    .readFiles(plan.stream().map(Path::of).toList());
            Project project = reading.project();
            if (project == null) {
                ProblemReport.print(reading, err);
                err.println("kintsugi: the plan is not valid");
                return ExitCode.ERROR;
            }
            show(project, named(project));
            return ExitCode.DONE;
        } catch (InvalidPathException bad) {
            err.println("kintsugi: no file can have that name: " + bad.getReason());
        } catch (IllegalArgumentException misuse) {
            err.println("kintsugi: " + misuse.getMessage());
        } catch (IOException unreadable) {
            err.println("kintsugi: --repo: %s cannot be read".formatted(repository));
        }
        return ExitCode.ERROR;
    }

    private Task named(Project project) {
        return project.tasks().stream()
                .filter(one -> one.id().folded().equals(task.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the plan has no task '%s'; it has %s"
                        .formatted(
                                task,
                                project.tasks().stream()
                                        .limit(20)
                                        .map(one -> one.id().value())
                                        .collect(Collectors.joining(", ")))));
    }

    private void show(Project project, Task wanted) throws IOException {
        SourceTree tree = DirectoryTree.at(Path.of(repository));
        CoderBrief brief = new CoderBrief(
                Assignment.of(project, wanted),
                Optional.empty(),
                files(tree, wanted.contextFiles()),
                files(tree, wanted.targets()),
                List.of(),
                List.of(),
                List.of());
        ModelRequest request = CoderPrompt.of(Turn.first(wanted.id().value(), Role.CODER), brief);
        ModelCard card = open(project, wanted).card();
        PrintWriter out = Output.of(spec);
        out.print(summary ? PromptPreview.summary(request, card) : PromptPreview.of(request, card));
        out.flush();
    }

    private CodingModel open(Project project, Task wanted) {
        String planned =
                wanted.model() != null ? wanted.model() : project.settings().model();
        String chosen = model != null ? model : planned;
        if (chosen == null) {
            throw new IllegalArgumentException("neither the task nor the project names a model: give --model SPEC");
        }
        return Models.from(System.getenv())
                .open(
                        ModelSpec.parse(chosen),
                        project.settings().contextTokens().of(chosen));
    }

    /** A file that is not there yet is no file of the prompt: a task may be about making it. */
    private List<ShownFile> files(SourceTree tree, List<String> paths) {
        List<ShownFile> shown = new ArrayList<>();
        for (String path : paths) {
            if (RepositoryPath.of(path).map(tree::look).orElse(new SourceTree.Entry.Missing())
                    instanceof SourceTree.Entry.Found found) {
                StrictUtf8.decode(found.content())
                        .ifPresentOrElse(
                                text -> shown.add(new ShownFile(path, text)),
                                () -> Output.errorsOf(spec)
                                        .println("kintsugi: %s is no UTF-8 text and is left out".formatted(path)));
            }
        }
        return shown;
    }
}
