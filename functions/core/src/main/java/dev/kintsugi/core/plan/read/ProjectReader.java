package dev.kintsugi.core.plan.read;

import dev.kintsugi.core.plan.Check;
import dev.kintsugi.core.plan.ContextWindows;
import dev.kintsugi.core.plan.Gate;
import dev.kintsugi.core.plan.Healing;
import dev.kintsugi.core.plan.MicroDollars;
import dev.kintsugi.core.plan.Problem.Code;
import dev.kintsugi.core.plan.Settings;
import dev.kintsugi.core.plan.Slug;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The project file becomes settings and defaults for tasks. */
final class ProjectReader {
    private static final String NAMELESS = "project";

    private ProjectReader() {}

    /** A plan without a project file, named after its folder or its only file. */
    static ProjectDraft withoutFile(String fallbackName, Problems.InFile problems) {
        Node.Table empty = new Node.Table(Place.WHOLE_FILE, new LinkedHashMap<>());
        return draft(new Fields(empty, problems, ""), fallbackName, problems);
    }

    static ProjectDraft read(String text, boolean toml, String fallbackName, Problems.InFile problems) {
        Parsed parsed = toml ? TomlReader.read(text) : YamlReader.read(text);
        problems.faults(parsed.faults());
        Fields fields = new Fields(parsed.table(), problems, "");
        fields.refuseOthers(ProjectKeys.NAMES, ProjectKeys.UNUSED);
        return draft(fields, fallbackName, problems);
    }

    private static ProjectDraft draft(Fields fields, String fallbackName, Problems.InFile problems) {
        Values values = Values.of(fields, ProjectKeys.ALL, Values.NONE);
        String name = values.get(ProjectKeys.NAME);
        String slug = name == null ? Slug.cut(slugOf(fallbackName), Slug.PROJECT_MAX_CHARS) : slugOf(name);
        if (slug.length() > Slug.PROJECT_MAX_CHARS) {
            problems.badValue(
                    fields.at(ProjectKeys.NAME),
                    "name",
                    "the slug " + slug + " of " + slug.length() + " characters",
                    "a name whose slug has at most " + Slug.PROJECT_MAX_CHARS + " characters",
                    "for instance " + Slug.cut(slug, Slug.PROJECT_MAX_CHARS));
            slug = Slug.cut(slug, Slug.PROJECT_MAX_CHARS);
        }
        refuseSameNames(values.list(ProjectKeys.CHECKS), problems);
        return new ProjectDraft(
                name == null ? fallbackName : name,
                slug,
                settings(values, fields, problems),
                defaults(values.get(ProjectKeys.DEFAULTS), problems));
    }

    private static String slugOf(String name) {
        String slug = Slug.ofProject(name);
        return slug.isEmpty() ? NAMELESS : slug;
    }

    private static Settings settings(Values values, Fields fields, Problems.InFile problems) {
        MicroDollars pool = values.get(ProjectKeys.PROJECT_BUDGET_USD);
        Healing healing = new Healing(
                values.get(ProjectKeys.HEALING, Healing.OFF.enabled()),
                values.get(ProjectKeys.HEALING_MAX_ATTEMPTS, Healing.OFF.maxAttempts()),
                values.get(ProjectKeys.HEALING_BUDGET_RESERVE, Healing.OFF.budgetReserve()));
        if (pool != null && healing.budgetReserve().compareTo(pool) >= 0) {
            problems.badValue(
                    fields.at(ProjectKeys.HEALING_BUDGET_RESERVE),
                    "healing_budget_reserve",
                    healing.budgetReserve().toString(),
                    "less than project_budget_usd, which is " + pool,
                    "what is reserved for repairs is taken from that budget");
        }
        return new Settings(
                values.get(ProjectKeys.REPOSITORY),
                values.get(ProjectKeys.BASE),
                values.get(ProjectKeys.MODEL),
                values.get(ProjectKeys.REVIEWER_MODEL),
                values.get(ProjectKeys.MAX_WORKERS),
                values.get(ProjectKeys.MAX_REVIEW_CYCLES, Settings.DEFAULT_REVIEW_CYCLES),
                values.get(ProjectKeys.MAX_BUDGET_USD, Settings.DEFAULT_BUDGET),
                pool,
                values.get(ProjectKeys.CONTEXT_TOKENS, ContextWindows.UNSAID),
                values.get(ProjectKeys.SETUP),
                Values.plain(values.list(ProjectKeys.CHECKS)),
                values.get(ProjectKeys.GATE, Gate.TRUST),
                Values.plain(values.list(ProjectKeys.APPROVERS)),
                values.get(ProjectKeys.APPROVAL_TIMEOUT, Settings.DEFAULT_APPROVAL_TIMEOUT),
                values.get(ProjectKeys.AUTHOR),
                Values.plain(values.list(ProjectKeys.GOALS)),
                Values.plain(values.list(ProjectKeys.CONSTRAINTS)),
                values.get(ProjectKeys.CONTEXT),
                healing);
    }

    private static Values defaults(Node.@Nullable Table table, Problems.InFile problems) {
        if (table == null) {
            return Values.NONE;
        }
        Fields fields = new Fields(table, problems, "defaults.");
        for (Key<?> key : TaskKeys.OF_ONE_TASK) {
            if (fields.has(key)) {
                problems.error(
                        Code.UNKNOWN_KEY,
                        fields.at(key),
                        "defaults." + key.name(),
                        "the key defaults." + key.name() + " cannot hold for all tasks",
                        "write " + key.name() + " in the task it belongs to");
            }
        }
        fields.refuseOthers(TaskKeys.NAMES, TaskKeys.UNUSED);
        List<Key<?>> keys = TaskKeys.ALL.stream()
                .filter(key -> !TaskKeys.OF_ONE_TASK.contains(key))
                .toList();
        return Values.of(fields, keys, Values.NONE);
    }

    private static void refuseSameNames(List<Located<Check>> checks, Problems.InFile problems) {
        Map<String, Place> seen = new HashMap<>();
        for (Located<Check> check : checks) {
            String name = check.value().name();
            Place first = seen.putIfAbsent(name.toLowerCase(Locale.ROOT), check.at());
            if (first != null) {
                problems.badValue(
                        check.at(),
                        "checks.name",
                        Shown.quoted(name) + " again",
                        "a name that no other check has (first in line " + first.line() + ")",
                        null);
            }
        }
    }
}
