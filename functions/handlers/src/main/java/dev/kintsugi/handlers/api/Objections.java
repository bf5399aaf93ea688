package dev.kintsugi.handlers.api;

import dev.kintsugi.core.plan.read.PlanReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Everything that is wrong with one submission, gathered before anything is refused: who mends it wants to see it at once. */
final class Objections {
    /** Folders and a name, none of which leads out of the plan or hides. */
    private static final Pattern NAME = Pattern.compile(
            "(?:[\\p{L}\\p{N}_][^/\\\\\\p{Cntrl}]{0,127}/){0,8}[\\p{L}\\p{N}_][^/\\\\\\p{Cntrl}]{0,127}");

    private final List<Problem.Part> found = new ArrayList<>();
    private boolean ofPlan;
    private long untold;

    boolean areNone() {
        return found.isEmpty();
    }

    /** About the request or the stack. */
    void add(@Nullable String key, String message) {
        found.add(new Problem.Part(null, null, key, message));
    }

    /** About the plan. */
    void add(PlanReading reading) {
        List<Problem.Part> errors = PlanProblems.parts(reading.problems());
        ofPlan |= !errors.isEmpty();
        untold += reading.untold();
        found.addAll(errors);
    }

    void add(dev.kintsugi.core.plan.Problem problem) {
        found.addAll(PlanProblems.parts(List.of(problem)));
    }

    void checkName(String file) {
        boolean isPlain = NAME.matcher(file).matches() && !file.contains("..");
        String lower = file.toLowerCase(Locale.ROOT);
        if (!isPlain
                || !(lower.endsWith(".md")
                        || lower.endsWith(".yaml")
                        || lower.endsWith(".yml")
                        || lower.endsWith(".toml"))) {
            ofPlan = true;
            found.add(new Problem.Part(
                    file,
                    null,
                    null,
                    "no name of a plan's file: project.yaml, project.toml, or a task's such as login.md"));
        }
    }

    Refusal refusal() {
        if (ofPlan) {
            return new Refusal(PlanProblems.invalid(found, untold));
        }
        String first = found.getFirst().message();
        String detail = found.size() == 1 ? first : "%s; and %d more".formatted(first, found.size() - 1);
        return new Refusal(Problem.badRequest(detail).with(found));
    }
}
