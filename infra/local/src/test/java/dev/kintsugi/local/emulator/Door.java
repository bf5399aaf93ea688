package dev.kintsugi.local.emulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.kintsugi.local.cloud.EmulatedServices;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.Executors;

/** One port for all services: what a request is for stands in its head. */
final class Door implements AutoCloseable {
    /** Where an emulator serves the stages of its REST APIs. */
    private static final String STAGES = "/restapis/";

    private static final List<String> PASSED_ON =
            List.of("X-Amz-Target", "Content-Type", "Authorization", "X-Amz-Date");

    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final EmulatedServices services;
    private final Buckets buckets;
    private final Stacks stacks;

    private Door(HttpServer server, EmulatedServices services, Buckets buckets, Stacks stacks) {
        this.server = server;
        this.services = services;
        this.buckets = buckets;
        this.stacks = stacks;
    }

    static Door open(int port, EmulatedServices services, Buckets buckets, Stacks stacks) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        Door door = new Door(server, services, buckets, stacks);
        server.createContext("/", door::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return door;
    }

    String address() {
        return server.getAddress().toString();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply = replyOrFault(exchange, exchange.getRequestBody().readAllBytes());
            exchange.getResponseHeaders().set("Content-Type", reply.type());
            exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
            exchange.getResponseBody().write(reply.body());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply replyOrFault(HttpExchange exchange, byte[] body) throws InterruptedException {
        try {
            return reply(exchange, body);
        } catch (RuntimeException | IOException bug) {
            System.out.println(exchange.getRequestMethod() + " " + exchange.getRequestURI() + ": " + bug);
            return Reply.xml(
                    400,
                    "<ErrorResponse><Error><Code>Bug</Code><Message>%s</Message></Error></ErrorResponse>"
                            .formatted(bug.toString().replace("&", "&amp;").replace("<", "&lt;")));
        }
    }

    private Reply reply(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        String path = exchange.getRequestURI().getPath();
        String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
        String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        if (path.startsWith(STAGES)) {
            return stacks.api(exchange, body);
        }
        if (target.equals("AWSStepFunctions.RedriveExecution")) {
            return Reply.json(501, """
                    {"__type": "InternalFailure", "message": "API action 'RedriveExecution' is not emulated"}""");
        }
        if (target.startsWith("AWSStepFunctions.")) {
            return passedOn(exchange, stacks.machines(), body);
        }
        if (target.startsWith("DynamoDB_")) {
            return passedOn(exchange, services.tables(), body);
        }
        if (target.startsWith("AmazonSQS.")) {
            return passedOn(exchange, services.queues(), body);
        }
        if (type.startsWith("application/x-www-form-urlencoded")) {
            return stacks.answer(body);
        }
        return path.equals("/") ? Reply.json(200, "{}") : buckets.answer(exchange.getRequestMethod(), path, body);
    }

    private Reply passedOn(HttpExchange exchange, URI service, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(service.resolve("/")).POST(BodyPublishers.ofByteArray(body));
        for (String name : PASSED_ON) {
            exchange.getRequestHeaders().getOrDefault(name, List.of()).forEach(value -> request.header(name, value));
        }
        HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
        return new Reply(
                answer.statusCode(),
                answer.headers().firstValue("Content-Type").orElse("application/x-amz-json-1.0"),
                answer.body());
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}
