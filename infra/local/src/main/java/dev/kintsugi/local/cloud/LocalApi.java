package dev.kintsugi.local.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.engine.task.LambdaFunctions.Answer;
import dev.kintsugi.handlers.api.ApiRequest;
import dev.kintsugi.handlers.api.GatewayEvent;
import dev.kintsugi.local.functions.LocalFunctions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** API Gateway on this machine: every request goes as an event to the one function behind the API. */
public final class LocalApi {
    private static final System.Logger LOG = System.getLogger(LocalApi.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> PROBLEM = Map.of("content-type", "application/problem+json");

    private final LocalFunctions functions;
    private final String function;

    LocalApi(LocalFunctions functions, String function) {
        this.functions = functions;
        this.function = function;
    }

    /**
     * Answers a request as if it had come over HTTP.
     *
     * @param path with the query, if there is one
     * @param body JSON, or empty
     */
    public ApiResponse call(String method, String path, Map<String, String> headers, String body) {
        return call(method, path, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    ApiResponse call(String method, String target, Map<String, String> headers, byte[] body) {
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        String query = question < 0 ? "" : target.substring(question + 1);
        try {
            ApiRequest request =
                    new ApiRequest(method, decoded(path), query(query), headers, body, ApiRequest.LOCAL_CALLER);
            String event = new String(GatewayEvent.written(request), StandardCharsets.UTF_8);
            if (event.getBytes(StandardCharsets.UTF_8).length > LocalFunctions.PAYLOAD_BYTES) {
                return problem(413, "The request is too large", "its event is larger than a function takes");
            }
            return response(functions.invoke(function, event));
        } catch (IllegalArgumentException malformed) {
            return problem(
                    400, "The request cannot be understood", "the address is malformed: " + malformed.getMessage());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return problem(503, "Try again in a moment", "the embedded cloud is closing");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** A function that failed is a bad gateway, as on AWS; why stands in the log. */
    private static ApiResponse response(Answer answer) throws IOException {
        if (answer.isError()) {
            LOG.log(System.Logger.Level.ERROR, "the API''s function failed: {0}", answer.payload());
            return problem(502, "The function failed", "this is a bug; the log says more");
        }
        JsonNode event = JSON.readTree(answer.payload());
        Map<String, String> headers = new LinkedHashMap<>();
        event.path("headers")
                .properties()
                .forEach(header -> headers.put(
                        header.getKey().toLowerCase(Locale.ROOT),
                        header.getValue().asText()));
        return new ApiResponse(
                event.path("statusCode").asInt(), headers, event.path("body").asText(""));
    }

    private static ApiResponse problem(int status, String title, String detail) {
        return new ApiResponse(
                status,
                PROBLEM,
                JSON.createObjectNode()
                        .put("type", "about:blank")
                        .put("title", title)
                        .put("status", status)
                        .put("detail", detail)
                        .toString());
    }

    private static Map<String, String> query(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                String name = equals < 0 ? pair : pair.substring(0, equals);
                parameters.putIfAbsent(formDecoded(name), equals < 0 ? "" : formDecoded(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String formDecoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** In a path a plus is a plus. */
    private static String decoded(String path) {
        return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
