package dev.kintsugi.core.model;

/** What a tool call came to; {@code failed} tells the model that it should try otherwise. */
public record ToolResult(String callId, String text, boolean failed) {}
