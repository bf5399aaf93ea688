package dev.kintsugi.aws;

import dev.kintsugi.core.queue.QueueSettings;
import dev.kintsugi.core.queue.Queues;
import dev.kintsugi.core.queue.QueuesContract;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The contract over HTTP against ElasticMQ. */
class SqsQueuesTest extends QueuesContract {
    private ElasticMq sqs;

    @AfterEach
    void stop() {
        sqs.close();
    }

    @Override
    protected Queues open(List<QueueSettings> settings, TestClock clock) {
        sqs = ElasticMq.start(clock);
        SqsClient client = sqs.client();
        return new SqsQueues(client, ElasticMq.create(client, settings));
    }
}
