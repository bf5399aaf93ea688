package dev.kintsugi.aws;

import dev.kintsugi.core.queue.QueueName;
import dev.kintsugi.core.queue.QueueSettings;
import java.net.URI;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.elasticmq.RelaxedSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import scala.Option;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * ElasticMQ in this process, on a port of its own on loopback, by the test's clock. With {@code -Daws.endpoint=URL} it is not
 * started: whoever answers there has the queues, and they are deleted again.
 */
public final class ElasticMq implements AutoCloseable {
    /** Whom the tests talk to instead, if anybody. */
    private static final Optional<URI> ELSEWHERE =
            Optional.ofNullable(System.getProperty("aws.endpoint")).map(URI::create);

    private final URI endpoint;
    private final Runnable stopping;

    private ElasticMq(URI endpoint, Runnable stopping) {
        this.endpoint = endpoint;
        this.stopping = stopping;
    }

    static boolean isElsewhere() {
        return ELSEWHERE.isPresent();
    }

    /** What the names of queues begin with: elsewhere they are of this run only. */
    static String prefix() {
        return isElsewhere() ? "kintsugi-test-" + ProcessHandle.current().pid() + "-" : "";
    }

    private static ElasticMq elsewhere(URI endpoint) {
        return new ElasticMq(endpoint, () -> {
            try (SqsClient client =
                    DynamoDbLocal.clients(endpoint, AwsClients.lightHttp()).sqs()) {
                client.listQueues(request -> request.queueNamePrefix(prefix()))
                        .queueUrls()
                        .forEach(url -> client.deleteQueue(request -> request.queueUrl(url)));
            }
        });
    }

    public static ElasticMq start(InstantSource time) {
        return ELSEWHERE.map(ElasticMq::elsewhere).orElseGet(() -> here(time));
    }

    private static ElasticMq here(InstantSource time) {
        NowProvider clock = new NowProvider() {
            @Override
            public long nowMillis() {
                return time.millis();
            }

            @Override
            public OffsetDateTime now() {
                return time.instant().atOffset(ZoneOffset.UTC);
            }
        };
        ActorSystem actors = ActorSystem.create("elasticmq");
        ActorRef queues = actors.actorOf(Props.create(
                QueueManagerActor.class,
                () -> new QueueManagerActor(clock, RelaxedSQSLimits$.MODULE$, Option.empty())));
        SQSRestServer server = SQSRestServerBuilder.withActorSystem(actors)
                .withQueueManagerActor(queues)
                .withInterface("127.0.0.1")
                .withDynamicPort()
                .start();
        int port = server.waitUntilStarted().localAddress().getPort();
        return new ElasticMq(URI.create("http://127.0.0.1:" + port), () -> {
            server.stopAndWait();
            actors.terminate();
        });
    }

    public URI endpoint() {
        return endpoint;
    }

    public SqsClient client() {
        return DynamoDbLocal.clients(endpoint, AwsClients.lightHttp()).sqs();
    }

    /** Makes the queues as the template would; a dead-letter queue stands before the queue that names it. */
    public static QueueUrls create(SqsClient client, List<QueueSettings> queues) {
        return create(client, queues, "");
    }

    /** The same under names that begin as it is said, for one of several deployments. */
    public static QueueUrls create(SqsClient client, List<QueueSettings> queues, String prefix) {
        Map<QueueName, String> urls = new HashMap<>();
        for (QueueSettings settings : queues) {
            Map<QueueAttributeName, String> attributes = new HashMap<>();
            attributes.put(
                    QueueAttributeName.MESSAGE_RETENTION_PERIOD,
                    Long.toString(settings.retention().toSeconds()));
            settings.deadLetters()
                    .ifPresent(letters -> attributes.put(
                            QueueAttributeName.REDRIVE_POLICY,
                            String.format(
                                    Locale.ROOT,
                                    "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%d\"}",
                                    arn(client, urls.get(letters.queue())),
                                    letters.mostReceives())));
            urls.put(
                    settings.name(),
                    client.createQueue(request -> request.queueName(
                                            prefix + settings.name().text())
                                    .attributes(attributes))
                            .queueUrl());
        }
        return new QueueUrls(urls);
    }

    private static String arn(SqsClient client, String url) {
        return client.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
    }

    @Override
    public void close() {
        stopping.run();
    }
}
