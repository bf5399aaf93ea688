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

/** ElasticMQ in this process, on a port of its own on loopback, by the test's clock. */
public final class ElasticMq implements AutoCloseable {
    private final ActorSystem actors;
    private final SQSRestServer server;
    private final URI endpoint;

    private ElasticMq(ActorSystem actors, SQSRestServer server) {
        this.actors = actors;
        this.server = server;
        this.endpoint = URI.create(
                "http://127.0.0.1:" + server.waitUntilStarted().localAddress().getPort());
    }

    public static ElasticMq start(InstantSource time) {
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
        return new ElasticMq(
                actors,
                SQSRestServerBuilder.withActorSystem(actors)
                        .withQueueManagerActor(queues)
                        .withInterface("127.0.0.1")
                        .withDynamicPort()
                        .start());
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
        server.stopAndWait();
        actors.terminate();
    }
}
