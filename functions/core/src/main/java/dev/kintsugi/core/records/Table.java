package dev.kintsugi.core.records;

/** The tables by life cycle. An adapter knows what each is called where it stands. */
public enum Table {
    /** Projects with their tasks, edges, markers and events. */
    PROJECTS("Projects"),
    /** One small head item per job, and one item per cycle. */
    JOBS("Jobs"),
    /** Applied and failed edits, kept for {@code continue}. */
    PARTIAL_STATES("PartialStates"),
    /** Conversations with models; they expire. */
    SESSIONS("Sessions");

    private final String logicalName;

    Table(String logicalName) {
        this.logicalName = logicalName;
    }

    /** The table's name in the template, in messages and in the laptop's file. */
    public String logicalName() {
        return logicalName;
    }
}
