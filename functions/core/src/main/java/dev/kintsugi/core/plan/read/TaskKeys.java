package dev.kintsugi.core.plan.read;

import dev.kintsugi.core.plan.Gate;
import dev.kintsugi.core.plan.MicroDollars;
import dev.kintsugi.core.plan.Mode;
import dev.kintsugi.core.plan.PlanLimits;
import dev.kintsugi.core.plan.Settings;
import dev.kintsugi.core.plan.Task;
import dev.kintsugi.core.plan.TaskId;
import java.util.List;
import java.util.Map;

/** Every key of a task's front matter. */
final class TaskKeys {
    static final Key<TaskId> ID = new Key<>(
            "id", Kinds.taskId(), "the file's name", "How other tasks, branches and commits call it.", "add-login");
    static final Key<String> TITLE = new Key<>(
            "title",
            Kinds.line(PlanLimits.TITLE_CHARS),
            "the first heading",
            "What is wanted, in one line.",
            "Add a login page");
    static final Key<String> TYPE = new Key<>(
            "type", Kinds.line(PlanLimits.WORD_CHARS), "none", "A word of your own, shown with the task.", "feature");
    static final Key<Integer> PRIORITY = new Key<>(
            "priority",
            Kinds.whole(1, PlanLimits.PRIORITY, " (most urgent)"),
            String.valueOf(Task.DEFAULT_PRIORITY),
            "Among tasks that are ready, 1 goes first.",
            "2");
    static final Key<List<Located<TaskId>>> DEPENDS_ON = new Key<>(
            "depends_on",
            Kinds.listOf(Kinds.taskId(), PlanLimits.DEPENDENCIES),
            "none",
            "Ids of tasks that must be done first. The order of files means nothing.",
            "[add-users]");
    static final Key<List<Located<String>>> LABELS = new Key<>(
            "labels",
            Kinds.listOf(Kinds.line(PlanLimits.WORD_CHARS), PlanLimits.LIST_ITEMS),
            "none",
            "Words of your own, shown with the task.",
            "[web, security]");
    static final Key<List<Located<String>>> SCOPE = new Key<>(
            "scope",
            Kinds.listOf(RepoPath.scope(), PlanLimits.LIST_ITEMS),
            "the files it writes",
            "Paths or globs that no other task works on meanwhile.",
            "[src/login/, \"src/**/*_login.py\"]");
    static final Key<Boolean> ALLOW_SCOPE_OVERLAP = new Key<>(
            "allow_scope_overlap",
            Kinds.flag(),
            "false",
            "true: it may run beside a task whose scope overlaps.",
            "true");
    static final Key<List<Located<String>>> CONTEXT_FILES = new Key<>(
            "context_files",
            Kinds.listOf(RepoPath.file(), PlanLimits.LIST_ITEMS),
            "none",
            "Files that the coder is shown.",
            "[src/app.py, docs/style.md]");
    static final Key<String> OUTPUT_DIR =
            new Key<>("output_dir", RepoPath.folder(), "the repository", "The folder of output_file.", "src/login/");
    static final Key<String> OUTPUT_FILE = new Key<>(
            "output_file", RepoPath.file(), "none", "The file it produces; then it may write no other.", "page.py");
    static final Key<List<Located<String>>> OUTPUT_FILES = new Key<>(
            "output_files",
            Kinds.listOf(RepoPath.file(), PlanLimits.LIST_ITEMS),
            "none",
            "Several files it produces, from the repository's root; then it may write no other.",
            "[src/login/page.py, src/login/form.py]");
    static final Key<List<Located<String>>> TARGET_FILES = new Key<>(
            "target_files",
            Kinds.listOf(RepoPath.file(), PlanLimits.LIST_ITEMS),
            "any file of the repository",
            "Files it changes; then it may write no other.",
            "[src/app.py]");
    static final Key<Mode> MODE = new Key<>(
            "mode",
            Kinds.oneOf(Mode.class),
            "edit",
            "edit: the reply is changes. replace: it is the whole new content of each target.",
            "edit");
    static final Key<Boolean> VERIFY = new Key<>(
            "verify", Kinds.flag(), "true", "false: no reviewer; checks, gate and landing as always.", "false");
    static final Key<Integer> MAX_REVIEW_CYCLES = new Key<>(
            "max_review_cycles",
            Kinds.whole(1, PlanLimits.REVIEW_CYCLES, ""),
            String.valueOf(Settings.DEFAULT_REVIEW_CYCLES),
            "Rounds of coding and review before it is given to a person.",
            "3");
    static final Key<MicroDollars> MAX_BUDGET_USD = new Key<>(
            "max_budget_usd",
            Kinds.money(false),
            Settings.DEFAULT_BUDGET.dollars().toPlainString(),
            "US dollars that one task may cost.",
            "5.00");
    static final Key<String> MODEL = new Key<>(
            "model",
            Kinds.line(PlanLimits.MODEL_CHARS),
            "the one the project is run with",
            "The coder's model.",
            "openai:http://localhost:11434/v1#qwen3-coder");
    static final Key<Gate> GATE = new Key<>(
            "gate",
            Kinds.oneOf(Gate.class),
            "trust",
            "trust: it lands when the reviewer approves. approve: a person is asked as well.",
            "approve");

    static final List<Key<?>> ALL = List.of(
            ID,
            TITLE,
            TYPE,
            PRIORITY,
            DEPENDS_ON,
            LABELS,
            SCOPE,
            ALLOW_SCOPE_OVERLAP,
            CONTEXT_FILES,
            OUTPUT_DIR,
            OUTPUT_FILE,
            OUTPUT_FILES,
            TARGET_FILES,
            MODE,
            VERIFY,
            MAX_REVIEW_CYCLES,
            MAX_BUDGET_USD,
            MODEL,
            GATE);

    /** What belongs to one task alone; all else may stand under {@code defaults} in the project file. */
    static final List<Key<?>> OF_ONE_TASK = List.of(ID, TITLE, DEPENDS_ON);

    static final List<String> NAMES = ALL.stream().<String>map(Key::name).toList();

    /** Keys of the systems that the first plans were written for, with what to do instead. */
    static final Map<String, String> UNUSED = Map.of(
            "assignee", "nothing is assigned: the scheduler gives a task to the next free worker",
            "blocks", "write depends_on in the tasks that it blocks",
            "sequential", "several output_files are written in one task as they are",
            "test_file", "name it in output_files, and the command that runs it in the project's checks",
            "target_file", "write target_files",
            "struct_name", "say it in the task's text",
            "new_field", "say it in the task's text",
            "decomposed", "tasks are not split by themselves",
            "auto_decompose", "tasks are not split by themselves");

    private TaskKeys() {}
}
