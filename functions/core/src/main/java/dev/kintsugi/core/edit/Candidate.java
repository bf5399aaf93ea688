package dev.kintsugi.core.edit;

/**
 * A place that a failed edit may have meant.
 *
 * @param line 1-based
 * @param similarity 0 to 100
 * @param hint what keeps it from being the place
 */
public record Candidate(int line, int similarity, String hint, String preview) {}
