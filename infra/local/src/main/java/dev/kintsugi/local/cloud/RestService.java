package dev.kintsugi.local.cloud;

import dev.kintsugi.engine.http.HttpService;
import dev.kintsugi.engine.http.Request;
import dev.kintsugi.engine.http.RequestHead;
import dev.kintsugi.engine.http.Response;
import dev.kintsugi.local.functions.LocalFunctions;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The REST API on the port: it takes whatever nobody before it took, so that an unknown route is answered as on AWS. */
final class RestService implements HttpService {
    private final LocalApi api;

    RestService(LocalApi api) {
        this.api = api;
    }

    @Override
    public boolean takes(RequestHead head) {
        return true;
    }

    @Override
    public int bodyBytesMax() {
        return LocalFunctions.PAYLOAD_BYTES;
    }

    @Override
    public Response answer(Request request) {
        RequestHead head = request.head();
        Map<String, String> headers = new HashMap<>();
        head.headers().forEach((name, values) -> headers.put(name, values.getFirst()));
        String query = head.target().getRawQuery();
        return written(
                api.call(head.method(), head.path() + (query == null ? "" : "?" + query), headers, request.body()));
    }

    private static Response written(ApiResponse response) {
        return new Response(
                response.status(), response.headers(), response.body().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Response tooLarge(RequestHead head) {
        return problem(413, "The request is too large", "%d bytes is the most".formatted(bodyBytesMax()));
    }

    @Override
    public Response broken(RequestHead head, RuntimeException bug) {
        System.getLogger(RestService.class.getName())
                .log(System.Logger.Level.ERROR, "A bug while answering {0} {1}: {2}", head.method(), head.path(), bug);
        return problem(500, "Something is broken here", "this is a bug");
    }

    private static Response problem(int status, String title, String detail) {
        String body = "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                .formatted(title, status, detail);
        return new Response(
                status, Map.of("content-type", "application/problem+json"), body.getBytes(StandardCharsets.UTF_8));
    }
}
