package dev.kintsugi.core.plan.read;

import dev.kintsugi.core.plan.PlanLimits;
import dev.kintsugi.core.plan.Problem;
import dev.kintsugi.core.plan.Problem.Code;
import dev.kintsugi.core.plan.Problem.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects what is found; of the first {@link PlanLimits#PROBLEMS} each, of the rest only how many. */
final class Problems {
    private final List<Problem> kept = new ArrayList<>();
    private int errors;
    private int beyond;

    void add(Problem problem) {
        errors += problem.isError() ? 1 : 0;
        // An error is never dropped in favour of a note that came earlier.
        if (kept.size() < PlanLimits.PROBLEMS || (problem.isError() && kept.size() < 2 * PlanLimits.PROBLEMS)) {
            kept.add(problem);
        } else {
            beyond++;
        }
    }

    InFile in(String file) {
        return new InFile(file);
    }

    boolean hasErrors() {
        return errors > 0;
    }

    /** Errors first when there are too many of all; then by file, line and column. */
    List<Problem> sorted() {
        Stream<Problem> most = kept.size() <= PlanLimits.PROBLEMS
                ? kept.stream()
                : kept.stream().sorted(Comparator.comparing(Problem::severity)).limit(PlanLimits.PROBLEMS);
        return most.sorted(Comparator.comparing(Problem::file)
                        .thenComparingInt(Problem::line)
                        .thenComparingInt(Problem::column)
                        .thenComparing(Problem::severity))
                .toList();
    }

    int untold() {
        return beyond + Math.max(0, kept.size() - PlanLimits.PROBLEMS);
    }

    /** Says where; what is said is a method per kind of sentence. */
    final class InFile {
        private final String file;

        private InFile(String file) {
            this.file = file;
        }

        String file() {
            return file;
        }

        void error(Code code, Place at, @Nullable String key, String message, @Nullable String hint) {
            say(Severity.ERROR, code, at, key, message, hint);
        }

        void warn(Code code, Place at, @Nullable String key, String message, @Nullable String hint) {
            say(Severity.WARNING, code, at, key, message, hint);
        }

        void note(Code code, Place at, @Nullable String key, String message, @Nullable String hint) {
            say(Severity.NOTE, code, at, key, message, hint);
        }

        void badValue(Place at, String key, String found, String expected, @Nullable String hint) {
            refused(Code.BAD_VALUE, at, key, found, expected, hint);
        }

        void refused(Code code, Place at, String key, String found, String expected, @Nullable String hint) {
            String message = key + ": expected " + expected + ", found " + found;
            add(new Problem(Severity.ERROR, code, file, at.line(), at.column(), key, message, found, expected, hint));
        }

        void faults(List<Parsed.Fault> faults) {
            faults.forEach(fault -> error(fault.code(), fault.at(), fault.key(), fault.message(), fault.hint()));
        }

        private void say(
                Severity severity, Code code, Place at, @Nullable String key, String message, @Nullable String hint) {
            add(new Problem(severity, code, file, at.line(), at.column(), key, message, null, null, hint));
        }
    }
}
