package dev.kintsugi.core.workspace;

import dev.kintsugi.core.plan.Author;
import java.time.Instant;

/**
 * Who made a commit and when, as recorded. Git keeps whole seconds, and always UTC is written, so that the same record
 * gives the same commit id in every time zone.
 */
public record Signature(Author author, Instant time) {
    public Signature {
        if (time.getEpochSecond() < 0) {
            throw new IllegalArgumentException("Git knows no time before 1970: " + time);
        }
        time = Instant.ofEpochSecond(time.getEpochSecond());
    }

    public Signature(String name, String email, Instant time) {
        this(new Author(name, email), time);
    }

    public String name() {
        return author.name();
    }

    public String email() {
        return author.email();
    }
}
