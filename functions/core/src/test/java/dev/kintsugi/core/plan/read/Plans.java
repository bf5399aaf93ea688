package dev.kintsugi.core.plan.read;

import dev.kintsugi.core.plan.Problem;
import dev.kintsugi.core.plan.Project;
import dev.kintsugi.core.plan.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Plans in memory: file names and texts in turn. */
final class Plans {
    private Plans() {}

    static PlanReading read(String... namesAndTexts) {
        return read(PlanReader.strict(), namesAndTexts);
    }

    static PlanReading read(PlanReader reader, String... namesAndTexts) {
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            files.put(namesAndTexts[i], namesAndTexts[i + 1]);
        }
        return reader.readTexts("a-plan", files);
    }

    /** A valid plan's project; what was wrong otherwise. */
    static Project project(String... namesAndTexts) {
        PlanReading reading = read(namesAndTexts);
        return Objects.requireNonNull(
                reading.project(), () -> reading.problems().toString());
    }

    /** The task of a file with these YAML lines as front matter. */
    static Task task(String... yaml) {
        return project("task.md", withYaml(yaml)).tasks().getFirst();
    }

    static PlanReading taskReading(String... yaml) {
        return read("task.md", withYaml(yaml));
    }

    static PlanReading projectReading(String... yaml) {
        return read("project.yaml", String.join("\n", yaml), "task.md", "# Do it\n");
    }

    static String withYaml(String... yaml) {
        return "---\n" + String.join("\n", yaml) + "\n---\n# Do it\n";
    }

    /** As one line each: {@code task.md:2:11: error: ... (hint)}. */
    static List<String> said(PlanReading reading) {
        return reading.problems().stream().map(Problem::toString).toList();
    }

    static List<String> errors(PlanReading reading) {
        return reading.problems().stream()
                .filter(Problem::isError)
                .map(Problem::toString)
                .toList();
    }
}
