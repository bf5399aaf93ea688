package dev.kintsugi.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.core.plan.PlanJson;
import dev.kintsugi.core.plan.Problem;
import dev.kintsugi.core.plan.Problem.Severity;
import dev.kintsugi.core.plan.read.PlanReading;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The problems of a plan, for people by file and for programs as JSON. */
public final class ProblemReport {
    private static final ObjectMapper JSON = PlanJson.mapper();

    private ProblemReport() {}

    /** {@code file:line:column: error: ...}, which editors and CI systems make into links. */
    public static void print(PlanReading reading, PrintWriter out) {
        String file = "";
        for (Problem problem : reading.problems()) {
            if (!file.isEmpty() && !file.equals(problem.file())) {
                out.println();
            }
            file = problem.file();
            out.println(problem.place() + ": " + problem.severity() + ": " + problem.message());
            if (problem.hint() != null) {
                out.println("    " + problem.hint());
            }
        }
        if (!reading.problems().isEmpty()) {
            out.println();
        }
    }

    /** Such as {@code 3 tasks, 1 error, 2 warnings}. */
    public static String counts(PlanReading reading) {
        List<String> counts = new ArrayList<>(List.of(counted(reading.tasks(), "task")));
        for (Severity severity : Severity.values()) {
            long count = reading.count(severity);
            if (count > 0) {
                counts.add(counted(count, severity.toString()));
            }
        }
        if (reading.untold() > 0) {
            counts.add("and " + counted(reading.untold(), "problem") + " more");
        }
        return String.join(", ", counts);
    }

    public static String counted(long count, String word) {
        return count + " " + word + (count == 1 ? "" : "s");
    }

    /** Keys are never left out: what is not known is null, a line that is not known 0. */
    static ObjectNode json(PlanReading reading) {
        ObjectNode json = JSON.createObjectNode();
        json.put("valid", reading.isValid());
        json.put("task_count", reading.tasks());
        json.put("errors", reading.count(Severity.ERROR));
        json.put("warnings", reading.count(Severity.WARNING));
        json.put("notes", reading.count(Severity.NOTE));
        json.put("problems_not_listed", reading.untold());
        ArrayNode problems = json.putArray("problems");
        reading.problems().forEach(problem -> add(problem, problems.addObject()));
        return json;
    }

    private static void add(Problem problem, ObjectNode json) {
        json.put("severity", problem.severity().toString());
        json.put("code", problem.code().word());
        json.put("file", problem.file());
        json.put("line", problem.line());
        json.put("column", problem.column());
        put(json, "key", problem.key());
        json.put("message", problem.message());
        put(json, "found", problem.found());
        put(json, "expected", problem.expected());
        put(json, "hint", problem.hint());
    }

    private static void put(ObjectNode json, String key, @Nullable String value) {
        json.put(key, value);
    }
}
