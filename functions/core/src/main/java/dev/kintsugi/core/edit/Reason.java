package dev.kintsugi.core.edit;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Why an edit failed: a kind that programs decide by, and the words that people read.
 *
 * @param text begins with the kind's own words
 */
public record Reason(Kind kind, String text) {
    /** The kinds of failure. */
    public enum Kind {
        NOT_FOUND("not found"),
        WHITESPACE("differs in whitespace"),
        CASE("differs in case"),
        SIMILAR("similar structure"),
        AMBIGUOUS("ambiguous"),
        STALE("stale"),
        ELISION("elision"),
        FILE_NOT_FOUND("file not found"),
        FILE_EXISTS("file exists"),
        OUTSIDE("outside the repository"),
        NOT_A_TARGET("not a target file"),
        BINARY("binary file"),
        TOO_LARGE("file too large"),
        NOT_A_FILE("not a file"),
        UNREADABLE("unreadable"),
        HELD_BACK("held back");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        @JsonValue
        public String label() {
            return label;
        }
    }

    public static Reason of(Kind kind) {
        return new Reason(kind, kind.label());
    }

    public static Reason of(Kind kind, String detail) {
        return new Reason(kind, kind.label() + ": " + detail);
    }

    /** The edit fits several lines equally well. */
    public static Reason ambiguous(List<Integer> lines) {
        return of(Kind.AMBIGUOUS, "lines " + lines.stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }
}
