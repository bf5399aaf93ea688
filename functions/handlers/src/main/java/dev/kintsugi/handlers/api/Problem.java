package dev.kintsugi.handlers.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a request, as RFC 9457 has it.
 *
 * @param type a name that programs decide by
 * @param detail a sentence that says what, where and what to do
 * @param problems every single thing that is wrong, where there is more to say than one sentence
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Part> problems) {
    private static final String TYPES = "urn:kintsugi:problem:";

    /** One of the things that are wrong. */
    public record Part(
            @Nullable String file,
            @Nullable Integer line,
            @Nullable String key,
            String message) {}

    public Problem {
        problems = List.copyOf(problems);
    }

    static Problem of(int status, String type, String title, String detail) {
        return new Problem(TYPES + type, title, status, detail, List.of());
    }

    Problem with(List<Part> parts) {
        return new Problem(type, title, status, detail, parts);
    }

    static Problem badRequest(String detail) {
        return of(400, "bad-request", "The request cannot be understood", detail);
    }

    static Problem noSuchRoute(String method, String path) {
        return of(404, "no-such-route", "There is nothing here", "nothing answers %s %s".formatted(method, path));
    }

    static Problem notFound(String detail) {
        return of(404, "not-found", "There is no such thing", detail);
    }

    static Problem conflict(String detail) {
        return of(409, "conflict", "It does not fit what is on record", detail);
    }

    static Problem busy(String detail) {
        return of(503, "busy", "Try again in a moment", detail);
    }

    static Problem broken() {
        return of(500, "internal", "Something is broken here", "this is a bug; the log of the function says more");
    }
}
