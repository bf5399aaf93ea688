package dev.kintsugi.core.plan.read;

import dev.kintsugi.core.plan.Mode;
import dev.kintsugi.core.plan.PlanLimits;
import dev.kintsugi.core.plan.Problem.Code;
import dev.kintsugi.core.plan.Slug;
import dev.kintsugi.core.plan.Task;
import dev.kintsugi.core.plan.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One markdown file becomes one task; the project's settings and defaults fill in what it does not say. */
final class TaskReader {
    private static final Pattern WRITTEN_ID = Pattern.compile(
            "^id[ \\t]{0,20}[:=][ \\t]{0,20}[\"']?([A-Za-z0-9][A-Za-z0-9_-]{0,31})\\b", Pattern.MULTILINE);

    private static final Node.Table NO_KEYS = new Node.Table(Place.WHOLE_FILE, Map.of());

    private final ProjectDraft project;

    TaskReader(ProjectDraft project) {
        this.project = project;
    }

    /** The task, or null after saying why none can be made of it. */
    @Nullable
    ReadTask read(String text, String fileName, Problems.InFile problems) {
        FrontMatter file = FrontMatter.of(text);
        Parsed parsed = file.parsed();
        if (file.closed()) {
            problems.faults(parsed.faults());
        } else {
            problems.error(
                    Code.SYNTAX,
                    Place.line(file.bodyLine() - 1 - trailingLine(text)),
                    null,
                    "the front matter is never closed: expected a line " + file.mark()
                            + " below it, found the end of the file",
                    "close it with a line " + file.mark() + ", or leave out the first one");
        }
        boolean damaged = parsed.isDamaged() || !file.closed();
        Fields fields = new Fields(parsed.table(), problems, "");
        if (file.closed()) {
            fields.refuseOthers(TaskKeys.NAMES, TaskKeys.UNUSED);
        }
        Values values = file.closed()
                ? Values.of(fields, TaskKeys.ALL, project.defaults())
                : Values.of(new Fields(NO_KEYS, problems, ""), TaskKeys.ALL, project.defaults());
        Markdown body = Markdown.read(file.body(), file.bodyLine());
        TaskId salvaged = damaged ? salvagedId(file.head()) : null;
        TaskId id = idOf(values, fields, fileName, problems, damaged);
        if (id == null) {
            return null;
        }
        if (!damaged) {
            refuseEmpty(fields, file, problems);
        }
        return task(id, salvaged, values, fields, file, body, problems);
    }

    /** A text that ends with a line feed has no line after it. */
    private static int trailingLine(String text) {
        return text.endsWith("\n") ? 1 : 0;
    }

    private ReadTask task(
            TaskId id,
            @Nullable TaskId salvaged,
            Values values,
            Fields fields,
            FrontMatter file,
            Markdown body,
            Problems.InFile problems) {
        List<Located<String>> outputs = outputs(values, fields, problems);
        List<Located<String>> targets = values.list(TaskKeys.TARGET_FILES);
        Mode mode = values.get(TaskKeys.MODE, Mode.EDIT);
        if (mode == Mode.REPLACE && outputs.isEmpty() && targets.isEmpty()) {
            problems.badValue(
                    fields.at(TaskKeys.MODE),
                    "mode",
                    "replace without any file",
                    "target_files, output_file or output_files beside mode: replace",
                    "name the files that are replaced");
        }
        String title = values.get(TaskKeys.TITLE);
        List<Located<TaskId>> dependsOn = values.list(TaskKeys.DEPENDS_ON);
        Task task = new Task(
                id,
                title != null ? title : titleOf(body, id),
                values.get(TaskKeys.TYPE),
                values.get(TaskKeys.PRIORITY, Task.DEFAULT_PRIORITY),
                Values.plain(dependsOn).stream().distinct().toList(),
                Values.plain(values.list(TaskKeys.LABELS)),
                Values.plain(values.list(TaskKeys.SCOPE)),
                values.get(TaskKeys.ALLOW_SCOPE_OVERLAP, false),
                Values.plain(values.list(TaskKeys.CONTEXT_FILES)),
                Values.plain(outputs),
                Values.plain(targets),
                mode,
                values.get(TaskKeys.VERIFY, true),
                values.get(TaskKeys.MAX_REVIEW_CYCLES, project.settings().maxReviewCycles()),
                values.get(TaskKeys.MAX_BUDGET_USD, project.settings().maxBudget()),
                values.get(TaskKeys.MODEL),
                values.get(TaskKeys.GATE, project.settings().gate()),
                file.body(),
                body.criteria(),
                problems.file());
        return new ReadTask(
                task,
                problems,
                fields.has(TaskKeys.ID) ? fields.at(TaskKeys.ID) : Place.WHOLE_FILE,
                !fields.has(TaskKeys.ID),
                salvaged,
                dependsOn,
                values.list(TaskKeys.SCOPE),
                values.list(TaskKeys.CONTEXT_FILES),
                outputs,
                targets,
                body.proseDependencies());
    }

