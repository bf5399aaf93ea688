package dev.kintsugi.handlers.journal;

/** What is counted. The template's alarms and dashboard, and {@code infra/README.md}, use these words. */
public enum Metric {
    /** Jobs that were settled, by {@code Outcome}. */
    JOBS("Jobs"),
    /** Executions that ended red for a person to decide: no fault. */
    RED_ENDS("RedEnds"),
    /** Executions that stopped otherwise, by {@code Kind}. */
    STOPS("Stops"),
    /** Rounds of a coder that came to an end. */
    CYCLES("Cycles"),
    /** Those of them that left edits behind. */
    PARTIAL_CYCLES("PartialCycles"),
    INPUT_TOKENS("InputTokens"),
    OUTPUT_TOKENS("OutputTokens"),
    COST("CostUsd");

    private final String word;

    Metric(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
