package dev.kintsugi.engine.http;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of a request before its body is read. Header names are without regard to case. */
public record RequestHead(String method, URI target, Map<String, List<String>> headers) {

    /** The first value of a header. */
    public Optional<String> header(String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }

    /** The path without the query, as it was sent. */
    public String path() {
        return target.getRawPath() == null ? "" : target.getRawPath();
    }
}
