package dev.kintsugi.cli.work;

import dev.kintsugi.cli.Output;
import dev.kintsugi.cli.ProblemReport;
import dev.kintsugi.cli.api.Api;
import dev.kintsugi.cli.api.ApiRefusal;
import dev.kintsugi.core.plan.Project;
import dev.kintsugi.core.plan.read.FolderFiles;
import dev.kintsugi.core.plan.read.PlanReader;
import dev.kintsugi.core.plan.read.PlanReading;
import dev.kintsugi.core.plan.read.PlanTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which plan is handed in, for which repository and models. */
final class PlanToSubmitArguments {
    private static final String RECORDED = "recorded:";

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "PLAN",
            arity = "0..*",
            description = "A folder of task files, or task files one by one; together they are one plan.")
    private List<String> plan = List.of();

    @Option(names = "--repo", paramLabel = "DIR", description = "The git repository to work in (default: the plan's).")
    private @Nullable String repository;

    @Option(
            names = "--model",
            paramLabel = "SPEC",
            description = "recorded:DIR, openai:http://host:port/v1#model, bedrock:model-id or command:program"
                    + " (default: the project's). It replaces the project's model; a task that names its own keeps it.")
    private @Nullable String model;

    @Option(
            names = "--reviewer-model",
            paramLabel = "SPEC",
            description = "The model that reviews (default: the plan's, else the coder's).")
    private @Nullable String reviewerModel;

    @Option(names = "--new", description = "Begin a new project even when one of this name exists.")
    private boolean isNew;

    @Nullable
    String model() {
        return model;
    }

    @Nullable
    String reviewerModel() {
        return reviewerModel;
    }

    Api.Submission submission(PlanToSubmit ready) {
        return new Api.Submission(
                ready.files(), ready.repository(), fromAnywhere(model), fromAnywhere(reviewerModel), isNew);
    }

    /** A folder of replies is named from the root, for the cloud may run in another folder. */
    private static @Nullable String fromAnywhere(@Nullable String spec) {
        return spec != null && spec.startsWith(RECORDED)
                ? RECORDED + path(spec.substring(RECORDED.length()).strip()).toAbsolutePath()
                : spec;
    }

    /** Reads and judges the plan; what is wrong is printed, and then there is none. */
    Optional<PlanToSubmit> read() throws IOException {
        if (plan.isEmpty()) {
            throw ApiRefusal.unanswered("which plan? name a folder of task files, or task files one by one");
        }
        List<Path> paths = new ArrayList<>();
        plan.forEach(path -> paths.add(path(path)));
        PlanReading reading = reader().readFiles(paths);
        Project project = reading.project();
        if (project == null) {
            ProblemReport.print(reading, Output.errorsOf(spec));
            Output.errorsOf(spec).println(ProblemReport.counts(reading) + ": not valid");
            return Optional.empty();
        }
        String where = repository != null ? repository : project.settings().repository();
        if (where == null) {
            throw ApiRefusal.unanswered("neither the plan nor the command names a repository: give --repo DIR");
        }
        Path folder =
                where.contains("://") ? null : path(where).toAbsolutePath().normalize();
        return Optional.of(new PlanToSubmit(
                project, PlanTexts.of(paths, project), folder == null ? where : folder.toString(), folder));
    }

    private PlanReader reader() throws IOException {
        if (repository == null || repository.contains("://")) {
            return PlanReader.strict();
        }
        Path folder = path(repository);
        if (!Files.isDirectory(folder)) {
            throw ApiRefusal.unanswered("--repo: there is no folder " + repository);
        }
        return PlanReader.strict().lookingInto(new FolderFiles(folder));
    }

    private static Path path(String written) {
        try {
            return Path.of(written);
        } catch (InvalidPathException bad) {
            throw ApiRefusal.unanswered("no file can have that name: " + bad.getReason());
        }
    }
}
