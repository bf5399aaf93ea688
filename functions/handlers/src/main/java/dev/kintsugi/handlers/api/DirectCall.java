package dev.kintsugi.handlers.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The API without API Gateway: an operator's script that may invoke the resume function names an action and whom it is
 * about, and gives with it what the API's body would hold. {@code {"action": "resume", "project": "shop-1a2b3c",
 * "token": "..."}} is {@code POST /projects/shop-1a2b3c/resume}, no more and no less.
 */
final class DirectCall {
    private static final List<String> OF_PROJECT = List.of("resume", "retry", "skip", "reset", "cancel");
    private static final String UNNAMED = "whoever may invoke the function";

    private DirectCall() {}

    static ApiRequest read(JsonNode event) {
        String action = event.path("action").asText();
        if (action.equals("inspect")) {
            return request("GET", "/projects/" + named(event, "project") + "/inspect", event);
        }
        if (action.equals("continue")) {
            return request("POST", "/jobs/" + named(event, "job") + "/continue", event);
        }
        if (action.equals("redrive")) {
            return request("POST", "/redrive", event);
        }
        if (OF_PROJECT.contains(action)) {
            return request("POST", "/projects/" + named(event, "project") + "/" + action, event);
        }
        throw new Refusal(Problem.badRequest("\"action\" must be inspect, continue, redrive, %s; it is \"%s\""
                .formatted(String.join(", ", OF_PROJECT), action)));
    }

    private static String named(JsonNode event, String what) {
        String id = event.path(what).asText();
        if (!id.matches("[A-Za-z0-9._-]+")) {
            throw new Refusal(Problem.badRequest("\"%s\" must be an id, it is \"%s\"".formatted(what, id)));
        }
        return id;
    }

    private static ApiRequest request(String method, String path, JsonNode event) {
        ObjectNode body = event.deepCopy();
        String caller = body.path("caller").asText(UNNAMED);
        body.remove(List.of("action", "project", "job", "caller"));
        return new ApiRequest(method, path, Map.of(), Map.of("Content-Type", "application/json"), bytes(body), caller);
    }

    private static byte[] bytes(ObjectNode body) {
        return body.isEmpty() ? new byte[0] : body.toString().getBytes(StandardCharsets.UTF_8);
    }

    static byte[] written(ApiAnswer answer) throws IOException {
        ObjectNode written = JsonNodeFactory.instance.objectNode();
        written.put("status", answer.status());
        written.set("body", answer.body());
        return ApiJson.MAPPER.writeValueAsBytes(written);
    }
}
