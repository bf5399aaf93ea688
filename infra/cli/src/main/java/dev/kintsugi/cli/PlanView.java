package dev.kintsugi.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.core.plan.Gate;
import dev.kintsugi.core.plan.MicroDollars;
import dev.kintsugi.core.plan.Project;
import dev.kintsugi.core.plan.Task;
import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.plan.graph.Outlook;
import dev.kintsugi.core.plan.read.PlanReading;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** A plan and its outlook as JSON; keys are named as in a plan, and none is ever left out. */
final class PlanView {
    private PlanView() {}

    static ObjectNode json(PlanReading reading, Project project, Outlook outlook) {
        ObjectNode json = ProblemReport.json(reading);
        json.put("name", project.name());
        json.put("slug", project.slug());
        json.put("fingerprint", project.fingerprint());
        ArrayNode tasks = json.putArray("tasks");
        String model = project.settings().model();
        project.tasks()
                .forEach(task ->
                        add(task, tasks.addObject().put("model", task.model() == null ? model : task.model())));
        put(
                json.putArray("external_dependencies"),
                project.external().stream().sorted().toList());
        ArrayNode groups = json.putArray("groups");
        outlook.groups().forEach(group -> put(groups.addArray(), group));
        put(json.putArray("critical_path"), outlook.criticalPath());
        json.put("max_workers", outlook.workers());
        json.put("rounds", outlook.rounds());
        put(
                json.putArray("gates"),
                project.tasks().stream()
                        .filter(task -> task.gate() == Gate.APPROVE)
                        .map(Task::id)
                        .toList());
        ObjectNode budget = json.putObject("budget");
        MicroDollars pool = project.settings().projectBudget();
        budget.put("tasks_usd", outlook.tasksBudget().dollars());
        budget.put("project_budget_usd", pool == null ? null : pool.dollars());
        budget.put("bound_usd", outlook.bound().dollars());
        return json;
    }

    private static void add(Task task, ObjectNode json) {
        json.put("id", task.id().value());
        json.put("title", task.title());
        json.put("type", task.type());
        json.put("priority", task.priority());
        put(json.putArray("depends_on"), task.dependsOn());
        task.labels().forEach(json.putArray("labels")::add);
        task.scope().forEach(json.putArray("scope")::add);
        json.put("allow_scope_overlap", task.allowScopeOverlap());
        task.contextFiles().forEach(json.putArray("context_files")::add);
        task.outputFiles().forEach(json.putArray("output_files")::add);
        task.targetFiles().forEach(json.putArray("target_files")::add);
        json.put("mode", task.mode().name().toLowerCase(Locale.ROOT));
        json.put("verify", task.verify());
        json.put("max_review_cycles", task.maxReviewCycles());
        json.put("max_budget_usd", task.maxBudget().dollars());
        json.put("gate", task.gate().name().toLowerCase(Locale.ROOT));
        ArrayNode criteria = json.putArray("acceptance_criteria");
        task.criteria()
                .forEach(criterion -> criteria.addObject()
                        .put("text", criterion.text())
                        .put("checked", criterion.checked())
                        .put("depth", criterion.depth())
                        .put("line", criterion.line()));
        json.put("file", task.source());
    }

    static String scopeInWords(Task task) {
        List<String> locked = task.scope().isEmpty() ? task.targets() : task.scope();
        String paths = locked.isEmpty() ? "any file, locks none" : String.join(", ", locked);
        return paths + (task.allowScopeOverlap() ? " (overlap allowed)" : "");
    }

    private static void put(ArrayNode array, Collection<TaskId> ids) {
        ids.forEach(id -> array.add(id.value()));
    }
}