    private static @Nullable TaskId idOf(
            Values values, Fields fields, String fileName, Problems.InFile problems, boolean damaged) {
        TaskId written = values.get(TaskKeys.ID);
        if (written != null) {
            return written;
        }
        String stem = FileNames.stem(fileName);
        String slug = Slug.ofTask(stem);
        if (!TaskId.isLegal(slug)) {
            problems.error(
                    Code.MISSING_ID,
                    Place.WHOLE_FILE,
                    "id",
                    "the task has no id, and its file's name holds no letter or digit to make one of",
                    "add a line such as: id: add-login");
            return null;
        }
        if (!slug.equals(stem) && !fields.has(TaskKeys.ID) && !damaged) {
            problems.note(
                    Code.ID_FROM_FILE_NAME,
                    Place.WHOLE_FILE,
                    "id",
                    "the id is " + slug + ", made of the file's name, which is no id itself",
                    "write id: to choose another");
        }
        return new TaskId(slug);
    }

    private static @Nullable TaskId salvagedId(String head) {
        Matcher written = WRITTEN_ID.matcher(head);
        return written.find() ? new TaskId(written.group(1)) : null;
    }

    private static String titleOf(Markdown body, TaskId id) {
        String heading = body.title();
        return heading == null ? id.value() : Shown.shortened(heading, PlanLimits.TITLE_CHARS);
    }

    private static List<Located<String>> outputs(Values values, Fields fields, Problems.InFile problems) {
        List<Located<String>> outputs = new ArrayList<>(values.list(TaskKeys.OUTPUT_FILES));
        String folder = values.get(TaskKeys.OUTPUT_DIR, ".");
        String file = values.get(TaskKeys.OUTPUT_FILE);
        if (file != null) {
            String path = RepoPath.normal(folder.equals(".") ? file : folder + "/" + file);
            outputs.add(new Located<>(path, fields.at(TaskKeys.OUTPUT_FILE)));
        } else if (fields.has(TaskKeys.OUTPUT_DIR) && !fields.has(TaskKeys.OUTPUT_FILE)) {
            sayUselessFolder(outputs.isEmpty(), fields, problems);
        }
        return outputs;
    }

    private static void sayUselessFolder(boolean alone, Fields fields, Problems.InFile problems) {
        Place at = fields.at(TaskKeys.OUTPUT_DIR);
        if (alone) {
            problems.badValue(
                    at,
                    "output_dir",
                    "output_dir alone",
                    "output_file beside output_dir",
                    "name the file, or use scope for a whole folder");
        } else {
            problems.warn(
                    Code.UNUSED_KEY,
                    at,
                    "output_dir",
                    "the key output_dir is not used without output_file",
                    "output_files begin at the repository's root");
        }
    }

    private static void refuseEmpty(Fields fields, FrontMatter file, Problems.InFile problems) {
        if (!file.body().isBlank()) {
            return;
        }
        if (fields.has(TaskKeys.TITLE)) {
            problems.warn(
                    Code.EMPTY,
                    Place.WHOLE_FILE,
                    null,
                    "there is no text below the front matter: the title is all that the coder is told",
                    null);
        } else {
            problems.error(
                    Code.EMPTY,
                    Place.WHOLE_FILE,
                    null,
                    "the file says nothing to do",
                    "begin with a heading and say what is wanted");
        }
    }
}
