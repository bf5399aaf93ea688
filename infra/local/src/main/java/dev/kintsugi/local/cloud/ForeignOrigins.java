package dev.kintsugi.local.cloud;

import dev.kintsugi.engine.http.HttpService;
import dev.kintsugi.engine.http.Request;
import dev.kintsugi.engine.http.RequestHead;
import dev.kintsugi.engine.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Takes what a web page of somebody else sends. A browser lets any page post to this machine; it only keeps the answer from it,
 * and a cancelled project is cancelled all the same. Such requests carry their origin, and go no further.
 */
final class ForeignOrigins implements HttpService {
    private static final Pattern OURS =
            Pattern.compile("http://(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?", Pattern.CASE_INSENSITIVE);

    /** Nothing of such a request is of interest. */
    private static final int BODY_BYTES = 1024 * 1024;

    @Override
    public boolean takes(RequestHead head) {
        return head.header("Origin")
                .filter(origin -> !OURS.matcher(origin).matches())
                .isPresent();
    }

    @Override
    public int bodyBytesMax() {
        return BODY_BYTES;
    }

    @Override
    public Response answer(Request request) {
        return refused();
    }

    @Override
    public Response tooLarge(RequestHead head) {
        return refused();
    }

    @Override
    public Response broken(RequestHead head, RuntimeException bug) {
        return refused();
    }

    private static Response refused() {
        return new Response(
                403,
                Map.of("content-type", "text/plain; charset=utf-8"),
                "Pages of other origins may not speak to this machine\n".getBytes(StandardCharsets.UTF_8));
    }
}
