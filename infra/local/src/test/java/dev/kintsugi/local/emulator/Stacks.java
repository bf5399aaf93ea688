package dev.kintsugi.local.emulator;

import com.sun.net.httpserver.HttpExchange;
import dev.kintsugi.aws.QueueUrls;
import dev.kintsugi.aws.SqsQueues;
import dev.kintsugi.engine.Engine;
import dev.kintsugi.engine.jsonata.Document;
import dev.kintsugi.engine.log.ForgetfulLog;
import dev.kintsugi.engine.task.Builds;
import dev.kintsugi.local.cloud.ApiResponse;
import dev.kintsugi.local.cloud.Deployment;
import dev.kintsugi.local.cloud.EmulatedAws;
import dev.kintsugi.local.cloud.EmulatedServices;
import dev.kintsugi.local.cloud.Options;
import dev.kintsugi.local.cloud.Stack;
import dev.kintsugi.local.template.PackagedTemplate;
import dev.kintsugi.local.template.Surroundings;
import dev.kintsugi.local.template.Template;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;

/** CloudFormation for one stack: a change set is made from a packaged template and carried out, and the stack is described. */
final class Stacks {
    private static final String API = "api0kintsugi";

    private final EmulatedServices services;
    private final Buckets buckets;
    private final FunctionProcess.Ground ground;
    private Map<String, String> changeSet = Map.of();
    private volatile @Nullable Deployment deployment;

    Stacks(EmulatedServices services, Buckets buckets, FunctionProcess.Ground ground) {
        this.services = services;
        this.buckets = buckets;
        this.ground = ground;
    }

    /** @param body a form, as the query protocol has it */
    synchronized Reply answer(byte[] body) throws IOException {
        Map<String, String> form = form(new String(body, StandardCharsets.UTF_8));
        String action = form.getOrDefault("Action", "");
        String result = switch (action) {
            case "CreateChangeSet" -> {
                changeSet = form;
                yield "<Id>arn:change</Id><StackId>arn:stack</StackId>";
            }
            case "DescribeChangeSet" -> "<Status>CREATE_COMPLETE</Status><ExecutionStatus>AVAILABLE</ExecutionStatus>";
            case "ExecuteChangeSet" -> {
                deploy();
                yield "";
            }
            case "DescribeStacks" -> described();
            default -> "";
        };
        return result.isEmpty() && !action.equals("ExecuteChangeSet")
                ? Reply.xml(400, "<ErrorResponse><Error><Code>InvalidAction</Code></Error></ErrorResponse>")
                : Reply.xml(
                        200,
                        "<%sResponse><%sResult>%s</%sResult></%sResponse>"
                                .formatted(action, action, result, action, action));
    }

    private String described() {
        return """
                <Stacks><member><StackName>%s</StackName><StackStatus>%s</StackStatus>
                <CreationTime>2026-01-01T00:00:00Z</CreationTime><Outputs><member><OutputKey>Endpoint</OutputKey>
                <OutputValue>https://%s.execute-api.us-east-1.amazonaws.com/v1</OutputValue></member></Outputs></member></Stacks>""".formatted(
                        changeSet.get("StackName"), deployment == null ? "REVIEW_IN_PROGRESS" : "CREATE_COMPLETE", API);
    }

    private void deploy() throws IOException {
        String address = String.valueOf(changeSet.get("TemplateURL"));
        String packaged = new String(buckets.read("s3:/" + URI.create(address).getPath()), StandardCharsets.UTF_8);
        Template template = Template.read(
                PackagedTemplate.with(parameters(), packaged),
                new Surroundings(
                        Stack.LOCAL.region(), Stack.LOCAL.account(), String.valueOf(changeSet.get("StackName"))));
        SqsClient sqs = services.sqs();
        QueueUrls urls = services.create(sqs, template.queues());
        ground.unpack(buckets.read(PackagedTemplate.code(packaged)));
        deployment = Deployment.open(new Deployment.Ground(
                template,
                file -> new String(buckets.read(file), StandardCharsets.UTF_8),
                function -> new FunctionProcess(
                        function,
                        EmulatedAws.environment(
                                function, services, urls, Options.usual().withEnvironment(Map.of())),
                        ground),
                new ForgetfulLog(),
                new NoBuilds(),
                new SqsQueues(sqs, urls),
                InstantSource.system(),
                0));
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new HashMap<>();
        for (int each = 1; changeSet.containsKey("Parameters.member." + each + ".ParameterKey"); each++) {
            String member = "Parameters.member." + each;
            parameters.put(
                    String.valueOf(changeSet.get(member + ".ParameterKey")),
                    String.valueOf(changeSet.get(member + ".ParameterValue")));
        }
        return parameters;
    }

    private Deployment deployed() {
        Deployment there = deployment;
        if (there == null) {
            throw new IllegalStateException("no stack is deployed");
        }
        return there;
    }

    URI machines() {
        return deployed().endpoint();
    }

    Engine engine() {
        return deployed().engine();
    }

    /** A request to a stage: behind {@code /restapis/ID/STAGE/_user_request_} stands the path that the function sees. */
    Reply api(HttpExchange exchange, byte[] body) {
        URI asked = exchange.getRequestURI();
        String path = asked.getRawPath().replaceFirst("^/restapis/[^/]+/[^/]+/_user_request_", "");
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
        ApiResponse response = deployed()
                .api()
                .call(
                        exchange.getRequestMethod(),
                        asked.getRawQuery() == null ? path : path + "?" + asked.getRawQuery(),
                        headers,
                        new String(body, StandardCharsets.UTF_8));
        return new Reply(
                response.status(),
                response.headers().getOrDefault("content-type", "application/json"),
                response.body().getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> form(String body) {
        return Arrays.stream(body.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                        pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    /** The stack is deployed without checks. */
    private static final class NoBuilds implements Builds {
        @Override
        public Document start(Document arguments) {
            throw new UnsupportedOperationException("no builds here");
        }

        @Override
        public CompletionStage<Document> ended(String buildId) {
            throw new UnsupportedOperationException("no builds here");
        }

        @Override
        public void stop(String buildId) {
            throw new UnsupportedOperationException("no builds here");
        }
    }
}
