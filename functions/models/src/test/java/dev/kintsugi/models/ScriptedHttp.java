package dev.kintsugi.models;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** An HTTP server on a raw socket, so that it can do what a well-behaved server never does. */
final class ScriptedHttp implements AutoCloseable {
    /** What is sent back. */
    sealed interface Act {
        record Answer(int status, List<String> headers, String body, Charset charset) implements Act {
            byte[] bytes() {
                return body.getBytes(charset);
            }

            static Answer json(int status, String body) {
                return new Answer(status, List.of("Content-Type: application/json"), body, StandardCharsets.UTF_8);
            }

            Answer with(String header) {
                List<String> more = new ArrayList<>(headers);
                more.add(header);
                return new Answer(status, more, body, charset);
            }
        }

        /** Promises a whole body and sends the half of it. */
        record Half(Answer answer, boolean thenStall) implements Act {}

        record Stall() implements Act {}

        record Close() implements Act {}

        /** A body without an end. */
        record Flood() implements Act {}
    }

    /** A request as it came. */
    record Request(String method, String path, String head, String body) {}

    private final ServerSocket socket;
    private final Function<Request, Act> script;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    ScriptedHttp(Function<Request, Act> script) {
        this.script = script;
        try {
            this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException noSocket) {
            throw new UncheckedIOException(noSocket);
        }
        Thread.ofVirtual().start(this::accept);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    List<Request> requests() {
        return requests;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket caller = socket.accept();
                Thread.ofVirtual().start(() -> serve(caller));
            } catch (IOException over) {
                return;
            }
        }
    }

    private void serve(Socket caller) {
        try (caller;
                InputStream in = new BufferedInputStream(caller.getInputStream());
                OutputStream out = caller.getOutputStream()) {
            Request request = read(in);
            requests.add(request);
            act(script.apply(request), out);
        } catch (IOException | InterruptedException over) {
            return;
        }
    }

    private void act(Act act, OutputStream out) throws IOException, InterruptedException {
        switch (act) {
            case Act.Answer answer -> {
                out.write(head(answer));
                out.write(answer.bytes());
                out.flush();
            }
            case Act.Half half -> {
                out.write(head(half.answer()));
                out.write(half.answer().bytes(), 0, half.answer().bytes().length / 2);
                out.flush();
                if (half.thenStall()) {
                    closed.await();
                }
            }
            case Act.Stall stall -> closed.await();
            case Act.Close close -> {}
            case Act.Flood flood -> {
                out.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{\"a\":\""
                        .getBytes(StandardCharsets.US_ASCII));
                byte[] piece = "x".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);
                while (true) {
                    out.write(piece);
                }
            }
        }
    }

    private static byte[] head(Act.Answer answer) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " Whatever\r\n");
        answer.headers().forEach(header -> head.append(header).append("\r\n"));
        head.append("Content-Length: ").append(answer.bytes().length).append("\r\nConnection: close\r\n\r\n");
        return head.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static Request read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the caller went away");
            }
            head.append((char) next);
        }
        String[] first = head.substring(0, head.indexOf("\r\n")).split(" ", 3);
        String lower = head.toString().toLowerCase(Locale.ROOT);
        int length = lower.indexOf("content-length:");
        byte[] body = length < 0
                ? new byte[0]
                : in.readNBytes(Integer.parseInt(lower.substring(length + 15, lower.indexOf("\r\n", length))
                        .strip()));
        if (lower.contains("transfer-encoding: chunked")) {
            body = chunks(in);
        }
        return new Request(first[0], first[1], head.toString(), new String(body, StandardCharsets.UTF_8));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            StringBuilder size = new StringBuilder();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                size.append((char) next);
            }
            int length = Integer.parseInt(size.toString().strip(), 16);
            body.write(in.readNBytes(length));
            in.readNBytes(2);
            if (length == 0) {
                return body.toByteArray();
            }
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            socket.close();
        } catch (IOException over) {
            throw new UncheckedIOException(over);
        }
    }
}
