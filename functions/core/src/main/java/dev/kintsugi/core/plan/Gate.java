package dev.kintsugi.core.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who lets a reviewed task land: the reviewer alone, or a person after it. */
public enum Gate {
    @JsonProperty("trust")
    TRUST,
    @JsonProperty("approve")
    APPROVE
}
