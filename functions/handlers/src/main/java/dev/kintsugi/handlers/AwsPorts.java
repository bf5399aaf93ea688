package dev.kintsugi.handlers;

import dev.kintsugi.aws.AwsClients;
import dev.kintsugi.aws.BucketCheckReports;
import dev.kintsugi.aws.DynamoDbRecords;
import dev.kintsugi.aws.QueueUrls;
import dev.kintsugi.aws.RepositoryTokens;
import dev.kintsugi.aws.SqsQueues;
import dev.kintsugi.aws.StepFunctionsExecutions;
import dev.kintsugi.aws.TableNames;
import dev.kintsugi.core.check.CheckReports;
import dev.kintsugi.core.execute.CoderLimits;
import dev.kintsugi.core.executions.Executions;
import dev.kintsugi.core.model.ModelCatalog;
import dev.kintsugi.core.patience.Patience;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.queue.PatientQueues;
import dev.kintsugi.core.queue.Queues;
import dev.kintsugi.core.records.PatientRecords;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.submit.Ids;
import dev.kintsugi.core.workspace.Workspaces;
import dev.kintsugi.git.JGitWorkspaces;
import dev.kintsugi.git.TokenSource;
import dev.kintsugi.handlers.journal.Journal;
import dev.kintsugi.handlers.journal.LambdaJournal;
import dev.kintsugi.models.Models;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.regions.Region;

/** The ports on AWS, by what the template writes into a function's environment. */
public final class AwsPorts implements Ports {
    /** The only folder of a function that can be written to; what it holds may be gone at the next call. */
    private static final Path CACHE = Path.of("/tmp/repositories");

    private final Map<String, String> environment;
    private final AwsClients clients;
    private final Journal journal;
    private final Once<Records> records;
    private final Once<Queues> queues;
    private final Once<Executions> executions;
    private final Once<Workspaces> workspaces;
    private final Once<ModelCatalog> models;
    private final Once<CheckReports> checks;

    private AwsPorts(Map<String, String> environment, AwsClients clients, Path cache) {
        this.environment = Map.copyOf(environment);
        this.clients = clients;
        this.journal = LambdaJournal.of(environment, clock());
        this.records = new Once<>(() ->
                new PatientRecords(new DynamoDbRecords(at("DYNAMODB").dynamoDb(), TableNames.from(this.environment))));
        this.queues = new Once<>(() -> new PatientQueues(
                new SqsQueues(at("SQS").sqs(), new QueueUrls(StackQueues.urlsFrom(this.environment))),
                Patience.standard()));
        this.executions = new Once<>(() -> new StepFunctionsExecutions(
                at("SFN").stepFunctions(), StepFunctionsExecutions.machinesFrom(this.environment)));
        this.workspaces = new Once<>(() -> new JGitWorkspaces(cache, clock(), tokens()));
        this.models = new Once<>(() -> Models.from(this.environment));
        this.checks = new Once<>(() -> new BucketCheckReports(
                at("S3").s3(),
                BucketCheckReports.bucketFrom(this.environment),
                project -> new Projects(records()).get(project).settings()));
    }

    /** Tokens are asked for where the template names a secret; otherwise repositories are public. */
    private TokenSource tokens() {
        String secret = environment.getOrDefault(RepositoryTokens.VARIABLE, "");
        if (secret.isBlank()) {
            return TokenSource.none();
        }
        RepositoryTokens tokens = new RepositoryTokens(at("SECRETS_MANAGER").secrets(), secret, clock());
        return repository -> tokens.of(String.valueOf(repository.getHost()));
    }

    /** The clients of a service, by the variables with which every AWS tool is told of another address. */
    private AwsClients at(String service) {
        return clients.at(Stream.of("AWS_ENDPOINT_URL_" + service, "AWS_ENDPOINT_URL")
                .map(environment::get)
                .filter(Objects::nonNull)
                .findFirst()
                .map(URI::create));
    }

    public static AwsPorts from(Map<String, String> environment) {
        return from(environment, AwsClients.in(Region.of(environment.getOrDefault("AWS_REGION", "us-east-1"))), CACHE);
    }

    /** With clients of the caller's, such as those of an emulator. */
    public static AwsPorts from(Map<String, String> environment, AwsClients clients, Path cache) {
        return new AwsPorts(environment, clients, cache);
    }

    @Override
    public Records records() {
        return records.get();
    }

    @Override
    public Queues queues() {
        return queues.get();
    }

    @Override
    public Executions executions() {
        return executions.get();
    }

    @Override
    public Workspaces workspaces() {
        return workspaces.get();
    }

    @Override
    public ModelCatalog models() {
        return models.get();
    }

    @Override
    public CheckReports checks() {
        return checks.get();
    }

    @Override
    public CoderLimits coderLimits() {
        return CoderLimits.from(environment);
    }

    @Override
    public StackSettings stack() {
        return StackSettings.from(environment);
    }

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    public InstantSource clock() {
        return InstantSource.system();
    }

    @Override
    public Ids ids() {
        return Ids.random();
    }
}
