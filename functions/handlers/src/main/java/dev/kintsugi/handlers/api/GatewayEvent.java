package dev.kintsugi.handlers.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.core.project.ProjectHead;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** API Gateway's REST proxy events, version 1: the only class that knows their form. */
public final class GatewayEvent {
    private static final ObjectMapper JSON = new ObjectMapper();

    private GatewayEvent() {}

    /** A request to a stack that is one tenant. */
    static ApiRequest read(InputStream in) throws IOException {
        return read(in, Optional.empty());
    }

    /** @param tenantClaim the claim that says for whom a request is; without it in the token nobody is known */
    static ApiRequest read(InputStream in, Optional<String> tenantClaim) throws IOException {
        JsonNode event = JSON.readTree(in);
        return new ApiRequest(
                event.path("httpMethod").asText().toUpperCase(Locale.ROOT),
                event.path("path").asText("/"),
                texts(event.path("queryStringParameters")),
                texts(event.path("headers")),
                body(event),
                caller(event.path("requestContext")),
                tenantClaim
                        .map(claim ->
                                claims(event.path("requestContext")).path(claim).asText(""))
                        .orElse(ProjectHead.ONLY_TENANT));
    }

    /** The event by which API Gateway would bring this request. */
    public static byte[] written(ApiRequest request) throws IOException {
        ObjectNode event = JSON.createObjectNode();
        event.put("resource", request.path());
        event.put("path", request.path());
        event.put("httpMethod", request.method());
        event.set("headers", JSON.valueToTree(request.headers()));
        event.set("queryStringParameters", JSON.valueToTree(request.query()));
        ObjectNode context = event.putObject("requestContext");
        context.put("httpMethod", request.method());
        context.putObject("identity").put("userArn", request.caller());
        Optional<String> text = utf8(request.body());
        event.put("body", text.orElseGet(() -> Base64.getEncoder().encodeToString(request.body())));
        event.put("isBase64Encoded", text.isEmpty());
        return JSON.writeValueAsBytes(event);
    }

    static byte[] written(ApiAnswer answer) throws IOException {
        ObjectNode event = JSON.createObjectNode();
        event.put("statusCode", answer.status());
        event.set("headers", JSON.valueToTree(answer.headers()));
        event.put("body", JSON.writeValueAsString(answer.body()));
        event.put("isBase64Encoded", false);
        return JSON.writeValueAsBytes(event);
    }

    private static byte[] body(JsonNode event) {
        String body = event.path("body").asText("");
        if (event.path("body").isNull()) {
            return new byte[0];
        }
        return event.path("isBase64Encoded").asBoolean()
                ? Base64.getDecoder().decode(body)
                : body.getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<String> utf8(byte[] body) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException binary) {
            return Optional.empty();
        }
    }

    private static String caller(JsonNode context) {
        String arn = context.path("identity").path("userArn").asText("");
        String subject = claims(context).path("sub").asText("");
        return Stream.of(arn, subject).filter(who -> !who.isEmpty()).findFirst().orElse("unknown");
    }

    /** What the token says, which the gateway has verified. */
    private static JsonNode claims(JsonNode context) {
        return context.path("authorizer").path("claims");
    }

    private static Map<String, String> texts(JsonNode fields) {
        Map<String, String> texts = new HashMap<>();
        fields.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText("")));
        return texts;
    }
}
