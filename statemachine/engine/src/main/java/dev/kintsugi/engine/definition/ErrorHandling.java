package dev.kintsugi.engine.definition;

import dev.kintsugi.engine.EngineLimits;
import dev.kintsugi.engine.definition.Fields.Sees;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads Retry and Catch. */
record ErrorHandling(Fields fields) {
    /** Seconds of the longest MaxDelaySeconds. */
    static final long LONGEST_DELAY_SECONDS = 31_622_400;

    private static final long DEFAULT_INTERVAL_SECONDS = 1;
    private static final long DEFAULT_MAX_ATTEMPTS = 3;
    private static final double DEFAULT_BACKOFF_RATE = 2.0;
    private static final double LOWEST_BACKOFF_RATE = 1.0;

    List<Retrier> retry() {
        List<Retrier> retriers = new ArrayList<>();
        List<Fields> entries = fields.entries("Retry");
        for (int i = 0; i < entries.size(); i++) {
            Fields entry = entries.get(i);
            entry.allow(Set.of(
                    "ErrorEquals",
                    "IntervalSeconds",
                    "MaxAttempts",
                    "BackoffRate",
                    "MaxDelaySeconds",
                    "JitterStrategy",
                    "Comment"));
            Long interval = entry.whole("IntervalSeconds", 1, EngineLimits.LONGEST_SECONDS);
            Long delay = entry.whole("MaxDelaySeconds", 1, LONGEST_DELAY_SECONDS);
            if (interval != null && delay != null && delay <= interval) {
                fields.problems()
                        .schema("MaxDelaySeconds must be greater than IntervalSeconds", entry.at("MaxDelaySeconds"));
            }
            retriers.add(new Retrier(
                    errorEquals(entry, i == entries.size() - 1),
                    Objects.requireNonNullElse(interval, DEFAULT_INTERVAL_SECONDS),
                    Objects.requireNonNullElse(
                            entry.whole("MaxAttempts", 0, EngineLimits.LONGEST_SECONDS), DEFAULT_MAX_ATTEMPTS),
                    backoffRate(entry),
                    delay,
                    fullJitter(entry)));
        }
        return List.copyOf(retriers);
    }

    private double backoffRate(Fields entry) {
        if (!entry.has("BackoffRate")) {
            return DEFAULT_BACKOFF_RATE;
        }
        if (!(entry.raw("BackoffRate") instanceof Number rate)) {
            fields.problems().schema("Expected value of type [NUMBER]", entry.at("BackoffRate"));
            return DEFAULT_BACKOFF_RATE;
        }
        if (rate.doubleValue() < LOWEST_BACKOFF_RATE) {
            fields.problems().schema("Minimum value is " + LOWEST_BACKOFF_RATE, entry.at("BackoffRate"));
        }
        return rate.doubleValue();
    }

    private boolean fullJitter(Fields entry) {
        String strategy = entry.text("JitterStrategy");
        if (strategy != null && !strategy.equals("FULL") && !strategy.equals("NONE")) {
            fields.problems().schema("Value should be one of the following: [FULL, NONE]", entry.at("JitterStrategy"));
        }
        return "FULL".equals(strategy);
    }

    List<Catcher> catchers() {
        List<Catcher> catchers = new ArrayList<>();
        List<Fields> entries = fields.entries("Catch");
        for (int i = 0; i < entries.size(); i++) {
            Fields entry = entries.get(i);
            entry.allow(Set.of("ErrorEquals", "Next", "Output", "Assign", "Comment"));
            entry.require("Next");
            catchers.add(new Catcher(
                    errorEquals(entry, i == entries.size() - 1),
                    Objects.requireNonNullElse(entry.text("Next"), ""),
                    entry.template("Output", Sees.ERROR),
                    entry.assign(Sees.ERROR)));
        }
        return List.copyOf(catchers);
    }

    private List<String> errorEquals(Fields entry, boolean last) {
        entry.require("ErrorEquals");
        @Nullable Object value = entry.raw("ErrorEquals");
        if (!(value instanceof List<?> names)) {
            if (entry.has("ErrorEquals")) {
                fields.problems().schema("Expected value of type [ARRAY]", entry.at("ErrorEquals"));
            }
            return List.of();
        }
        if (names.isEmpty()) {
            fields.problems().schema("Value cannot be empty", entry.at("ErrorEquals"));
        }
        List<String> errors = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i) instanceof String name) {
                errors.add(name);
            } else {
                fields.problems().schema("Expected value of type [STRING]", entry.at("ErrorEquals[" + i + "]"));
            }
        }
        if (errors.contains(StatesErrors.ALL) && (errors.size() > 1 || !last)) {
            fields.problems().schema("'States.ALL' must appear alone and in the last entry", entry.at("ErrorEquals"));
        }
        return List.copyOf(errors);
    }
}
