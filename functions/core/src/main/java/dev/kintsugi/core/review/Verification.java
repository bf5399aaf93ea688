package dev.kintsugi.core.review;

/** What the reviewer says of one earlier finding. */
public record Verification(String findingId, FindingStatus status, String comment) {}
