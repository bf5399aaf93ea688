package dev.kintsugi.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Git's own server ({@code git http-backend}) behind the JDK's HTTP server, for one folder of repositories. */
final class GitServer implements AutoCloseable {
    private final HttpServer http;
    private final Path folder;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile @Nullable String token;
    private volatile @Nullable String redirect;

    private GitServer(HttpServer http, Path folder) {
        this.http = http;
        this.folder = folder;
    }

    static GitServer serving(Path folder) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        GitServer server = new GitServer(http, folder);
        http.createContext("/", server::answer);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.start();
        return server;
    }

    GitServer wanting(String wanted) {
        token = wanted;
        return this;
    }

    GitServer sendingTo(String address) {
        redirect = address;
        return this;
    }

    URI address(String repository) {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/" + repository);
    }

    /** What was asked, as "METHOD path authorisation". */
    List<String> requests() {
        return requests;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String given = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                    .orElse("none");
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + given);
            String basic = "Basic " + Base64.getEncoder().encodeToString(("x-access-token:" + token).getBytes(UTF_8));
            if (token != null && !given.equals(basic)) {
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
                exchange.sendResponseHeaders(401, -1);
            } else if (redirect != null) {
                exchange.getResponseHeaders().add("Location", redirect + exchange.getRequestURI());
                exchange.sendResponseHeaders(301, -1);
            } else {
                backend(exchange);
            }
        }
    }

    private void backend(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        ProcessBuilder builder = new ProcessBuilder("git", "http-backend");
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("GIT_"));
        environment.put("GIT_PROJECT_ROOT", folder.toString());
        environment.put("GIT_HTTP_EXPORT_ALL", "1");
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
        environment.put("REMOTE_USER", "tester");
        environment.put("REQUEST_METHOD", exchange.getRequestMethod());
        environment.put("PATH_INFO", uri.getPath());
        environment.put("QUERY_STRING", Optional.ofNullable(uri.getRawQuery()).orElse(""));
        header(exchange, "Content-Type").ifPresent(value -> environment.put("CONTENT_TYPE", value));
        header(exchange, "Content-Encoding").ifPresent(value -> environment.put("HTTP_CONTENT_ENCODING", value));
        header(exchange, "Git-Protocol").ifPresent(value -> environment.put("GIT_PROTOCOL", value));
        byte[] body = exchange.getRequestBody().readAllBytes();
        environment.put("CONTENT_LENGTH", Integer.toString(body.length));
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (InputStream output = new BufferedInputStream(process.getInputStream())) {
            process.getOutputStream().write(body);
            process.getOutputStream().close();
            int status = 200;
            for (String line = line(output); !line.isEmpty(); line = line(output)) {
                String[] header = line.split(": ", 2);
                if (header[0].equals("Status")) {
                    status = Integer.parseInt(header[1].substring(0, 3));
                } else {
                    exchange.getResponseHeaders().add(header[0], header[1]);
                }
            }
            output.mark(1);
            boolean empty = output.read() < 0;
            // Passed on as it comes: a pack may be larger than this machine's memory.
            exchange.sendResponseHeaders(status, empty ? -1 : 0);
            if (!empty) {
                output.reset();
                output.transferTo(exchange.getResponseBody());
            }
        }
    }

    private static Optional<String> header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    private static String line(InputStream output) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = output.read(); b >= 0 && b != '\n'; b = output.read()) {
            line.append(new String(new byte[] {(byte) b}, ISO_8859_1));
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
