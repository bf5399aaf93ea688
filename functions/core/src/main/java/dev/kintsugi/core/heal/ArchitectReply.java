package dev.kintsugi.core.heal;

import dev.kintsugi.core.plan.Problem;
import dev.kintsugi.core.plan.Project;
import dev.kintsugi.core.plan.Task;
import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.plan.read.PlanReader;
import dev.kintsugi.core.plan.read.PlanReading;
import dev.kintsugi.core.project.StoredPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What an architect answered, read as a task file by the reader of plans: one task, no wider than the one that failed,
 * or the problems that it is told of.
 */
sealed interface ArchitectReply {
    /** A task to make the remediation of. */
    record Usable(Task task) implements ArchitectReply {}

    /** Why it cannot be used, in words for the architect. */
    record Unusable(String problem) implements ArchitectReply {}

    /** Problems that the architect is told of, of those that the reader finds. */
    int MOST_TOLD = 5;

    /** Front matter that begins in the middle of a text. */
    Pattern SECOND_HEAD = Pattern.compile(
            "\\n(?:---|\\+\\+\\+)[ \\t]*\\n\\s*(?:id|title|type|priority|depends_on|scope|labels)\\s*[:=]");

    /** A fenced block around a file. */
    Pattern FENCED =
            Pattern.compile("(?ms)^(`{3,}|~{3,})[^\\n`]*\\n(\\s*(?:---|\\+\\+\\+)[ \\t]*\\n.*?)^\\1[`~]*[ \\t]*$");

    static ArchitectReply read(String reply, TaskId remediation, Task failed) {
        List<String> fenced =
                FENCED.matcher(reply).results().map(found -> found.group(2)).toList();
        if (fenced.size() > 1) {
            return several();
        }
        String file = fenced.isEmpty() ? reply.strip() : fenced.getFirst().strip();
        if (!file.startsWith("---") && !file.startsWith("+++")) {
            return new Unusable("it is no task file: it has to begin with front matter (a line of ---, then title: ...)"
                    + " and nothing may stand before it");
        }
        PlanReading reading = PlanReader.strict()
                .allowingMissingDependencies(true)
                .readTexts("remediation", Map.of(remediation + ".md", file + "\n"));
        Project plan = reading.project();
        if (plan == null) {
            return new Unusable("it is no valid task file: " + told(reading.problems()));
        }
        return SECOND_HEAD.matcher(file).find() ? several() : checked(plan.tasks(), remediation, failed);
    }

    private static ArchitectReply checked(List<Task> tasks, TaskId remediation, Task failed) {
        if (tasks.size() != 1) {
            return several();
        }
        Task task = tasks.getFirst();
        List<String> problems = new ArrayList<>();
        if (!task.id().folded().equals(remediation.folded())) {
            problems.add("its id is %s; the task's id is %s, so leave the id out".formatted(task.id(), remediation));
        }
        if (!task.dependsOn().isEmpty()) {
            problems.add("it depends on %s; a remediation depends on nothing, least of all on %s, which failed"
                    .formatted(
                            task.dependsOn().stream().map(TaskId::value).collect(Collectors.joining(", ")),
                            failed.id()));
        }
        List<String> wider = Scopes.beyond(task, failed);
        if (!wider.isEmpty()) {
            problems.add("its scope is wider than that of %s: %s; leave scope and target files out"
                    .formatted(failed.id(), String.join(", ", wider)));
        }
        if (task.body().isBlank()) {
            problems.add("it says nothing below its front matter");
        }
        if (!StoredPlan.fits(task)) {
            problems.add("it is too large");
        }
        return problems.isEmpty() ? new Usable(task) : new Unusable(String.join("; ", problems));
    }

    private static Unusable several() {
        return new Unusable("it holds several tasks; write exactly one");
    }

    private static String told(List<Problem> problems) {
        return problems.stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .limit(MOST_TOLD)
                .map(ArchitectReply::told)
                .collect(Collectors.joining("; "));
    }

    private static String told(Problem problem) {
        String line = problem.line() > 0 ? "line " + problem.line() + ": " : "";
        return line
                + problem.message()
                + Optional.ofNullable(problem.expected())
                        .map(text -> " (" + text + ")")
                        .orElse("");
    }
}
