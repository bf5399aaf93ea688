package dev.kintsugi.local.functions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.engine.http.HttpService;
import dev.kintsugi.engine.http.Request;
import dev.kintsugi.engine.http.RequestHead;
import dev.kintsugi.engine.http.Response;
import dev.kintsugi.engine.task.LambdaFunctions.Answer;
import dev.kintsugi.local.template.FunctionSettings;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lambda as AWS clients speak to it, as far as operators need it: Invoke, ListFunctions, GetFunctionConfiguration. */
public final class InvokeApi implements HttpService, AutoCloseable {
    private static final String ROOT = "/2015-03-31/functions";
    private static final Pattern INVOCATIONS = Pattern.compile(ROOT + "/([^/]+)/invocations");
    private static final Pattern CONFIGURATION = Pattern.compile(ROOT + "/([^/]+)/configuration");
    private static final Map<String, String> JSON_TYPE = Map.of("Content-Type", "application/json");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalFunctions functions;
    private final AsyncCalls async;

    public InvokeApi(LocalFunctions functions) {
        this.functions = functions;
        this.async = new AsyncCalls(functions, AsyncCalls.RETRIES);
    }

    @Override
    public boolean takes(RequestHead head) {
        return head.path().startsWith(ROOT);
    }

    @Override
    public int bodyBytesMax() {
        return LocalFunctions.PAYLOAD_BYTES;
    }

    @Override
    public Response answer(Request request) {
        RequestHead head = request.head();
        Matcher invocations = INVOCATIONS.matcher(head.path());
        Matcher configuration = CONFIGURATION.matcher(head.path());
        if (head.method().equals("POST") && invocations.matches()) {
            return ofFunction(invocations.group(1), function -> invoke(function, request));
        }
        if (head.method().equals("GET") && configuration.matches()) {
            return ofFunction(configuration.group(1), function -> json(200, described(function)));
        }
        if (head.method().equals("GET") && head.path().replaceAll("/$", "").equals(ROOT)) {
            ObjectNode answer = JSON.createObjectNode();
            ArrayNode list = answer.putArray("Functions");
            functions.all().forEach(function -> list.add(described(function)));
            return json(200, answer);
        }
        return error(
                404, "UnknownOperationException", "%s %s is not offered here".formatted(head.method(), head.path()));
    }

    private interface Deed {
        Response with(FunctionSettings function);
    }

    private Response ofFunction(String encoded, Deed deed) {
        String name = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        Optional<FunctionSettings> function = functions.find(name);
        return function.map(deed::with)
                .orElseGet(() -> error(404, "ResourceNotFoundException", "Function not found: " + name));
    }

    private Response invoke(FunctionSettings function, Request request) {
        String payload = request.body().length == 0 ? "{}" : new String(request.body(), StandardCharsets.UTF_8);
        try {
            JSON.readTree(payload);
        } catch (JsonProcessingException malformed) {
            return error(
                    400,
                    "InvalidRequestContentException",
                    "Could not parse request body into json: " + malformed.getOriginalMessage());
        }
        return switch (request.head().header("X-Amz-Invocation-Type").orElse("RequestResponse")) {
            case "RequestResponse" -> now(function, payload);
            case "Event" -> later(function, payload, request.body().length);
            case "DryRun" -> new Response(204, Map.of(), new byte[0]);
            default -> error(400, "InvalidParameterValueException", "The invocation type is not known");
        };
    }

    private Response now(FunctionSettings function, String payload) {
        try {
            Answer answer = functions.invoke(function.name(), payload);
            Map<String, String> headers = new HashMap<>(JSON_TYPE);
            headers.put("X-Amz-Executed-Version", "$LATEST");
            headers.put("x-amzn-RequestId", UUID.randomUUID().toString());
            if (answer.isError()) {
                headers.put("X-Amz-Function-Error", "Unhandled");
            }
            return new Response(200, headers, answer.payload().getBytes(StandardCharsets.UTF_8));
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return error(503, "ServiceException", "The embedded cloud is closing");
        }
    }

    private Response later(FunctionSettings function, String payload, int bytes) {
        if (bytes > AsyncCalls.PAYLOAD_BYTES) {
            return error(
                    413,
                    "RequestTooLargeException",
                    "%d byte payload is too large for the Event invocation type (limit %d bytes)"
                            .formatted(bytes, AsyncCalls.PAYLOAD_BYTES));
        }
        async.accept(function.name(), payload);
        return new Response(202, JSON_TYPE, new byte[0]);
    }

    private static ObjectNode described(FunctionSettings function) {
        ObjectNode described = JSON.createObjectNode();
        described.put("FunctionName", function.name());
        described.put("FunctionArn", function.arn());
        described.put("Handler", function.handler());
        described.put("Timeout", function.timeout().toSeconds());
        described.put("MemorySize", function.memoryMebibytes());
        described.put("State", "Active");
        described.put("Version", "$LATEST");
        return described;
    }

    @Override
    public Response tooLarge(RequestHead head) {
        return error(
                413,
                "RequestTooLargeException",
                "The payload is larger than the limit of %d bytes".formatted(LocalFunctions.PAYLOAD_BYTES));
    }

    @Override
    public Response broken(RequestHead head, RuntimeException bug) {
        System.getLogger(InvokeApi.class.getName())
                .log(System.Logger.Level.ERROR, "A bug while answering {0}: {1}", head.path(), bug);
        return error(500, "ServiceException", "Service encountered an internal error");
    }

    private static Response error(int status, String type, String message) {
        ObjectNode body = JSON.createObjectNode();
        body.put("Type", status < 500 ? "User" : "Service");
        body.put("Message", message);
        Map<String, String> headers = new HashMap<>(JSON_TYPE);
        headers.put("x-amzn-errortype", type);
        headers.put("x-amzn-RequestId", UUID.randomUUID().toString());
        return new Response(status, headers, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Response json(int status, ObjectNode body) {
        return new Response(status, JSON_TYPE, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        async.close();
    }
}
