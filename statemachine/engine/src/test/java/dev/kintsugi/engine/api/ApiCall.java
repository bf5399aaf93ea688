package dev.kintsugi.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kintsugi.engine.http.Request;
import dev.kintsugi.engine.http.RequestHead;
import dev.kintsugi.engine.http.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** One request in the protocol's own words, without a client library's checks, and what came back. */
record ApiCall(int status, JsonNode body, Map<String, String> headers) {

    static ApiCall to(StepFunctionsApi api, String action, String json) {
        RequestHead head =
                new RequestHead("POST", URI.create("/"), Map.of("X-Amz-Target", List.of("AWSStepFunctions." + action)));
        Response response = api.answer(new Request(head, json.getBytes(StandardCharsets.UTF_8)));
        try {
            return new ApiCall(response.status(), Json.read(response.body()), response.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String type() {
        return body.path("__type").asText();
    }

    String message() {
        return body.path("message").asText();
    }
}
