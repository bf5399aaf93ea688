package dev.kintsugi.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/** HTTP that answers what a test says, or what a bad network makes of a real service's answers. */
final class CannedHttp implements SdkHttpClient {
    /** What becomes of one request. */
    private interface Line {
        HttpExecuteResponse call(ExecutableHttpRequest request) throws IOException;
    }

    private final SdkHttpClient http;
    private final Supplier<Line> line;

    private CannedHttp(SdkHttpClient http, Supplier<Line> line) {
        this.http = http;
        this.line = line;
    }

    /** Nobody is asked; every request gets this answer. */
    static CannedHttp answering(int status, String body) {
        return new CannedHttp(AwsClients.lightHttp(), () -> request -> answer(status, body));
    }

    /** Nobody is asked; the connection breaks. */
    static CannedHttp breaking() {
        return new CannedHttp(AwsClients.lightHttp(), () -> request -> {
            throw new IOException("Connection reset");
        });
    }

    /** Of all requests each fault takes this share: throttled, broken inside, and done with the answer lost. */
    static CannedHttp unreliable(SdkHttpClient http, RandomGenerator random, double share) {
        return new CannedHttp(http, () -> {
            double fate;
            synchronized (random) {
                fate = random.nextDouble();
            }
            if (fate < share) {
                return request -> answer(400, error("ProvisionedThroughputExceededException", "Slow down"));
            }
            if (fate < 2 * share) {
                return request -> answer(500, error("InternalServerError", "Oops"));
            }
            if (fate < 3 * share) {
                return request -> {
                    HttpExecuteResponse lost = request.call();
                    lost.responseBody().ifPresent(AbortableInputStream::abort);
                    throw new IOException("Connection reset after the request was sent");
                };
            }
            return ExecutableHttpRequest::call;
        });
    }

    static String error(String type, String message) {
        return "{\"__type\":\"com.amazonaws.dynamodb.v20120810#%s\",\"message\":\"%s\"}".formatted(type, message);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = http.prepareRequest(request);
        Line fate = line.get();
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return fate.call(prepared);
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    @Override
    public void close() {
        http.close();
    }

    private static HttpExecuteResponse answer(int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return HttpExecuteResponse.builder()
                .response(SdkHttpResponse.builder()
                        .statusCode(status)
                        .putHeader("Content-Type", "application/x-amz-json-1.0")
                        .putHeader("Content-Length", Integer.toString(bytes.length))
                        .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
                .build();
    }
}
