package dev.kintsugi.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.queue.InMemoryQueues;
import dev.kintsugi.core.queue.Message;
import dev.kintsugi.core.queue.QueueName;
import dev.kintsugi.core.queue.QueueSettings;
import dev.kintsugi.local.functions.LocalFunctions;
import dev.kintsugi.local.template.EventSource;
import dev.kintsugi.local.template.FunctionSettings;
import dev.kintsugi.local.template.Surroundings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class QueuePumpTest {
    private static final QueueName STOPS = new QueueName("stops");
    private static final Duration HIDDEN = Duration.ofMinutes(5);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T00:00:00Z"));
    private final InMemoryQueues queues = new InMemoryQueues(List.of(QueueSettings.of(STOPS)), now::get);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final AtomicBoolean wasCutOff = new AtomicBoolean();

    /** What a handler records of a stop is not to be lost to the end of the command that caused it. */
    @Test
    void closing_lets_the_messages_that_are_being_dealt_with_come_to_their_end() throws Exception {
        queues.send(STOPS, Message.of("stop"), Duration.ZERO);
        LocalFunctions functions = new LocalFunctions(
                List.of(new FunctionSettings("Resume", "arn:Resume", "none", Duration.ofMinutes(1), 512, Map.of())),
                settings -> (in, out, context) -> {
                    begun.countDown();
                    try {
                        mayEnd.await();
                    } catch (InterruptedException closing) {
                        wasCutOff.set(true);
                    }
                    out.write("{\"batchItemFailures\": []}".getBytes(StandardCharsets.UTF_8));
                },
                InstantSource.system());
        QueuePump pump = QueuePump.start(
                List.of(new EventSource(STOPS, HIDDEN, 10, "Resume")),
                queues,
                functions,
                new Surroundings("us-east-1", "000000000000", "kintsugi"));
        begun.await();

        Thread closing = Thread.ofVirtual().start(pump::close);
        while (closing.getState() != Thread.State.TIMED_WAITING && closing.isAlive()) {
            Thread.onSpinWait();
        }
        mayEnd.countDown();
        closing.join();
        functions.close();

        assertThat(wasCutOff).isFalse();
        now.updateAndGet(then -> then.plus(HIDDEN).plusSeconds(1));
        assertThat(queues.receive(STOPS, 10, Duration.ZERO)).isEmpty();
    }
}
