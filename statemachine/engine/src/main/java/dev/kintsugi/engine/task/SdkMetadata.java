package dev.kintsugi.engine.task;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Step Functions puts beside a service's own answer: how the call went over HTTP. Here there was none, so it is
 * what a plain call would have had, and the same for the same answer.
 */
final class SdkMetadata {
    private static final String REQUEST_ID = "00000000-0000-0000-0000-000000000000";
    /** HTTP statuses. */
    static final int OK = 200;

    static final int ACCEPTED = 202;

    private SdkMetadata() {}

    /** Adds what a service that speaks JSON answers with. */
    static void addTo(Map<String, @Nullable Object> answer, long contentLength) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("connection", "keep-alive");
        headers.put("Content-Length", Long.toString(contentLength));
        headers.put("Content-Type", "application/x-amz-json-1.0");
        headers.put("x-amzn-RequestId", REQUEST_ID);
        add(answer, headers, OK);
    }

    /** Adds what Lambda answers with when a function has returned. */
    static void addReturned(Map<String, @Nullable Object> answer, long contentLength) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Connection", "keep-alive");
        headers.put("Content-Length", Long.toString(contentLength));
        headers.put("Content-Type", "application/json");
        headers.put("X-Amz-Executed-Version", "$LATEST");
        headers.put("x-amzn-Remapped-Content-Length", "0");
        headers.put("x-amzn-RequestId", REQUEST_ID);
        add(answer, headers, OK);
    }

    /** Adds what Lambda answers with when it has taken an event for a function. */
    static void addAccepted(Map<String, @Nullable Object> answer) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Connection", "keep-alive");
        headers.put("Content-Length", "0");
        headers.put("x-amzn-Remapped-Content-Length", "0");
        headers.put("x-amzn-RequestId", REQUEST_ID);
        add(answer, headers, ACCEPTED);
    }

    private static void add(Map<String, @Nullable Object> answer, Map<String, String> headers, int status) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        Map<String, @Nullable Object> http = new LinkedHashMap<>();
        http.put("AllHttpHeaders", all);
        http.put("HttpHeaders", headers);
        http.put("HttpStatusCode", status);
        answer.put("SdkHttpMetadata", http);
        answer.put("SdkResponseMetadata", Map.of("RequestId", REQUEST_ID));
    }
}
