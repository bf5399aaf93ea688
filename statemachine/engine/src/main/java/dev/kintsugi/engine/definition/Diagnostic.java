package dev.kintsugi.engine.definition;

/** One problem of a definition, as ValidateStateMachineDefinition lists it. An empty location is left out there. */
public record Diagnostic(Severity severity, String code, String message, String location) {
    /** How bad: only errors keep a definition out. */
    public enum Severity {
        ERROR,
        WARNING
    }
}
