package dev.kintsugi.core.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a coder's reply means: changes to files, or their whole new content. */
public enum Mode {
    @JsonProperty("edit")
    EDIT,
    @JsonProperty("replace")
    REPLACE
}
