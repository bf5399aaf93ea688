package dev.kintsugi.core.queue;

import java.util.regex.Pattern;

/** What a queue is called in the template. */
public record QueueName(String text) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1," + QueueLimits.NAME_CHARACTERS + "}");

    public QueueName {
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "A queue's name has 1 to %d letters, digits, hyphens or underscores, this one is \"%s\"."
                            .formatted(QueueLimits.NAME_CHARACTERS, text));
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
