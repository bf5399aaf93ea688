package dev.kintsugi.bench;

import dev.kintsugi.core.plan.Project;
import dev.kintsugi.core.plan.graph.Outlook;
import dev.kintsugi.core.plan.read.PlanReader;
import dev.kintsugi.core.plan.read.PlanReading;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How long a plan takes to validate and to plan: front matter in YAML, TOML and none, of 1,000 to 100,000 tasks, waiting
 * for each other in a chain, a star, layers or at random. Run its main; it prints a table. The first line of a kind
 * includes the warming up of the machine.
 */
public final class PlanBench {
    private static final long SEED = 42;
    private static final int LAYER = 100;

    private PlanBench() {}

    private enum Form {
        YAML,
        TOML,
        NONE
    }

    private enum Shape {
        CHAIN,
        STAR,
        LAYERS,
        RANDOM,
        SAME_SCOPE_CHAIN
    }

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.printf(
                Locale.ROOT, "%-5s %-17s %8s %10s %8s %10s%n", "form", "shape", "tasks", "validate", "plan", "us/task");
        for (Form form : Form.values()) {
            for (Shape shape : form == Form.NONE ? List.of(Shape.STAR) : List.of(Shape.values())) {
                for (int tasks : List.of(1_000, 10_000, 100_000)) {
                    measure(form, shape, tasks, out);
                }
            }
        }
    }

    private static void measure(Form form, Shape shape, int tasks, PrintStream out) {
        Map<String, String> files = files(form, shape, tasks);
        long start = System.nanoTime();
        PlanReading reading = PlanReader.strict().readTexts("bench", files);
        long read = System.nanoTime();
        Project project = reading.project();
        if (project == null) {
            throw new IllegalStateException(
                    "expected a valid plan, found " + reading.problems().getFirst());
        }
        Outlook outlook = Outlook.of(project);
        long planned = System.nanoTime();
        out.printf(
                Locale.ROOT,
                "%-5s %-17s %8d %7d ms %5d ms %10.1f%n",
                form.name().toLowerCase(Locale.ROOT),
                shape.name().toLowerCase(Locale.ROOT),
                outlook.groups().stream().mapToInt(List::size).sum(),
                (read - start) / 1_000_000,
                (planned - read) / 1_000_000,
                (planned - start) / 1_000.0 / tasks);
    }

    private static Map<String, String> files(Form form, Shape shape, int tasks) {
        Random random = new Random(SEED);
        Map<String, String> files = LinkedHashMap.newLinkedHashMap(tasks);
        for (int task = 0; task < tasks; task++) {
            List<String> waits = waits(shape, task, random).stream()
                    .map(waited -> "t" + waited)
                    .toList();
            files.put("t" + task + ".md", text(form, shape, task, waits));
        }
        return files;
    }

    private static List<Integer> waits(Shape shape, int task, Random random) {
        if (task == 0) {
            return List.of();
        }
        return switch (shape) {
            case CHAIN, SAME_SCOPE_CHAIN -> List.of(task - 1);
            case STAR -> List.of(0);
            case LAYERS -> {
                int above = task / LAYER * LAYER - LAYER;
                yield above < 0
                        ? List.of()
                        : IntStream.range(above, above + LAYER / 10).boxed().toList();
            }
            case RANDOM -> random.ints(3, 0, task).boxed().distinct().toList();
        };
    }

    private static String text(Form form, Shape shape, int task, List<String> waits) {
        String scope = shape == Shape.SAME_SCOPE_CHAIN ? "src/" : "src/m" + task + "/**/*.py";
        String body = "\n# Task " + task + "\n\nChange what is there.\n\n## Acceptance Criteria\n\n- [ ] It works\n";
        return switch (form) {
            case NONE -> body;
            case YAML ->
                "---\npriority: 2\n" + dependencies("depends_on: ", waits, "") + "labels: [bench]\nscope: [" + scope
                        + "]\n---" + body;
            case TOML ->
                "+++\npriority = 2\n" + dependencies("depends_on = ", waits, "\"") + "labels = [\"bench\"]\nscope = [\""
                        + scope + "\"]\n+++" + body;
        };
    }

    private static String dependencies(String key, List<String> waits, String quote) {
        return waits.isEmpty()
                ? ""
                : waits.stream().map(id -> quote + id + quote).collect(Collectors.joining(", ", key + "[", "]\n"));
    }
}
