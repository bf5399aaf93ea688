package dev.kintsugi.core.plan;

/**
 * One acceptance criterion, kept as data because the reviewer answers each by itself.
 *
 * @param depth 0 for an item of the list itself, 1 for one nested in it, and so on
 * @param line where it stands in its file, from 1
 */
public record Criterion(String text, boolean checked, int depth, int line) {}
