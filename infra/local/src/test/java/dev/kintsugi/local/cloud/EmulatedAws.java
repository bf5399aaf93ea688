package dev.kintsugi.local.cloud;

import dev.kintsugi.aws.AwsClients;
import dev.kintsugi.aws.DynamoDbLocal;
import dev.kintsugi.aws.ElasticMq;
import dev.kintsugi.aws.QueueUrls;
import dev.kintsugi.aws.SqsQueues;
import dev.kintsugi.core.check.CheckReports;
import dev.kintsugi.core.executions.Executions;
import dev.kintsugi.core.model.ModelCatalog;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.queue.QueueName;
import dev.kintsugi.core.queue.QueueSettings;
import dev.kintsugi.core.queue.Queues;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Table;
import dev.kintsugi.core.submit.Ids;
import dev.kintsugi.core.workspace.Workspaces;
import dev.kintsugi.engine.log.ForgetfulLog;
import dev.kintsugi.handlers.AwsPorts;
import dev.kintsugi.handlers.Ports;
import dev.kintsugi.local.checks.LocalCheckReports;
import dev.kintsugi.local.checks.LocalChecks;
import dev.kintsugi.local.template.FunctionSettings;
import dev.kintsugi.local.template.Template;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The template and the handlers over the adapters for AWS: DynamoDB Local, ElasticMQ and the engine, each over HTTP on
 * loopback. Only the bucket of the checks has no emulator here: the laptop's reports stand in for it.
 */
final class EmulatedAws implements AutoCloseable {
    private final DynamoDbLocal tables;
    private final ElasticMq queueService;
    private final LocalChecks checks;
    private final Deployment deployment;

    private EmulatedAws(DynamoDbLocal tables, ElasticMq queueService, LocalChecks checks, Deployment deployment) {
        this.tables = tables;
        this.queueService = queueService;
        this.checks = checks;
        this.deployment = deployment;
    }

    static EmulatedAws open(Path data) throws Exception {
        InstantSource clock = InstantSource.system();
        Template template = Stack.template();
        DynamoDbLocal tables = DynamoDbLocal.start();
        ElasticMq queueService = ElasticMq.start(clock);
        SqsClient client = queueService.client();
        QueueUrls urls = ElasticMq.create(client, deadLettersFirst(template.queues()));
        CompletableFuture<URI> endpoint = new CompletableFuture<>();
        AwsClients clients = DynamoDbLocal.clients(tables.endpoint(), AwsClients.lightHttp());
        LocalCheckReports reports = new LocalCheckReports(data.resolve("checks"));
        AwsPorts own = ports(environment(template.functions().getFirst(), tables, queueService, urls), clients, data);
        LocalChecks checks =
                new LocalChecks(data.resolve("checks"), new Projects(own.records())::get, own.workspaces(), reports);
        Deployment deployment = Deployment.open(new Deployment.Ground(
                template,
                function -> {
                    Map<String, String> environment = environment(function, tables, queueService, urls);
                    environment.put("AWS_ENDPOINT_URL_SFN", endpoint.join().toString());
                    return new WithLocalChecks(ports(environment, clients, data), reports);
                },
                new ForgetfulLog(),
                checks,
                new SqsQueues(client, urls),
                clock,
                0));
        endpoint.complete(deployment.endpoint());
        return new EmulatedAws(tables, queueService, checks, deployment);
    }

    private static AwsPorts ports(Map<String, String> environment, AwsClients clients, Path data) {
        return AwsPorts.from(environment, clients, data.resolve("repositories"));
    }

    private static List<QueueSettings> deadLettersFirst(List<QueueSettings> queues) {
        return queues.stream()
                .sorted((one, other) -> Boolean.compare(
                        one.deadLetters().isPresent(), other.deadLetters().isPresent()))
                .toList();
    }

    /** What the template says, with the names and addresses that these emulators gave. */
    private static Map<String, String> environment(
            FunctionSettings function, DynamoDbLocal tables, ElasticMq queueService, QueueUrls urls) {
        Map<String, String> environment = new HashMap<>(function.environment());
        for (Table table : Table.values()) {
            environment.put(
                    table.name().toUpperCase(Locale.ROOT) + "_TABLE",
                    DynamoDbLocal.tables().names().get(table));
        }
        environment.put("INTERRUPTED_QUEUE", urls.urls().get(new QueueName("Interrupted")));
        environment.put("INTERRUPTED_DEAD_LETTERS_QUEUE", urls.urls().get(new QueueName("InterruptedDeadLetters")));
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", tables.endpoint().toString());
        environment.put("AWS_ENDPOINT_URL_SQS", queueService.endpoint().toString());
        return environment;
    }

    LocalApi api() {
        return deployment.api();
    }

    URI endpoint() {
        return deployment.endpoint();
    }

    @Override
    public void close() {
        deployment.close();
        checks.close();
        queueService.close();
        tables.close();
    }

    private record WithLocalChecks(AwsPorts aws, CheckReports checks) implements Ports {
        @Override
        public Records records() {
            return aws.records();
        }

        @Override
        public Queues queues() {
            return aws.queues();
        }

        @Override
        public Executions executions() {
            return aws.executions();
        }

        @Override
        public Workspaces workspaces() {
            return aws.workspaces();
        }

        @Override
        public ModelCatalog models() {
            return aws.models();
        }

        @Override
        public InstantSource clock() {
            return aws.clock();
        }

        @Override
        public Ids ids() {
            return aws.ids();
        }
    }
}
