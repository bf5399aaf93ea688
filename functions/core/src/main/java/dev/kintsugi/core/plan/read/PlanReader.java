package dev.kintsugi.core.plan.read;

import dev.kintsugi.core.plan.PlanLimits;
import dev.kintsugi.core.plan.Problem.Code;
import dev.kintsugi.core.plan.Project;
import dev.kintsugi.core.plan.TaskId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a plan and says everything that is wrong with it. Nothing in a file makes this throw: bad input is an answer.
 */
public final class PlanReader {
    /** Bytes of all files together, for the sake of memory. */
    static final long PLAN_BYTES = 512L * 1024 * 1024;

    private final boolean allowMissingDependencies;
    private final @Nullable RepositoryFiles repository;

    private PlanReader(boolean allowMissingDependencies, @Nullable RepositoryFiles repository) {
        this.allowMissingDependencies = allowMissingDependencies;
        this.repository = repository;
    }

    public static PlanReader strict() {
        return new PlanReader(false, null);
    }

    /** A dependency that no file of the plan has is then outside of it, and counts as done. */
    public PlanReader allowingMissingDependencies(boolean allow) {
        return new PlanReader(allow, repository);
    }

    /** Context files and targets are then looked up there. */
    public PlanReader lookingInto(@Nullable RepositoryFiles files) {
        return new PlanReader(allowMissingDependencies, files);
    }

    /** Files and folders, which together are one plan. */
    public PlanReading readFiles(List<Path> paths) {
        Problems problems = new Problems();
        List<PlanSource> sources = new PlanFiles(problems).find(paths);
        Path first = paths.isEmpty()
                ? Path.of("")
                : paths.getFirst().toAbsolutePath().normalize();
        return read(sources, planName(first), problems);
    }

    /** A plan that is not on this machine's disk: file names with their text, in order. */
    public PlanReading readTexts(String planName, Map<String, String> files) {
        List<PlanSource> sources = new ArrayList<>();
        files.forEach((name, text) -> sources.add(new PlanSource(
                name, name.substring(name.lastIndexOf('/') + 1), false, () -> text.getBytes(StandardCharsets.UTF_8))));
        return read(sources, planName, new Problems());
    }

    private static String planName(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : Files.isDirectory(path) ? name.toString() : FileNames.stem(name.toString());
    }

    private PlanReading read(List<PlanSource> sources, String planName, Problems problems) {
        ProjectDraft draft = project(sources, planName, problems);
        List<ReadTask> tasks = tasks(sources, new TaskReader(draft), problems);
        if (tasks.isEmpty() && !problems.hasErrors()) {
            problems.in(sources.isEmpty() ? planName : sources.getFirst().shown())
                    .error(Code.EMPTY, Place.WHOLE_FILE, null, "the plan holds no task", "add a *.md file");
        }
        Set<TaskId> external = new PlanChecks(tasks, problems, allowMissingDependencies, repository).run();
        Project project = problems.hasErrors()
                ? null
                : new Project(
                        draft.name(),
                        draft.slug(),
                        draft.settings(),
                        tasks.stream().map(ReadTask::task).toList(),
                        external);
        return new PlanReading(project, problems.sorted(), problems.untold(), tasks.size());
    }

    private static ProjectDraft project(List<PlanSource> sources, String planName, Problems problems) {
        List<PlanSource> files = sources.stream()
                .filter(source -> FileNames.isProjectFile(source.name()))
                .toList();
        if (files.isEmpty()) {
            return ProjectReader.withoutFile(planName, problems.in(planName));
        }
        for (PlanSource second : files.subList(1, files.size())) {
            problems.in(second.shown())
                    .error(
                            Code.SYNTAX,
                            Place.WHOLE_FILE,
                            null,
                            "a plan has one project file, and "
                                    + files.getFirst().shown() + " is one already",
                            "keep one of them");
        }
        PlanSource file = files.getFirst();
        Problems.InFile inFile = problems.in(file.shown());
        byte[] bytes = bytes(file, inFile);
        String text = bytes == null ? null : PlanText.of(bytes, inFile);
        return text == null
                ? ProjectReader.withoutFile(planName, inFile)
                : ProjectReader.read(text, FileNames.isToml(file.name()), planName, inFile);
    }

