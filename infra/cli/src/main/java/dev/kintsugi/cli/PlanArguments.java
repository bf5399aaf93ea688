package dev.kintsugi.cli;

import dev.kintsugi.core.plan.read.FolderFiles;
import dev.kintsugi.core.plan.read.PlanReader;
import dev.kintsugi.core.plan.read.PlanReading;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which plan a command is about, written the same way for every command that reads one. */
final class PlanArguments {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "PLAN",
            arity = "1..*",
            description = "A folder of task files, or task files one by one; together they are one plan.")
    private List<String> plan = List.of();

    @Option(
            names = "--repo",
            paramLabel = "DIR",
            description = "The repository: context files and targets are looked up in it.")
    private @Nullable String repository;

    @Option(
            names = "--allow-missing-deps",
            description = "Take a dependency that is in no file of the plan to be done already.")
    private boolean allowMissingDependencies;

    PlanReading read() {
        PlanReader reader = PlanReader.strict().allowingMissingDependencies(allowMissingDependencies);
        if (repository != null) {
            reader = reader.lookingInto(folder(repository));
        }
        List<Path> paths = new ArrayList<>();
        plan.forEach(path -> paths.add(path(path)));
        return reader.readFiles(paths);
    }

    private FolderFiles folder(String name) {
        Path folder = path(name);
        try {
            if (folder.toFile().isDirectory()) {
                return new FolderFiles(folder);
            }
        } catch (IOException unreadable) {
            throw misuse("--repo: " + name + " cannot be read");
        }
        throw misuse("--repo: there is no folder " + name);
    }

    private Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw misuse("no file can have that name: " + e.getReason());
        }
    }

    private ParameterException misuse(String message) {
        CommandLine command = spec == null ? new CommandLine(this) : spec.commandLine();
        return new ParameterException(command, message);
    }
}
