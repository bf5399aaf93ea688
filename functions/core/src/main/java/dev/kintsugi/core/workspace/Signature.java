package dev.kintsugi.core.workspace;

import java.time.Instant;

/**
 * Who made a commit and when, as recorded. Git keeps whole seconds, and always UTC is written, so that the same record
 * gives the same commit id in every time zone.
 */
public record Signature(String name, String email, Instant time) {
    /** Longest name or address, in characters. */
    public static final int MAXIMUM_CHARACTERS = 200;

    public Signature {
        check("name", name);
        check("email", email);
        if (name.isBlank()) {
            throw new IllegalArgumentException("An author has a name");
        }
        if (time.getEpochSecond() < 0) {
            throw new IllegalArgumentException("Git knows no time before 1970: " + time);
        }
        time = Instant.ofEpochSecond(time.getEpochSecond());
    }

    private static void check(String what, String text) {
        boolean plain = text.codePoints().noneMatch(c -> c < ' ' || c == 0x7f || c == '<' || c == '>');
        if (!plain || text.length() > MAXIMUM_CHARACTERS || !text.equals(text.strip())) {
            throw new IllegalArgumentException(
                    "An author's " + what + " has no control characters, no < or >, no blanks"
                            + " around it and at most " + MAXIMUM_CHARACTERS + " characters: '" + text + "'");
        }
    }
}
