package dev.kintsugi.engine.execution;

/** Where an execution stands, as AWS names it. */
public enum ExecutionStatus {
    RUNNING,
    SUCCEEDED,
    FAILED,
    TIMED_OUT,
    ABORTED
}
