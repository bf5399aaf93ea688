package dev.kintsugi.core.model;

/** What happens to a passage when the prompt is larger than the model's window. */
public enum Keep {
    /** Stays; when these alone are too large the call is refused. */
    ALWAYS,
    /** Left out when leaving out what is spare was not enough. */
    USEFUL,
    /** Left out first. */
    SPARE
}
