package dev.kintsugi.core.plan;

import java.time.Duration;

/** A command of the project that every cycle must pass. Without {@code network} it runs where none can be had. */
public record Check(String name, String command, Duration timeout, boolean network) {
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);
}
