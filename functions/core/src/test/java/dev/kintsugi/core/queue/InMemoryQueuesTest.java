package dev.kintsugi.core.queue;

import java.util.List;

/** The contract in memory. */
class InMemoryQueuesTest extends StrictQueuesContract {
    @Override
    protected Queues open(List<QueueSettings> settings, TestClock clock) {
        return new InMemoryQueues(settings, clock);
    }
}