    private static List<ReadTask> tasks(List<PlanSource> sources, TaskReader reader, Problems problems) {
        List<ReadTask> tasks = new ArrayList<>();
        long total = 0;
        for (PlanSource source : sources) {
            if (FileNames.isProjectFile(source.name())) {
                continue;
            }
            Problems.InFile inFile = problems.in(source.shown());
            byte[] bytes = bytes(source, inFile);
            total += bytes == null ? 0 : bytes.length;
            if (total > PLAN_BYTES) {
                inFile.error(
                        Code.TOO_LARGE,
                        Place.WHOLE_FILE,
                        null,
                        "with this file the plan has more than " + PLAN_BYTES
                                + " bytes, the most that are read at once",
                        null);
                return tasks;
            }
            String text = bytes == null ? null : PlanText.of(bytes, inFile);
            if (bytes == null || text == null || isSkipped(source, text, inFile)) {
                continue;
            }
            ReadTask task = reader.read(text, source.name(), inFile);
            if (task != null) {
                tasks.add(task);
                sayTooLarge(bytes.length, inFile);
            }
        }
        if (total > PlanLimits.SUBMITTED_PLAN_BYTES || tasks.size() > PlanLimits.SUBMITTED_TASKS) {
            problems.in(sources.getFirst().shown())
                    .warn(
                            Code.NOT_SUBMITTABLE,
                            Place.WHOLE_FILE,
                            null,
                            "the plan has " + tasks.size() + " tasks and " + total + " bytes: at most "
                                    + PlanLimits.SUBMITTED_TASKS + " tasks can be submitted, through the API at most "
                                    + PlanLimits.SUBMITTED_PLAN_BYTES + " bytes",
                            "divide it into several projects");
        }
        return tasks;
    }

    private static boolean isSkipped(PlanSource source, String text, Problems.InFile problems) {
        boolean skipped = isAside(source, text);
        if (skipped) {
            problems.note(
                    Code.FILE_SKIPPED,
                    Place.WHOLE_FILE,
                    null,
                    "the file is not read: a README without front matter describes the plan and is no task",
                    "name it, or give it front matter, to make it one");
        }
        return skipped;
    }

    /** A README in a plan's folder that is no task. */
    static boolean isAside(PlanSource source, String text) {
        return source.inFolder()
                && FileNames.isReadme(source.name())
                && FrontMatter.of(text).kind() == FrontMatter.Kind.NONE;
    }

    private static void sayTooLarge(int bytes, Problems.InFile problems) {
        if (bytes > PlanLimits.SUBMITTED_TASK_BYTES) {
            problems.warn(
                    Code.NOT_SUBMITTABLE,
                    Place.WHOLE_FILE,
                    null,
                    "the task has " + bytes + " bytes: through the API one has at most "
                            + PlanLimits.SUBMITTED_TASK_BYTES,
                    "put long material into files of the repository and name them in context_files");
        }
    }

    private static byte @Nullable [] bytes(PlanSource source, Problems.InFile problems) {
        try {
            byte[] bytes = source.content().bytes();
            if (bytes.length > PlanLimits.FILE_BYTES) {
                throw new PlanFiles.TooLarge(bytes.length);
            }
            return bytes;
        } catch (PlanFiles.TooLarge e) {
            problems.error(Code.TOO_LARGE, Place.WHOLE_FILE, null, String.valueOf(e.getMessage()), null);
        } catch (IOException e) {
            problems.error(Code.UNREADABLE, Place.WHOLE_FILE, null, "cannot be read: " + PlanFiles.reason(e), null);
        }
        return null;
    }
}
