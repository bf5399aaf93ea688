package dev.kintsugi.core.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a plan, or worth knowing about it.
 *
 * @param file as the user named it
 * @param line from 1; 0 when the problem is about the whole file or plan
 * @param column from 1; 0 when only the line is known
 * @param key the key it is about, if any
 * @param message a sentence that stands by itself
 * @param found what stands there, for a value that was refused
 * @param expected what should stand there
 * @param hint what to do next
 */
public record Problem(
        Severity severity,
        Code code,
        String file,
        int line,
        int column,
        @Nullable String key,
        String message,
        @Nullable String found,
        @Nullable String expected,
        @Nullable String hint) {

    /** Only an error makes a plan invalid. */
    public enum Severity {
        @JsonProperty("error")
        ERROR,
        @JsonProperty("warning")
        WARNING,
        @JsonProperty("note")
        NOTE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A name per kind of problem that programs may rely on. */
    public enum Code {
        UNREADABLE,
        NOT_UTF8,
        TOO_LARGE,
        SYNTAX,
        DUPLICATE_KEY,
        UNKNOWN_KEY,
        UNUSED_KEY,
        BAD_VALUE,
        OUTSIDE_REPOSITORY,
        EMPTY,
        MISSING_ID,
        DUPLICATE_ID,
        ID_FROM_FILE_NAME,
        UNKNOWN_DEPENDENCY,
        EXTERNAL_DEPENDENCY,
        PROSE_DEPENDENCY,
        CYCLE,
        SCOPE_OVERLAP,
        ORDER_NOT_IMPLIED,
        FILE_SKIPPED,
        NO_SUCH_FILE,
        NOT_SUBMITTABLE;

        /** As written in JSON: {@code unknown-key}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** {@code file:line:column}, as far as it is known. */
    public String place() {
        if (line == 0) {
            return file;
        }
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }

    @Override
    public String toString() {
        return place() + ": " + severity + ": " + message + (hint == null ? "" : " (" + hint + ")");
    }
}
