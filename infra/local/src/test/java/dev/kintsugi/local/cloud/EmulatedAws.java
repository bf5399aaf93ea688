package dev.kintsugi.local.cloud;

import dev.kintsugi.aws.AwsClients;
import dev.kintsugi.aws.DynamoDbLocal;
import dev.kintsugi.aws.QueueUrls;
import dev.kintsugi.aws.SqsQueues;
import dev.kintsugi.core.check.CheckReports;
import dev.kintsugi.core.executions.Executions;
import dev.kintsugi.core.model.ModelCatalog;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.queue.QueueName;
import dev.kintsugi.core.queue.Queues;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Table;
import dev.kintsugi.core.submit.Ids;
import dev.kintsugi.core.workspace.Workspaces;
import dev.kintsugi.engine.Engine;
import dev.kintsugi.engine.log.ForgetfulLog;
import dev.kintsugi.handlers.AwsPorts;
import dev.kintsugi.handlers.Ports;
import dev.kintsugi.local.checks.LocalCheckReports;
import dev.kintsugi.local.checks.LocalChecks;
import dev.kintsugi.local.template.FunctionSettings;
import dev.kintsugi.local.template.Template;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The template and the handlers over the adapters for AWS: DynamoDB Local, ElasticMQ and the engine, each over HTTP on
 * loopback. Only the bucket of the checks has no emulator here: the laptop's reports stand in for it.
 */
public final class EmulatedAws implements AutoCloseable {
    private final LocalChecks checks;
    private final Deployment deployment;

    private EmulatedAws(LocalChecks checks, Deployment deployment) {
        this.checks = checks;
        this.deployment = deployment;
    }

    /**
     * Deploys the template on services that run already.
     *
     * @param data where the repositories and the checks are kept
     * @param options the environment is every function's, and what is laid over the records is laid over each one's own
     */
    public static EmulatedAws open(Path data, EmulatedServices services, Options options) throws IOException {
        return open(
                data,
                services,
                options,
                (function, records) -> options.overlay().records(records));
    }

    /** The same with something laid over the records of each function, by its name. */
    static EmulatedAws open(
            Path data, EmulatedServices services, Options options, BiFunction<String, Records, Records> over)
            throws IOException {
        InstantSource clock = InstantSource.system();
        Template template = Stack.template();
        SqsClient client = services.sqs();
        QueueUrls urls = services.create(client, template.queues());
        CompletableFuture<URI> endpoint = new CompletableFuture<>();
        AwsClients clients = services.clients();
        LocalCheckReports reports = new LocalCheckReports(data.resolve("checks"));
        AwsPorts own = ports(environment(template.functions().getFirst(), services, urls, options), clients, data);
        LocalChecks checks =
                new LocalChecks(data.resolve("checks"), new Projects(own.records())::get, own.workspaces(), reports);
        Deployment deployment = Deployment.open(new Deployment.Ground(
                template,
                Stack::file,
                Deployment.onPorts(function -> {
                    Map<String, String> environment = environment(function, services, urls, options);
                    environment.put("AWS_ENDPOINT_URL_SFN", endpoint.join().toString());
                    AwsPorts aws = ports(environment, clients, data);
                    return new Emulated(aws, over.apply(function.name(), aws.records()), reports);
                }),
                new ForgetfulLog(),
                checks,
                new SqsQueues(client, urls),
                clock,
                options.port()));
        endpoint.complete(deployment.endpoint());
        return new EmulatedAws(checks, deployment);
    }

    private static AwsPorts ports(Map<String, String> environment, AwsClients clients, Path data) {
        return AwsPorts.from(environment, clients, data.resolve("repositories"));
    }

    /** What the template says, with the names and addresses that these emulators gave. */
    public static Map<String, String> environment(
            FunctionSettings function, EmulatedServices services, QueueUrls urls, Options options) {
        Map<String, String> environment = new HashMap<>(options.environment());
        environment.putAll(function.environment());
        for (Table table : Table.values()) {
            environment.put(
                    table.name().toUpperCase(Locale.ROOT) + "_TABLE",
                    DynamoDbLocal.tables().names().get(table));
        }
        environment.put("INTERRUPTED_QUEUE", urls.urls().get(new QueueName("Interrupted")));
        environment.put("INTERRUPTED_DEAD_LETTERS_QUEUE", urls.urls().get(new QueueName("InterruptedDeadLetters")));
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", services.tables().toString());
        environment.put("AWS_ENDPOINT_URL_SQS", services.queues().toString());
        return environment;
    }

    public LocalApi api() {
        return deployment.api();
    }

    public URI endpoint() {
        return deployment.endpoint();
    }

    public Engine engine() {
        return deployment.engine();
    }

    @Override
    public void close() {
        deployment.close();
        checks.close();
    }

    private record Emulated(AwsPorts aws, Records records, CheckReports checks) implements Ports {
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
