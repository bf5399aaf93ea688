package dev.kintsugi.core.open;

/** The project's trunk is there and its ready tasks are handed out. */
public record Opened() {}
