package dev.kintsugi.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A cloud on the other side of an address. */
public final class HttpCloud implements Cloud {
    /** How long a connection may take; who does not answer by then is not there. */
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** How long an answer may take; a submit of 10,000 tasks is the longest. */
    static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(5);

    private final URI endpoint;
    private final Authorization authorization;
    private volatile boolean hasAnswered;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();

    public HttpCloud(URI endpoint) {
        this.endpoint = endpoint;
        this.authorization = Authorization.of(endpoint, System.getenv());
    }

    @Override
    public JsonNode call(String method, String path, JsonNode body) {
        String base = endpoint.toString();
        URI address = URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
        String written = Answers.write(body);
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(ANSWER_TIMEOUT)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(written, StandardCharsets.UTF_8));
        authorization.add(request, method, address, written);
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            hasAnswered = true;
            return Answers.read(answer.statusCode(), answer.body(), base);
        } catch (ConnectException nobody) {
            throw ApiRefusal.unanswered(
                    hasAnswered
                            ? "the cloud at %s has ended; what was done is kept, and the same command goes on"
                                    .formatted(base)
                            : "nothing listens at " + base + ": is 'kintsugi up' running there?");
        } catch (IOException broken) {
            throw ApiRefusal.unanswered("%s did not answer: %s".formatted(base, broken.getMessage()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw ApiRefusal.unanswered("stopped while waiting for " + base);
        }
    }

    @Override
    public boolean isHere() {
        return false;
    }

    @Override
    public void close() {
        // The client's threads are daemons and its connections end with the process.
    }
}
