package dev.kintsugi.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The cloud says no, or nobody answers: what happened in one sentence, and every problem that it listed. */
public final class ApiRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<String> problems;

    private ApiRefusal(int status, String message, List<String> problems) {
        super(message);
        this.status = status;
        this.problems = List.copyOf(problems);
    }

    /** Nobody answered, so there is no status. */
    public static ApiRefusal unanswered(String message) {
        return new ApiRefusal(0, message, List.of());
    }

    /** Reads an answer in the form of RFC 9457, and makes the best of any other. */
    static ApiRefusal of(int status, JsonNode answer) {
        String title = answer.path("title").asText("");
        String detail = answer.path("detail").asText(answer.path("message").asText(""));
        String said = detail.isBlank() ? title : detail;
        List<String> problems = new ArrayList<>();
        for (JsonNode problem : answer.path("problems")) {
            // A single problem is often all that the detail says.
            if (!problem.path("message").asText().equals(said)) {
                problems.add(line(problem));
            }
        }
        return new ApiRefusal(status, said.isBlank() ? "the cloud answered " + status : said, problems);
    }

    private static String line(JsonNode problem) {
        String file = problem.path("file").asText("");
        String line =
                problem.path("line").asInt(0) > 0 ? ":" + problem.path("line").asInt() : "";
        String key = problem.path("key").asText("");
        String place = file + line + (key.isEmpty() ? "" : (file.isEmpty() ? "" : " ") + key);
        return (place.isEmpty() ? "" : place + ": ") + problem.path("message").asText(problem.asText(""));
    }

    /** The HTTP status, 0 when nobody answered. */
    public int status() {
        return status;
    }

    /** Somebody else changes the same at this moment: saying it again is right. */
    public boolean isBusy() {
        return status == 503;
    }

    public boolean isUnknown() {
        return status == 404;
    }

    public List<String> problems() {
        return problems;
    }
}
