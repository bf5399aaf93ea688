package dev.kintsugi.handlers.api;

import java.util.List;

/** What is wrong with a plan, in the API's form: every problem at once. */
final class PlanProblems {
    /** Problems told in one answer; those beyond are counted. */
    static final int MAXIMUM_TOLD = 1_000;

    private PlanProblems() {}

    static Problem invalid(List<dev.kintsugi.core.plan.Problem> problems, int untold) {
        return invalid(parts(problems), (long) untold);
    }

    /** @param untold those that were found and not kept */
    static Problem invalid(List<Problem.Part> errors, long untold) {
        long more = untold + Math.max(0, errors.size() - MAXIMUM_TOLD);
        String first =
                errors.isEmpty() ? "it cannot be read" : errors.getFirst().message();
        String detail =
                errors.size() + more <= 1 ? first : "%s; and %d more".formatted(first, errors.size() + more - 1);
        return Problem.of(400, "invalid-plan", "The plan cannot be worked on", detail)
                .with(errors.stream().limit(MAXIMUM_TOLD).toList());
    }

    /** Those that forbid it. */
    static List<Problem.Part> parts(List<dev.kintsugi.core.plan.Problem> problems) {
        return problems.stream()
                .filter(dev.kintsugi.core.plan.Problem::isError)
                .map(PlanProblems::part)
                .toList();
    }

    private static Problem.Part part(dev.kintsugi.core.plan.Problem problem) {
        String hint = problem.hint();
        return new Problem.Part(
                problem.file(),
                problem.line() == 0 ? null : problem.line(),
                problem.key(),
                hint == null ? problem.message() : problem.message() + " (" + hint + ")");
    }
}
