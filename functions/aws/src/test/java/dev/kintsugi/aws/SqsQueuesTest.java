package dev.kintsugi.aws;

import dev.kintsugi.core.queue.QueueSettings;
import dev.kintsugi.core.queue.Queues;
import dev.kintsugi.core.queue.QueuesContract;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The contract over HTTP against ElasticMQ; with {@code -Daws.endpoint=URL} against whoever answers there, by that service's clock. */
class SqsQueuesTest extends QueuesContract {
    private ElasticMq sqs;

    @AfterEach
    void stop() {
        sqs.close();
    }

    @Override
    protected TestClock newClock() {
        return ElasticMq.isElsewhere() ? new ClockOfItsOwn() : super.newClock();
    }

    /** What would have to be waited for is not tested there. */
    private static final class ClockOfItsOwn extends TestClock {
        @Override
        public void pass(Duration duration) {
            Assumptions.abort("nobody waits %s for a service that has a clock of its own".formatted(duration));
        }
    }

    @Override
    protected Queues open(List<QueueSettings> settings, TestClock clock) {
        sqs = ElasticMq.start(clock);
        SqsClient client = sqs.client();
        return new SqsQueues(client, ElasticMq.create(client, settings, ElasticMq.prefix()));
    }
}
