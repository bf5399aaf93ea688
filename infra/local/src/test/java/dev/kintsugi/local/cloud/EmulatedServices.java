package dev.kintsugi.local.cloud;

import dev.kintsugi.aws.AwsClients;
import dev.kintsugi.aws.DynamoDbLocal;
import dev.kintsugi.aws.ElasticMq;
import dev.kintsugi.aws.QueueUrls;
import dev.kintsugi.core.queue.QueueSettings;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * One DynamoDB Local and one ElasticMQ, which are slow to start and serve as many deployments as are wanted: these share the
 * tables, where ids keep their projects apart, and each has queues of its own.
 */
public final class EmulatedServices implements AutoCloseable {
    private final DynamoDbLocal tables;
    private final ElasticMq queues;
    private final AtomicInteger deployments = new AtomicInteger();

    private EmulatedServices(DynamoDbLocal tables, ElasticMq queues) {
        this.tables = tables;
        this.queues = queues;
    }

    public static EmulatedServices start() throws Exception {
        return new EmulatedServices(DynamoDbLocal.start(), ElasticMq.start(InstantSource.system()));
    }

    public URI tables() {
        return tables.endpoint();
    }

    public URI queues() {
        return queues.endpoint();
    }

    public SqsClient sqs() {
        return queues.client();
    }

    AwsClients clients() {
        return DynamoDbLocal.clients(tables.endpoint(), AwsClients.lightHttp());
    }

    /** The template's queues for one more deployment. */
    public QueueUrls create(SqsClient client, List<QueueSettings> settings) {
        List<QueueSettings> deadLettersFirst = settings.stream()
                .sorted((one, other) -> Boolean.compare(
                        one.deadLetters().isPresent(), other.deadLetters().isPresent()))
                .toList();
        return ElasticMq.create(client, deadLettersFirst, "d" + deployments.incrementAndGet() + "-");
    }

    @Override
    public void close() {
        queues.close();
        tables.close();
    }
}
