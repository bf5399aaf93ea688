package dev.kintsugi.handlers.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kintsugi.core.view.ViewJson;
import java.util.Map;
import java.util.TreeMap;

/** What goes back: JSON, with what a client should know about it in the headers. */
public record ApiAnswer(int status, Map<String, String> headers, JsonNode body) {
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    public ApiAnswer {
        headers = Map.copyOf(headers);
    }

    /** An answer whose body is this value as JSON. */
    public static ApiAnswer of(int status, Object body) {
        return new ApiAnswer(status, Map.of("Content-Type", JSON), ApiJson.MAPPER.valueToTree(body));
    }

    /** An answer that shows something of the record, in the form that readers of views know. */
    static ApiAnswer view(Object view) {
        return new ApiAnswer(
                200, Map.of("Content-Type", JSON), ViewJson.mapper().valueToTree(view));
    }

    static ApiAnswer problem(Problem problem) {
        return new ApiAnswer(problem.status(), Map.of("Content-Type", PROBLEM), ApiJson.MAPPER.valueToTree(problem));
    }

    /** The same with one header more. */
    public ApiAnswer with(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new ApiAnswer(status, more, body);
    }

    public boolean isSuccess() {
        return status < 400;
    }
}
