package dev.kintsugi.models.openai;

import dev.kintsugi.models.Secret;
import dev.kintsugi.models.StrictUtf8;
import dev.kintsugi.models.Timeouts;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** HTTP with an end to everything: to connecting, to silence, to the whole, and to the size of what comes back. */
final class BoundedHttp {
    /** 16 MB: a reply of 5 million characters in JSON's longest usual spelling. */
    static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

    /** What came of a request. */
    sealed interface Outcome {
        /** A whole answer; {@code utf8} is false when its bytes are no such text. */
        record Arrived(int status, String contentType, Optional<String> retryAfter, String body, boolean utf8)
                implements Outcome {}

        /** Nobody took it. */
        record NotConnected(String reason) implements Outcome {}

        /** It was sent, and no whole answer came back. */
        record Broken(String reason) implements Outcome {}

        /** The answer had no end. */
        record Flooded(String reason) implements Outcome {}
    }

    private final HttpClient client;
    private final Timeouts timeouts;
    private final @Nullable Secret key;

    BoundedHttp(Timeouts timeouts, @Nullable Secret key) {
        this.timeouts = timeouts;
        this.key = key;
        // HTTP/1.1, because small servers stumble over the offer to upgrade; no redirects, because the key would
        // follow.
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeouts.connect())
                .build();
    }

    Outcome post(URI address, String json, Duration total) {
        return send(
                request(address)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json, StandardCharsets.UTF_8))
                        .build(),
                total);
    }

    Outcome get(URI address, Duration total) {
        return send(request(address).GET().build(), total);
    }

    private HttpRequest.Builder request(URI address) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).header("Accept", "application/json");
        if (key != null) {
            request.header("Authorization", "Bearer " + key.reveal());
        }
        return request;
    }

    private Outcome send(HttpRequest request, Duration total) {
        BoundedBody body = new BoundedBody(MAX_BODY_BYTES);
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, head -> body);
        long start = System.nanoTime();
        while (true) {
            try {
                return arrived(answer.get(wait(body, start, total).toMillis() + 1, TimeUnit.MILLISECONDS));
            } catch (TimeoutException notYet) {
                Optional<String> tooLong = tooLong(body, start, total);
                if (tooLong.isPresent()) {
                    answer.cancel(true);
                    return new Outcome.Broken(tooLong.get());
                }
            } catch (ExecutionException failed) {
                return failed(request.uri(), failed.getCause());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                answer.cancel(true);
                return new Outcome.Broken("the call was interrupted");
            }
        }
    }

    private Duration wait(BoundedBody body, long start, Duration total) {
        Duration left = total.minusNanos(System.nanoTime() - start);
        Duration step = body.hasBegun() && timeouts.silence().compareTo(left) < 0 ? timeouts.silence() : left;
        // A body may begin at any moment, and from then on silence counts.
        Duration look = timeouts.silence().compareTo(step) < 0 ? timeouts.silence() : step;
        return look.isNegative() ? Duration.ZERO : look;
    }

    private Optional<String> tooLong(BoundedBody body, long start, Duration total) {
        if (System.nanoTime() - start >= total.toNanos()) {
            return Optional.of("no whole answer within " + seconds(total));
        }
        if (body.hasBegun() && body.nanosSilent() >= timeouts.silence().toNanos()) {
            return Optional.of(
                    "the answer stopped in the middle and nothing more came for " + seconds(timeouts.silence()));
        }
        return Optional.empty();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    private static Outcome arrived(HttpResponse<byte[]> response) {
        String contentType = response.headers().firstValue("Content-Type").orElse("no content type");
        Optional<String> retryAfter = response.headers().firstValue("Retry-After");
        Optional<String> text = StrictUtf8.decode(response.body());
        return new Outcome.Arrived(
                response.statusCode(),
                contentType,
                retryAfter,
                text.orElseGet(() -> new String(response.body(), StandardCharsets.ISO_8859_1)),
                text.isPresent());
    }

    private static Outcome failed(URI address, @Nullable Throwable cause) {
        String at = address.getHost() + ":" + address.getPort();
        return switch (cause) {
            case BoundedBody.TooLongException flood ->
                new Outcome.Flooded(
                        "the answer is longer than the %d MB that are read".formatted(MAX_BODY_BYTES / 1024 / 1024));
            case HttpConnectTimeoutException slow -> new Outcome.NotConnected("nobody answered at " + at);
            case ConnectException refused ->
                new Outcome.NotConnected("nothing listens at %s, or there is no such host".formatted(at));
            case javax.net.ssl.SSLException tls ->
                new Outcome.NotConnected("no secure connection to %s: %s".formatted(at, tls.getMessage()));
            case IOException broken -> new Outcome.Broken("the connection broke: " + broken.getMessage());
            case null, default -> new Outcome.Broken("the call failed: " + cause);
        };
    }
}
