package dev.kintsugi.core.plan.read;

import dev.kintsugi.core.plan.Problem;
import dev.kintsugi.core.plan.Problem.Severity;
import dev.kintsugi.core.plan.Project;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a plan.
 *
 * @param project null when there is an error
 * @param problems by file and line
 * @param untold how many more there are than are listed
 * @param tasks how many tasks were read, valid or not
 */
public record PlanReading(@Nullable Project project, List<Problem> problems, int untold, int tasks) {
    public PlanReading {
        problems = List.copyOf(problems);
    }

    public boolean isValid() {
        return project != null;
    }

    public long count(Severity severity) {
        return problems.stream()
                .filter(problem -> problem.severity() == severity)
                .count();
    }
}
