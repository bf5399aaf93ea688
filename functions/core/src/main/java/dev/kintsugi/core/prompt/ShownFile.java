package dev.kintsugi.core.prompt;

/** A file of the repository as a prompt shows it. */
public record ShownFile(String path, String text) {}
