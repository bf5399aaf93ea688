package dev.kintsugi.core.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.core.patience.Patience;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** On a bad day every message still comes, at least once, and what is deleted is gone. */
class QueuesUnderFaultsTest {
    private static final QueueName QUEUE = new QueueName("work");

    private final InMemoryQueues memory = new InMemoryQueues(List.of(QueueSettings.of(QUEUE)), InstantSource.system());

    @Test
    void every_message_comes_at_least_once_and_the_queue_ends_empty() {
        Queues queues = patient(0.3, 60);
        IntStream.range(0, 100).forEach(number -> queues.send(QUEUE, Message.of("m" + number)));

        List<String> bodies = new ArrayList<>();
        List<Delivery> received = queues.receive(QUEUE, 10, Duration.ofHours(1));
        while (!received.isEmpty()) {
            received.forEach(delivery -> {
                bodies.add(delivery.body());
                queues.delete(QUEUE, delivery.receipt());
            });
            received = queues.receive(QUEUE, 10, Duration.ofHours(1));
        }

        assertThat(Set.copyOf(bodies)).hasSize(100);
        assertThat(bodies).as("a lost answer sends twice").hasSizeGreaterThan(100);
        assertThat(queues.depth(QUEUE).total()).isZero();
    }

    @Test
    void who_is_always_busy_is_given_up_with_an_error_that_retry_names() {
        Queues queues = patient(1.0, 3);

        assertThatThrownBy(() -> queues.send(QUEUE, Message.of("a"))).isInstanceOf(QueuesBusyException.class);
        assertThatThrownBy(() -> queues.receive(QUEUE, 1, Duration.ZERO)).isInstanceOf(QueuesBusyException.class);
    }

    private Queues patient(double share, int tries) {
        Patience patience = new Patience(tries, Duration.ZERO, Duration.ZERO, new Random(1), duration -> {});
        return new PatientQueues(new FaultyQueues(memory, new Random(7), share), patience);
    }
}
