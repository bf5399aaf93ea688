package dev.kintsugi.core.open;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;

/** The project's trunk is there and its ready tasks are handed out. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonTypeName("Opened")
public record Opened() {}
