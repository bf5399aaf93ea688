package dev.kintsugi.core.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Queues} does, on a clock that the test turns. */
public abstract class QueuesContract {
    /** The services under test answer within milliseconds; this is for a machine that does something else. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    protected static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MOST_RECEIVES = 2;
    private static final AtomicInteger STACKS = new AtomicInteger();

    /** The real time and what a test lets pass besides: real services would not take a clock that stands. */
    public static class TestClock implements InstantSource {
        private final AtomicLong passed = new AtomicLong();

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(System.currentTimeMillis() + passed.get());
        }

        public void pass(Duration duration) {
            passed.addAndGet(duration.toMillis());
        }
    }

    /** A queue with a dead-letter queue, that queue, and one without. */
    protected QueueName work;

    protected QueueName dead;
    protected QueueName other;
    protected TestClock clock;
    protected Queues queues;

    /** Queues as described, by this clock; the names are of this test alone. */
    protected abstract Queues open(List<QueueSettings> settings, TestClock clock);

    /** A clock that the test turns; where the service has its own, one that cannot be turned. */
    protected TestClock newClock() {
        return new TestClock();
    }

    /** Whether a message may come twice here, because answers get lost on purpose. */
    protected boolean mayComeTwice() {
        return false;
    }

    @BeforeEach
    void open_the_queues() {
        String stack = getClass().getSimpleName() + STACKS.incrementAndGet();
        work = new QueueName(stack + "-work");
        dead = new QueueName(stack + "-dead");
        other = new QueueName(stack + "-other");
        clock = newClock();
        queues = open(
                List.of(
                        QueueSettings.of(dead),
                        QueueSettings.of(work).withDeadLetters(dead, MOST_RECEIVES),
                        QueueSettings.of(other)),
                clock);
    }

    @Test
    void what_is_sent_is_received_as_it_was() {
        Message message = new Message(
                "{\"job\": \"p.t1\", \"text\": \"grüße \uD83D\uDE00 \\n\"}", Map.of("kind", "ticket", "größe", "ü"));

        Instant before = clock.instant();
        queues.send(work, message);

        Delivery delivery = receiveOne(work);
        assertThat(delivery.message()).isEqualTo(message);
        assertThat(delivery.receives()).isEqualTo(1);
        assertThat(delivery.sentAt()).isBetween(before, clock.instant());
        assertThat(delivery.id()).isNotEmpty();
    }

    @Test
    void an_empty_queue_gives_nothing() {
        assertThat(queues.receive(work, 10, MINUTE)).isEmpty();
        assertThat(queues.depth(work)).isEqualTo(new Depth(0, 0, 0));
    }

    @Test
    void queues_do_not_see_each_others_messages() {
        queues.send(other, Message.of("for the other"));

        assertThat(queues.receive(work, 10, MINUTE)).isEmpty();
        assertThat(receiveOne(other).body()).isEqualTo("for the other");
    }

    @Test
    void a_delayed_message_comes_when_its_delay_has_passed() {
        queues.send(work, Message.of("later"), Duration.ofMinutes(5));

        assertThat(queues.receive(work, 10, MINUTE)).isEmpty();
        assertThat(queues.depth(work).waiting()).isZero();
        clock.pass(Duration.ofMinutes(4));
        assertThat(queues.receive(work, 10, MINUTE)).isEmpty();
        clock.pass(MINUTE);
        assertThat(receiveOne(work).body()).isEqualTo("later");
    }

    @Test
    void a_received_message_is_hidden_and_returns_unless_it_is_deleted() {
        queues.send(other, Message.of("a"));
        Delivery first = receiveOne(other);

        assertThat(queues.receive(other, 10, MINUTE)).isEmpty();
        clock.pass(MINUTE);
        Delivery second = receiveOne(other);
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.receives()).isEqualTo(2);
        assertThat(second.sentAt()).isEqualTo(first.sentAt());
        assertThat(second.receipt()).isNotEqualTo(first.receipt());

        queues.delete(other, second.receipt());
        queues.delete(other, second.receipt());
        clock.pass(MINUTE);
        assertThat(queues.receive(other, 10, MINUTE)).isEmpty();
    }

    @Test
    void a_message_may_be_hidden_longer_or_returned_at_once() {
        queues.send(other, Message.of("a"));
        Delivery first = receiveOne(other);

        queues.hide(other, first.receipt(), Duration.ofMinutes(10));
        clock.pass(Duration.ofMinutes(9));
        assertThat(queues.receive(other, 10, MINUTE)).isEmpty();

        queues.hide(other, first.receipt(), Duration.ZERO);
        Delivery second = receiveOne(other);
        assertThat(second.receives()).isEqualTo(2);
    }

    @Test
    void what_concerns_a_deleted_message_is_harmless() {
        queues.send(other, Message.of("a"));
        Delivery delivery = receiveOne(other);
        queues.delete(other, delivery.receipt());

        queues.hide(other, delivery.receipt(), MINUTE);
        queues.delete(other, delivery.receipt());

        clock.pass(Duration.ofHours(1));
        assertThat(queues.receive(other, 10, MINUTE)).isEmpty();
    }

    @Test
    void as_many_as_asked_for_are_received_at_most_and_each_once() {
        IntStream.range(0, 25).forEach(number -> queues.send(other, Message.of("m" + number)));

        List<String> bodies = new ArrayList<>();
        List<Delivery> received = queues.receive(other, 3, MINUTE);
        while (!received.isEmpty()) {
            assertThat(received).hasSizeLessThanOrEqualTo(3);
            received.forEach(delivery -> bodies.add(delivery.body()));
            received = queues.receive(other, 3, MINUTE);
        }

        assertThat(Set.copyOf(bodies)).hasSize(25);
        if (!mayComeTwice()) {
            assertThat(bodies).hasSize(25);
        }
    }

    @Test
    void a_message_received_too_often_is_set_aside() {
        Instant before = clock.instant();
        queues.send(work, Message.of("poison"));
        Instant after = clock.instant();
        receiveAndReturn(work);
        receiveAndReturn(work);

        assertThat(queues.receive(work, 10, MINUTE)).isEmpty();

        Delivery aside = receiveOne(dead);
        assertThat(aside.body()).isEqualTo("poison");
        assertThat(aside.sentAt()).isBetween(before, after);
        clock.pass(Duration.ofDays(1));
        assertThat(queues.receive(work, 10, MINUTE)).isEmpty();
    }

    @Test
    void a_redrive_sends_back_what_was_set_aside_as_if_it_were_new() {
        Message message = new Message("poison", Map.of("kind", "ticket"));
        queues.send(work, message);
        receiveAndReturn(work);
        receiveAndReturn(work);
        assertThat(queues.receive(work, 10, MINUTE)).isEmpty();

        Instant before = clock.instant();
        queues.redrive(dead);

        eventually(() -> queues.depth(work).waiting() == 1);
        Delivery again = receiveOne(work);
        assertThat(again.message()).isEqualTo(message);
        assertThat(again.receives()).isEqualTo(1);
        assertThat(again.sentAt()).isBetween(before, clock.instant());
        assertThat(queues.depth(dead).total()).isZero();
    }

    @Test
    void an_empty_dead_letter_queue_may_be_redriven() {
        queues.redrive(dead);

        assertThat(queues.receive(work, 10, MINUTE)).isEmpty();
    }

    @Test
    void only_a_dead_letter_queue_may_be_redriven() {
        assertThatThrownBy(() -> queues.redrive(other))
                .isInstanceOf(NoSuchQueueException.class)
                .hasMessageContaining(other.text());
    }

    @Test
    void an_unknown_queue_is_named() {
        QueueName nobody = new QueueName("nobody");
        assertThatThrownBy(() -> queues.send(nobody, Message.of("a")))
                .isInstanceOf(NoSuchQueueException.class)
                .hasMessage("There is no queue nobody.");
        assertThatThrownBy(() -> queues.receive(nobody, 1, MINUTE)).isInstanceOf(NoSuchQueueException.class);
        assertThatThrownBy(() -> queues.delete(nobody, "x")).isInstanceOf(NoSuchQueueException.class);
        assertThatThrownBy(() -> queues.hide(nobody, "x", MINUTE)).isInstanceOf(NoSuchQueueException.class);
        assertThatThrownBy(() -> queues.redrive(nobody)).isInstanceOf(NoSuchQueueException.class);
        assertThatThrownBy(() -> queues.depth(nobody)).isInstanceOf(NoSuchQueueException.class);
    }

    @Test
    void delays_and_numbers_have_limits() {
        queues.send(work, Message.of("a"), QueueLimits.DELAY);
        assertThatThrownBy(() -> queues.send(work, Message.of("a"), QueueLimits.DELAY.plusSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("900 seconds");
        assertThatThrownBy(() -> queues.receive(work, 11, MINUTE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> queues.receive(work, 0, MINUTE)).isInstanceOf(IllegalArgumentException.class);
        assertThat(queues.receive(work, 10, QueueLimits.HIDDEN)).isEmpty();
        assertThatThrownBy(() -> queues.receive(work, 1, QueueLimits.HIDDEN.plusSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> queues.hide(work, "x", Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_depth_tells_waiting_hidden_and_delayed_messages() {
        queues.send(other, Message.of("hidden"));
        receiveOne(other);
        queues.send(other, Message.of("waiting"));
        queues.send(other, Message.of("delayed"), MINUTE);

        Depth depth = queues.depth(other);

        if (mayComeTwice()) {
            assertThat(depth.total()).isGreaterThanOrEqualTo(3);
        } else {
            assertThat(depth).isEqualTo(new Depth(1, 1, 1));
        }
    }

    @Test
    void a_large_message_is_carried_whole() {
        Message large = Message.of("x".repeat(largest()));

        queues.send(work, large);

        assertThat(receiveOne(work).message()).isEqualTo(large);
    }

    /** The largest message the other side takes; ours to send is {@link QueueLimits#MESSAGE_BYTES}. */
    protected int largest() {
        return QueueLimits.MESSAGE_BYTES;
    }

    protected final Delivery receiveOne(QueueName queue) {
        List<Delivery> received = queues.receive(queue, 1, MINUTE);
        assertThat(received).hasSize(1);
        return received.getFirst();
    }

    protected final void receiveAndReturn(QueueName queue) {
        queues.hide(queue, receiveOne(queue).receipt(), Duration.ZERO);
    }

    private static void eventually(BooleanSupplier holds) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        assertThat(holds.getAsBoolean()).isTrue();
    }
}
