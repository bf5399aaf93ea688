package dev.kintsugi.core.prompt;

import dev.kintsugi.core.plan.Criterion;
import dev.kintsugi.core.plan.Mode;
import dev.kintsugi.core.plan.Project;
import dev.kintsugi.core.plan.Settings;
import dev.kintsugi.core.plan.Task;
import java.util.List;

/**
 * What is wanted, for whoever works on it or judges it.
 *
 * @param targets the only files that may be written; empty means any
 */
public record Assignment(
        String projectName,
        List<String> goals,
        List<String> constraints,
        String projectContext,
        String title,
        String body,
        List<String> criteria,
        Mode mode,
        List<String> targets) {
    public Assignment {
        goals = List.copyOf(goals);
        constraints = List.copyOf(constraints);
        criteria = List.copyOf(criteria);
        targets = List.copyOf(targets);
    }

    /** A task as its plan has it. */
    public static Assignment of(Project project, Task task) {
        return of(project.name(), project.settings(), task);
    }

    /** A task in a project of that name. */
    public static Assignment of(String projectName, Settings settings, Task task) {
        String context = settings.context();
        return new Assignment(
                projectName,
                settings.goals(),
                settings.constraints(),
                context == null ? "" : context,
                task.title(),
                task.body(),
                task.criteria().stream().map(Criterion::text).toList(),
                task.mode(),
                task.targets());
    }

    /** The project's own words; empty when it has none. */
    String projectSection() {
        StringBuilder section = new StringBuilder("# The project: ")
                .append(Fenced.oneLine(projectName))
                .append("\n\n");
        list(section, "Goals", goals);
        list(section, "Constraints", constraints);
        if (!projectContext.isBlank()) {
            section.append(projectContext.strip()).append("\n\n");
        }
        return section.toString();
    }

    String taskSection() {
        StringBuilder section =
                new StringBuilder("# The task: ").append(Fenced.oneLine(title)).append("\n\n");
        section.append(body.strip()).append("\n\n");
        if (!targets.isEmpty()) {
            list(section, "Only these files may be written", targets);
        }
        return section.toString();
    }

    String criteriaSection() {
        StringBuilder section = new StringBuilder();
        list(section, "Acceptance criteria, each to be judged by itself", criteria);
        return section.toString();
    }

    private static void list(StringBuilder section, String title, List<String> items) {
        if (!items.isEmpty()) {
            section.append(title).append(":\n");
            items.forEach(item -> section.append("- ").append(item).append('\n'));
            section.append('\n');
        }
    }
}
