package dev.kintsugi.core.plan;

/** Whose name stands in the commits. */
public record Author(String name, String email) {}
