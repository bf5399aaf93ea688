package dev.kintsugi.core.review;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Something that is wrong with a task's work. The same words at the same severity are the same finding, so one that is
 * reported again is recognised.
 */
public record Finding(Severity severity, String description, Optional<String> file, OptionalInt line) {
    /** In characters; a longer description is cut, since every later prompt repeats it. */
    public static final int MAX_DESCRIPTION = 4_000;

    private static final int ID_DIGITS = 12;

    public Finding {
        description = shortened(description.strip());
        if (description.isEmpty()) {
            throw new IllegalArgumentException("a finding says what is wrong");
        }
    }

    public static Finding of(Severity severity, String description) {
        return new Finding(severity, description, Optional.empty(), OptionalInt.empty());
    }

    /** {@code f-} and 12 hex digits of SHA-256 of severity and description. */
    public String id() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((severity.word() + description).getBytes(StandardCharsets.UTF_8));
            return "f-" + HexFormat.of().formatHex(digest).substring(0, ID_DIGITS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** {@code [severity] description (file:line)}, as people and models are shown it. */
    public String shown() {
        String place = file.map(path -> " (" + path + (line.isPresent() ? ":" + line.getAsInt() : "") + ")")
                .orElse("");
        return "[" + severity.word() + "] " + description + place;
    }

    private static String shortened(String text) {
        if (text.length() <= MAX_DESCRIPTION) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_DESCRIPTION - 1)) ? MAX_DESCRIPTION - 1 : MAX_DESCRIPTION;
        return text.substring(0, end);
    }
}
