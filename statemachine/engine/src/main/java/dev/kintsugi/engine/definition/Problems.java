package dev.kintsugi.engine.definition;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a definition; nothing stops at the first. */
final class Problems {
    private final List<Diagnostic> found = new ArrayList<>();

    void schema(String message, String location) {
        error("SCHEMA_VALIDATION_FAILED", message, location);
    }

    void error(String code, String message, String location) {
        found.add(new Diagnostic(Diagnostic.Severity.ERROR, code, message, location));
    }

    void warning(String code, String message, String location) {
        found.add(new Diagnostic(Diagnostic.Severity.WARNING, code, message, location));
    }

    boolean hasErrors() {
        return found.stream().anyMatch(problem -> problem.severity() == Diagnostic.Severity.ERROR);
    }

    List<Diagnostic> found() {
        return List.copyOf(found);
    }
}
