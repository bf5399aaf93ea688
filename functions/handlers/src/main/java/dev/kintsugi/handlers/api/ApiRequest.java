package dev.kintsugi.handlers.api;

import dev.kintsugi.core.project.ProjectHead;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request, whoever brought it.
 *
 * @param method in capitals
 * @param path as it was sent, without the stage
 * @param query the first value of each parameter
 * @param headers names without regard to case
 * @param body empty when there is none
 * @param caller who asks: the ARN that signed, the subject of a token, or {@code local}
 * @param tenant for whom, by the token's claim that the stack names
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares two of them.
public record ApiRequest(
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        byte[] body,
        String caller,
        String tenant) {
    /** Who asks on a laptop: whoever can reach the loopback interface. */
    public static final String LOCAL_CALLER = "local";

    /** A request to a stack that is one tenant. */
    public ApiRequest(
            String method,
            String path,
            Map<String, String> query,
            Map<String, String> headers,
            byte[] body,
            String caller) {
        this(method, path, query, headers, body, caller, ProjectHead.ONLY_TENANT);
    }

    public ApiRequest {
        query = Map.copyOf(query);
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = anyCase;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
    }
}
