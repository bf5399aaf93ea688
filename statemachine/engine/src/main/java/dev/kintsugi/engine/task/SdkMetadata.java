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
    private static final int OK = 200;

    private SdkMetadata() {}

    /** Adds it to an answer. */
    static void addTo(Map<String, @Nullable Object> answer, String contentType, long contentLength) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Connection", "keep-alive");
        headers.put("Content-Length", Long.toString(contentLength));
        headers.put("Content-Type", contentType);
        headers.put("x-amzn-RequestId", REQUEST_ID);
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        Map<String, @Nullable Object> http = new LinkedHashMap<>();
        http.put("AllHttpHeaders", all);
        http.put("HttpHeaders", headers);
        http.put("HttpStatusCode", OK);
        answer.put("SdkHttpMetadata", http);
        answer.put("SdkResponseMetadata", Map.of("RequestId", REQUEST_ID));
    }
}
