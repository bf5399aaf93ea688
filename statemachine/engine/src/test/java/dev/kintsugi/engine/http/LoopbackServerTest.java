package dev.kintsugi.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoopbackServerTest {
    private static final int BODY_MAX = 1_000;

    private LoopbackServer server;

    @BeforeEach
    void start() throws IOException {
        server = LoopbackServer.open(0, List.of(echo("/a"), echo("/")));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_first_service_that_takes_a_request_answers_it() throws Exception {
        assertThat(post("/a/b", "body").body()).isEqualTo("/a took body");
        assertThat(post("/b", "body").body()).isEqualTo("/ took body");
    }

    @Test
    void a_body_may_have_the_services_maximum_and_not_a_byte_more() throws Exception {
        assertThat(post("/", "x".repeat(BODY_MAX)).statusCode()).isEqualTo(200);
        assertThat(post("/", "x".repeat(BODY_MAX + 1)).statusCode()).isEqualTo(413);
        assertThat(raw("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n"
                        + "x".repeat(BODY_MAX + 1) + "\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 413");
    }

    @Test
    void a_name_that_is_not_this_machines_is_refused() throws IOException {
        assertThat(raw("GET / HTTP/1.1\r\nHost: evil.example:80\r\n\r\n")).startsWith("HTTP/1.1 403");
        assertThat(raw("GET / HTTP/1.1\r\nHost: 127.0.0.1.evil.example\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(raw("GET / HTTP/1.1\r\nHost: LOCALHOST:8080\r\n\r\n")).startsWith("HTTP/1.1 200");
        assertThat(raw("GET / HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n")).startsWith("HTTP/1.1 200");
        assertThat(raw("GET / HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 200");
    }

    @Test
    void what_is_no_http_gets_an_error_or_nothing_and_the_server_goes_on() throws Exception {
        raw("\u0000\u0001\u0002 nonsense\r\n\r\n");
        raw("GET\r\n\r\n");
        raw("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: minus\r\n\r\n");
        raw("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
        raw("GET / HTTP/1.1\r\nHost: localhost\r\nBig: " + "x".repeat(LoopbackServer.HEADER_BYTES_MAX) + "\r\n\r\n");
        StringBuilder many = new StringBuilder("GET / HTTP/1.1\r\nHost: localhost\r\n");
        for (int i = 0; i <= LoopbackServer.HEADERS_MAX; i++) {
            many.append("H").append(i).append(": x\r\n");
        }
        assertThat(raw(many + "\r\n")).doesNotStartWith("HTTP/1.1 200");

        assertThat(post("/", "still here").body()).isEqualTo("/ took still here");
    }

    @Test
    void a_bug_in_a_service_is_told_by_that_service() throws Exception {
        assertThat(post("/", "bug").statusCode()).isEqualTo(500);
    }

    @Test
    void a_thousand_clients_that_never_finish_do_not_keep_others_out() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 1_000; i++) {
                Socket socket = connect();
                String begun = i % 2 == 0
                        ? "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500\r\n\r\nhalf"
                        : "POST / HT";
                socket.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
                slow.add(socket);
            }

            assertThat(post("/", "quick").body()).isEqualTo("/ took quick");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void bodies_together_have_a_maximum_too() throws IOException {
        Bodies bodies = new Bodies(1_500);
        try (Bodies.Body first = bodies.begin();
                Bodies.Body second = bodies.begin()) {
            assertThat(first.read(InputStream.nullInputStream(), Optional.of("no number"), BODY_MAX))
                    .isInstanceOf(Bodies.Read.Whole.class);
            assertThat(first.read(bytes(1_000), Optional.empty(), BODY_MAX)).isInstanceOf(Bodies.Read.Whole.class);
            assertThat(second.read(bytes(501), Optional.empty(), BODY_MAX))
                    .isInstanceOf(Bodies.Read.TooMuchAtOnce.class);
        }
        try (Bodies.Body third = bodies.begin()) {
            assertThat(third.read(bytes(1_000), Optional.empty(), BODY_MAX)).isInstanceOf(Bodies.Read.Whole.class);
        }
    }

    private static InputStream bytes(int count) {
        return new ByteArrayInputStream(new byte[count]);
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI target = server.address().resolve(path);
            return client.send(
                    HttpRequest.newBuilder(target)
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), server.address().getPort());
    }

    private String raw(String request) throws IOException {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (SocketException reset) {
            return "";
        }
    }

    private static HttpService echo(String prefix) {
        return new HttpService() {
            @Override
            public boolean takes(RequestHead head) {
                return head.path().startsWith(prefix);
            }

            @Override
            public int bodyBytesMax() {
                return BODY_MAX;
            }

            @Override
            public Response answer(Request request) {
                String body = new String(request.body(), StandardCharsets.UTF_8);
                if (body.equals("bug")) {
                    throw new IllegalStateException();
                }
                return text(200, prefix + " took " + body);
            }

            @Override
            public Response tooLarge(RequestHead head) {
                return text(413, "too large");
            }

            @Override
            public Response broken(RequestHead head, RuntimeException bug) {
                return text(500, "broken");
            }
        };
    }

    private static Response text(int status, String text) {
        return new Response(status, Map.of("Content-Type", "text/plain"), text.getBytes(StandardCharsets.UTF_8));
    }
}
