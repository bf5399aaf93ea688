package dev.kintsugi.engine.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Listens on loopback only and hands each request to the service that takes it. Built to be left alone by hostile
 * clients: every connection, header, body and wait has a maximum, and a request costs a virtual thread.
 */
public final class LoopbackServer implements AutoCloseable {
    /** Connections open at once; further ones are closed as they come. */
    static final int CONNECTIONS_MAX = 4_096;

    /** Seconds that a client may take to send a whole request, or to take its answer. */
    static final int SECONDS_PER_REQUEST_MAX = 30;

    /** Headers of one request. */
    static final int HEADERS_MAX = 100;

    /** Bytes of all headers of one request. */
    static final int HEADER_BYTES_MAX = 65_536;

    /** Bytes of bodies in memory at once, over all connections; a request beyond that is asked to come again. */
    static final long BODY_BYTES_IN_FLIGHT_MAX = 64L * 1_048_576;

    private static final int BACKLOG = 1_024;

    private final HttpServer server;
    private final ExecutorService threads;
    private final List<HttpService> services;
    private final Bodies bodies = new Bodies(BODY_BYTES_IN_FLIGHT_MAX);

    private LoopbackServer(HttpServer server, List<HttpService> services) {
        this.server = server;
        this.services = List.copyOf(services);
        this.threads = Executors.newVirtualThreadPerTaskExecutor();
    }

    /** Begins to listen; port 0 takes a free one. */
    public static LoopbackServer open(int port, List<HttpService> services) throws IOException {
        limitTheJdkServer();
        InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        LoopbackServer opened = new LoopbackServer(HttpServer.create(loopback, BACKLOG), services);
        opened.server.setExecutor(opened.threads);
        opened.server.createContext("/", opened::exchange);
        opened.server.start();
        return opened;
    }

    /**
     * The JDK's server takes its limits from system properties alone, read when it is first used. What a user has set on
     * the command line stays. Without {@code nodelay} every small answer would wait 40 ms for the client's system.
     */
    private static void limitTheJdkServer() {
        Map<String, Object> limits = Map.of(
                "sun.net.httpserver.nodelay", true,
                "sun.net.httpserver.maxReqTime", SECONDS_PER_REQUEST_MAX,
                "sun.net.httpserver.maxRspTime", SECONDS_PER_REQUEST_MAX,
                "sun.net.httpserver.maxReqHeaders", HEADERS_MAX,
                "sun.net.httpserver.maxReqHeaderSize", HEADER_BYTES_MAX,
                "sun.net.httpserver.maxIdleConnections", CONNECTIONS_MAX,
                "jdk.httpserver.maxConnections", CONNECTIONS_MAX);
        limits.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value.toString());
            }
        });
    }

    /** Where clients reach it, as in {@code --endpoint-url}. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void exchange(HttpExchange exchange) throws IOException {
        try (exchange) {
            RequestHead head = new RequestHead(
                    exchange.getRequestMethod(), exchange.getRequestURI(), exchange.getRequestHeaders());
            try (Bodies.Body body = bodies.begin()) {
                send(exchange, answer(head, body, exchange.getRequestBody()));
            }
        }
    }

    private Response answer(RequestHead head, Bodies.Body body, InputStream in) throws IOException {
        if (!Hosts.isLoopback(head.header("Host"))) {
            return plain(403, "This server answers to localhost and 127.0.0.1 only");
        }
        Optional<HttpService> taker =
                services.stream().filter(service -> service.takes(head)).findFirst();
        if (taker.isEmpty()) {
            return plain(404, "Nothing here answers %s %s".formatted(head.method(), head.path()));
        }
        HttpService service = taker.get();
        return switch (body.read(in, head.header("Content-Length"), service.bodyBytesMax())) {
            case Bodies.Read.Whole whole -> answer(service, new Request(head, whole.bytes()));
            case Bodies.Read.TooLarge tooLarge -> service.tooLarge(head);
            case Bodies.Read.TooMuchAtOnce tooMuch -> plain(503, "Too many large requests at once; try again");
        };
    }

    private static Response answer(HttpService service, Request request) {
        try {
            return service.answer(request);
        } catch (RuntimeException bug) {
            return service.broken(request.head(), bug);
        }
    }

    private static void send(HttpExchange exchange, Response response) throws IOException {
        response.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = response.body();
        boolean noBody = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(response.status(), noBody ? -1 : body.length);
        if (!noBody) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    private static Response plain(int status, String sentence) {
        byte[] body = (sentence + "\n").getBytes(StandardCharsets.UTF_8);
        return new Response(status, Map.of("Content-Type", "text/plain; charset=utf-8"), body);
    }

    /** Stops listening; requests under way are cut off. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
